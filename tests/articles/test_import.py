"""Importing text through the form and the command line."""

import hashlib
import threading
import uuid
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from factcheck.articles.actions import import_article
from factcheck.articles.canonical import MAX_BYTES, MAX_CODE_POINTS
from factcheck.articles.models import Article, Revision, Source
from tests.pages import alerts, field_errors, links, parsed, refused_fields, values
from tests.world import World

IMPORT = "/desk/articles/import/"


def submit_import(client: Client, **fields: object):
    return client.post(IMPORT, {"token": uuid.uuid4(), "encoding": "utf-8", "content": "", **fields})


def text_file(content: bytes, name: str = "text.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/plain")


@pytest.fixture
def checker(client: Client) -> World:
    world = World()
    client.force_login(world.checker)
    return world


@pytest.mark.django_db
def test_pasted_text_with_its_details_becomes_an_article(client: Client, checker: World) -> None:
    response = submit_import(
        client,
        content="First line\r\n\r\nSecond line \u201cquoted\u201d.  ",
        outlet_name=" Republic  Example ",
        author="A. Author",
        published_on="2022-04-06",
        address="https://news.example/1",
        language="EN-gb",
        is_graphic="on",
    )
    article = Article.objects.get()
    assert (response.status_code, response["Location"]) == (303, f"/desk/articles/{article.pk}/")
    assert article.current.text == "First line\n\nSecond line \u201cquoted\u201d.  "
    assert (article.title, article.author, article.published_on) == ("", "A. Author", date(2022, 4, 6))
    assert (article.display_title, str(article)) == ("First line", "First line")
    assert (article.address, article.language, article.is_graphic) == ("https://news.example/1", "en-GB", True)
    assert (article.outlet.name, article.outlet.source_kind) == ("Republic Example", "outlet")
    assert article.current.original.method == "paste"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("details", "message"),
    [
        ({}, "Article imported. Missing: outlet and date."),
        ({"outlet_name": "Republic Example"}, "Article imported. Missing: date."),
        ({"published_on": "2022-04-06"}, "Article imported. Missing: outlet."),
        ({"outlet_name": "Republic Example", "published_on": "2022-04-06"}, None),
    ],
)
def test_message_after_the_import_lists_missing_details(
    client: Client, checker: World, details: dict[str, str], message: str
) -> None:
    response = submit_import(client, content="A text.", **details)
    page = client.get(response["Location"]).content.decode()
    if message:
        assert f'{message} <a href="/desk/articles/{Article.objects.get().pk}/edit/">Add details</a>' in page
    else:
        assert "Article imported." not in page


@pytest.mark.django_db
def test_outlet_name_matches_an_existing_source_regardless_of_case(client: Client, checker: World) -> None:
    outlet = checker.outlet
    submit_import(client, content="A text.", outlet_name="the daily EXAMPLE")
    assert Article.objects.get().outlet == outlet
    assert Source.objects.count() == 1


@pytest.mark.django_db
def test_uploaded_file_is_stored_byte_for_byte_and_can_be_downloaded(client: Client, checker: World) -> None:
    content = "\ufeffTitle\r\nWords\rmore \u00e9 e\u0301\r\n".encode()
    response = submit_import(client, file=text_file(content, "r\u00e9sum\u00e9 1.txt"))
    revision = Article.objects.get().current
    assert response.status_code == 303
    assert revision.text == "Title\nWords\nmore \u00e9 e\u0301\n"
    assert revision.original.sha256 == hashlib.sha256(content).hexdigest()
    download = client.get(f"/desk/articles/{revision.article_id}/revisions/1/original/")
    assert b"".join(download.streaming_content) == content
    assert download["Content-Disposition"] == "attachment; filename*=utf-8''r%C3%A9sum%C3%A9%201.txt"
    assert download["X-Content-Type-Options"] == "nosniff"
    assert download["Content-Type"] == "application/octet-stream"
    assert download["Content-Length"] == str(len(content))


@pytest.mark.django_db
def test_missing_original_is_404(client: Client, checker: World) -> None:
    article = checker.first_article
    assert client.get(f"/desk/articles/{article.pk}/revisions/2/original/").status_code == 404
    assert client.get("/desk/articles/999999/revisions/1/original/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "encoding", "message"),
    [
        (b"abc\xffdef", "utf-8", "the byte at offset 3 is invalid"),
        (b"abcd\xc3", "utf-8", "the byte at offset 4 is invalid"),
        (b"ab\x81", "windows-1252", "the byte at offset 2 is invalid"),
        (b"\xff\xfea\x00\x00\xd8", "utf-16", "the byte at offset 4 is invalid"),
        (b"a\x00b", "utf-8", "Character 1 is NUL"),
        (b" \n\t ", "utf-8", "The text is empty"),
        (b"", "utf-8", "The text is empty"),
    ],
)
def test_file_that_is_invalid_in_its_encoding_is_rejected_with_an_error_on_the_field(
    client: Client, checker: World, content: bytes, encoding: str, message: str
) -> None:
    response = submit_import(
        client, file=text_file(content), encoding=encoding, title="A title", author="A. Author", outlet_name="A new outlet"
    )
    assert refused_fields(response) == {"file"}
    assert message in field_errors(response)["file"]
    assert [values(response, name) for name in ("title", "author", "encoding")] == [["A title"], ["A. Author"], [encoding]]
    assert (Article.objects.count(), Source.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_selected_encoding_is_used(client: Client, checker: World) -> None:
    submit_import(client, file=text_file("Буча".encode("windows-1251")), encoding="windows-1251")
    assert Revision.objects.get().text == "Буча"
    assert Revision.objects.get().encoding == "windows-1251"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "invalid"),
    [
        ({}, "content"),
        ({"content": "A", "file": text_file(b"B")}, "file"),
        ({"content": "A", "encoding": "utf-7"}, "encoding"),
        ({"content": "A", "title": "x" * 301}, "title"),
        ({"content": "A", "outlet_name": "x" * 201}, "outlet_name"),
        ({"content": "A", "author": "x" * 201}, "author"),
        ({"content": "A", "language": "klingon please"}, "language"),
        ({"content": "A", "address": "javascript:alert(1)"}, "address"),
        ({"content": "A", "address": "https://x.example/" + "y" * 2000}, "address"),
        ({"content": "A", "published_on": "yesterday"}, "published_on"),
        ({"content": "A", "token": "x"}, "token"),
        ({"content": "x" * (MAX_CODE_POINTS + 1)}, "content"),
    ],
)
def test_invalid_form_has_an_error_on_the_field_and_keeps_the_input(
    client: Client, checker: World, fields: dict[str, object], invalid: str
) -> None:
    response = submit_import(client, **fields)
    assert refused_fields(response) == {invalid}
    assert set(field_errors(response)) == {invalid} - {"token"}  # the token is hidden: its error is in the summary
    assert len(alerts(response)) == 1
    assert [value.strip() for value in values(response, "content")] == [str(fields.get("content", ""))]
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_file_that_is_too_large_is_rejected(client: Client, checker: World) -> None:
    response = submit_import(client, file=text_file(b"x" * (MAX_BYTES + 1)))
    assert refused_fields(response) == {"file"}
    assert "4,000,001" in field_errors(response)["file"]


@pytest.mark.django_db
def test_nul_in_pasted_text_is_rejected_with_an_error_on_the_field(client: Client, checker: World) -> None:
    response = submit_import(client, content="a\x00b")
    assert refused_fields(response) == {"content"}


@pytest.mark.django_db
def test_import_of_an_identical_text_links_to_the_existing_article(client: Client, checker: World) -> None:
    article = checker.first_article
    response = submit_import(
        client, content=article.current.text.replace("\n", "\r\n"), outlet_name="A new outlet", author="Second Author"
    )
    assert response.status_code == 409
    assert f"/desk/articles/{article.pk}/" in links(response)
    assert values(response, "author") == ["Second Author"]
    assert (Article.objects.count(), Source.objects.filter(name="A new outlet").count()) == (1, 0)


@pytest.mark.django_db
def test_repeated_form_creates_one_article(client: Client, checker: World) -> None:
    token = uuid.uuid4()
    responses = [submit_import(client, content="A text.", token=token, outlet_name="New outlet") for _ in range(2)]
    assert {response["Location"] for response in responses} == {f"/desk/articles/{Article.objects.get().pk}/"}


@pytest.mark.django_db(transaction=True)
def test_concurrent_imports_of_an_identical_text_create_one_article(world: World) -> None:
    people, start, new = [world.checker, world.second_checker], threading.Barrier(2), []

    def import_same_text(person) -> None:
        start.wait()
        new.append(import_article(person=person, content=b"The same text.", outlet="The same outlet").is_new)
        connection.close()

    threads = [threading.Thread(target=import_same_text, args=(person,)) for person in people]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(new) == [False, True]
    assert Article.objects.count() == 1


@pytest.mark.django_db
def test_reader_may_not_import(client: Client) -> None:
    client.force_login(World().reader)
    response = client.get(IMPORT)
    assert response.status_code == 403
    assert "To import articles, you need the checker role. Your role is reader." in response.content.decode()


@pytest.mark.django_db
def test_command_imports_valid_files_and_reports_each_file(tmp_path: Path) -> None:
    world, out, err = World(), StringIO(), StringIO()
    existing = world.first_article
    for name, content in {"a.txt": b"A text.", "b.txt": b"bad \xff", "c.txt": existing.current.text.encode()}.items():
        (tmp_path / name).write_bytes(content)
    files = [str(tmp_path / name) for name in ("a.txt", "b.txt", "c.txt", "none.txt")]
    options = ["--outlet", "An outlet", "--language", "uk", "--date", "2022-04-06", "--as", world.second_checker.email]
    with pytest.raises(CommandError, match="2 of 4 files were refused"):
        call_command("import_articles", *files, *options, stdout=out, stderr=err)
    article = Article.objects.order_by("-pk")[0]
    assert out.getvalue().splitlines() == [
        f"imported  {files[0]}: article {article.pk}, A text.",
        f"exists    {files[2]}: article {existing.pk}, The minister denies",
    ]
    assert "the byte at offset 4 is invalid" in err.getvalue()
    assert "No such file" in err.getvalue()
    assert (article.outlet.name, article.language, article.published_on) == ("An outlet", "uk", date(2022, 4, 6))
    assert (article.imported_by, article.current.original.name) == (world.second_checker, "a.txt")


@pytest.mark.django_db
def test_command_imports_as_the_first_administrator(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("A text.")
    with pytest.raises(CommandError, match="There is no administrator yet"):
        call_command("import_articles", str(file))
    administrator = World().administrator
    call_command("import_articles", str(file), stdout=StringIO())
    assert Article.objects.get().imported_by == administrator


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--language", "not a tag"], "language tag"),
        (["--date", "6.4."], "valid date"),
        (["--as", "x@y.example"], "No account has"),
    ],
)
def test_command_rejects_invalid_details(tmp_path: Path, options: list[str], message: str) -> None:
    World().administrator  # noqa: B018  the default for --as
    with pytest.raises(CommandError, match=message):
        call_command("import_articles", str(tmp_path / "a.txt"), *options)


@pytest.mark.django_db
def test_command_does_not_read_a_huge_file(tmp_path: Path) -> None:
    huge = tmp_path / "film"
    with huge.open("wb") as file:
        file.truncate(10**12)  # a sparse file; reading it would exhaust the memory
    World().administrator  # noqa: B018  the default for --as
    err = StringIO()
    with pytest.raises(CommandError):
        call_command("import_articles", str(huge), stderr=err)
    assert "the limit is 4,000,000" in err.getvalue()


@pytest.mark.django_db
def test_pasted_text_that_is_too_long_is_rejected_with_an_error_on_the_field(client: Client, checker: World) -> None:
    response = submit_import(client, content="ж" * 1_500_000)
    assert refused_fields(response) == {"content"}
    assert "1,000,000" in field_errors(response)["content"]
    assert "The file" not in field_errors(response)["content"]


@pytest.mark.django_db
def test_pasted_text_larger_than_any_file_keeps_the_other_fields(client: Client, checker: World) -> None:
    response = submit_import(client, content="word " * 1_100_000, title="A title", author="An author")
    assert refused_fields(response) == {"content"}
    assert "5,500,000 characters" in field_errors(response)["content"]
    assert (values(response, "title"), values(response, "author")) == (["A title"], ["An author"])


@pytest.mark.django_db
def test_only_the_text_is_marked_as_required_and_its_limit_is_stated_before(client: Client, checker: World) -> None:
    page = parsed(client.get(IMPORT))
    assert [element.text for element in page.all(class_="optional")] == ["text or file required", "text or file required"]
    assert "At most 1,000,000 characters." in page.text


@pytest.mark.django_db
def test_pasted_text_beyond_the_form_limit_is_413_and_suggests_a_file(client: Client, checker: World) -> None:
    response = submit_import(client, content="x" * 17_000_000)
    assert response.status_code == 413
    assert "Submit less text, or upload it as a file." in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", [IMPORT, "/accounts/login/", "/api/v1/articles/"])
def test_body_larger_than_any_file_is_rejected_before_it_is_read(client: Client, address: str) -> None:
    response = client.generic("POST", address, b"", content_type="text/plain", CONTENT_LENGTH=str(52 * 1024 * 1024))
    assert response.status_code == 413
    assert "A request can be at most 50 MiB." in response.content.decode()
