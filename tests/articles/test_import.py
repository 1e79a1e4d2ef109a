"""Importing a text through the form, and through the command line."""

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
from tests.pages import alerts, field_errors, links, refused_fields, values
from tests.world import World

IMPORT = "/desk/articles/import/"


def send(client: Client, **fields: object):
    return client.post(IMPORT, {"token": uuid.uuid4(), "encoding": "utf-8", "content": "", **fields})


def a_file(content: bytes, name: str = "text.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/plain")


@pytest.fixture
def checker(client: Client) -> World:
    world = World()
    client.force_login(world.checker)
    return world


@pytest.mark.django_db
def test_pasted_text_with_its_details_becomes_an_article(client: Client, checker: World) -> None:
    answer = send(
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
    assert (answer.status_code, answer["Location"]) == (303, f"/desk/articles/{article.pk}/")
    assert article.current.text == "First line\n\nSecond line \u201cquoted\u201d.  "
    assert (article.title, article.author, article.published_on) == ("First line", "A. Author", date(2022, 4, 6))
    assert (article.address, article.language, article.is_graphic) == ("https://news.example/1", "en-GB", True)
    assert (article.outlet.name, article.outlet.source_kind) == ("Republic Example", "outlet")
    assert article.current.original.method == "paste"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Imported. Outlet and date are not known yet."),
        ({"outlet_name": "Republic Example"}, "Imported. Date is not known yet."),
        ({"published_on": "2022-04-06"}, "Imported. Outlet is not known yet."),
        ({"outlet_name": "Republic Example", "published_on": "2022-04-06"}, None),
    ],
)
def test_the_desk_says_on_arrival_what_is_not_known(client: Client, checker: World, given: dict[str, str], said: str) -> None:
    answer = send(client, content="A text.", **given)
    page = client.get(answer["Location"]).content.decode()
    if said:
        assert f'{said} <a href="/desk/articles/{Article.objects.get().pk}/edit/">Add the details</a>' in page
    else:
        assert "Imported." not in page


@pytest.mark.django_db
def test_outlet_that_is_known_is_taken_whatever_its_letters(client: Client, checker: World) -> None:
    outlet = checker.outlet
    send(client, content="A text.", outlet_name="the daily EXAMPLE")
    assert Article.objects.get().outlet == outlet
    assert Source.objects.count() == 1


@pytest.mark.django_db
def test_uploaded_file_is_kept_byte_for_byte_and_can_be_downloaded(client: Client, checker: World) -> None:
    content = "\ufeffTitle\r\nWords\rmore \u00e9 e\u0301\r\n".encode()
    answer = send(client, file=a_file(content, "r\u00e9sum\u00e9 1.txt"))
    revision = Article.objects.get().current
    assert answer.status_code == 303
    assert revision.text == "Title\nWords\nmore \u00e9 e\u0301\n"
    assert revision.original.sha256 == hashlib.sha256(content).hexdigest()
    download = client.get(f"/desk/articles/{revision.article_id}/revisions/1/original/")
    assert b"".join(download.streaming_content) == content
    assert download["Content-Disposition"] == "attachment; filename*=utf-8''r%C3%A9sum%C3%A9%201.txt"
    assert download["X-Content-Type-Options"] == "nosniff"
    assert download["Content-Type"] == "application/octet-stream"
    assert download["Content-Length"] == str(len(content))


@pytest.mark.django_db
def test_original_that_is_not_there_is_404(client: Client, checker: World) -> None:
    article = checker.first_article
    assert client.get(f"/desk/articles/{article.pk}/revisions/2/original/").status_code == 404
    assert client.get("/desk/articles/999999/revisions/1/original/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "encoding", "said"),
    [
        (b"abc\xffdef", "utf-8", "byte 3 cannot be decoded"),
        (b"abcd\xc3", "utf-8", "byte 4 cannot be decoded"),
        (b"ab\x81", "windows-1252", "byte 2 cannot be decoded"),
        (b"\xff\xfea\x00\x00\xd8", "utf-16", "byte 4 cannot be decoded"),
        (b"a\x00b", "utf-8", "Character 1 is a NUL"),
        (b" \n\t ", "utf-8", "There is no text in it"),
        (b"", "utf-8", "There is no text in it"),
    ],
)
def test_file_that_is_no_text_in_its_encoding_is_refused_beside_the_file(
    client: Client, checker: World, content: bytes, encoding: str, said: str
) -> None:
    answer = send(
        client, file=a_file(content), encoding=encoding, title="A title", author="A. Author", outlet_name="A new outlet"
    )
    assert refused_fields(answer) == {"file"}
    assert said in field_errors(answer)["file"]
    assert [values(answer, name) for name in ("title", "author", "encoding")] == [["A title"], ["A. Author"], [encoding]]
    assert (Article.objects.count(), Source.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_encoding_that_was_chosen_is_the_one_that_counts(client: Client, checker: World) -> None:
    send(client, file=a_file("Буча".encode("windows-1251")), encoding="windows-1251")
    assert Revision.objects.get().text == "Буча"
    assert Revision.objects.get().encoding == "windows-1251"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "at_fault"),
    [
        ({}, "content"),
        ({"content": "A", "file": a_file(b"B")}, "file"),
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
def test_invalid_form_names_the_field_at_fault_and_keeps_the_input(
    client: Client, checker: World, fields: dict[str, object], at_fault: str
) -> None:
    answer = send(client, **fields)
    assert refused_fields(answer) == {at_fault}
    assert set(field_errors(answer)) == {at_fault} - {"token"}  # the token is hidden: its error stands in the summary
    assert len(alerts(answer)) == 1
    assert [value.strip() for value in values(answer, "content")] == [str(fields.get("content", ""))]
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_file_that_is_too_large_is_refused_by_its_size(client: Client, checker: World) -> None:
    answer = send(client, file=a_file(b"x" * (MAX_BYTES + 1)))
    assert refused_fields(answer) == {"file"}
    assert "4,000,001" in field_errors(answer)["file"]


@pytest.mark.django_db
def test_nul_in_a_pasted_text_is_refused_with_the_name_of_the_field(client: Client, checker: World) -> None:
    answer = send(client, content="a\x00b")
    assert refused_fields(answer) == {"content"}


@pytest.mark.django_db
def test_identical_text_is_recognized_and_leads_to_the_article(client: Client, checker: World) -> None:
    article = checker.first_article
    answer = send(client, content=article.current.text.replace("\n", "\r\n"), outlet_name="A new outlet", author="Somebody")
    assert answer.status_code == 409
    assert f"/desk/articles/{article.pk}/" in links(answer)
    assert values(answer, "author") == ["Somebody"]
    assert (Article.objects.count(), Source.objects.filter(name="A new outlet").count()) == (1, 0)


@pytest.mark.django_db
def test_form_sent_twice_makes_one_article(client: Client, checker: World) -> None:
    token = uuid.uuid4()
    answers = [send(client, content="A text.", token=token, outlet_name="New outlet") for _ in range(2)]
    assert {answer["Location"] for answer in answers} == {f"/desk/articles/{Article.objects.get().pk}/"}


@pytest.mark.django_db(transaction=True)
def test_identical_text_from_two_people_at_once_makes_one_article(world: World) -> None:
    people, start, new = [world.checker, world.second_checker], threading.Barrier(2), []

    def bring(person) -> None:
        start.wait()
        new.append(import_article(person=person, content=b"The same text.", outlet="The same outlet").is_new)
        connection.close()

    threads = [threading.Thread(target=bring, args=(person,)) for person in people]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(new) == [False, True]
    assert Article.objects.count() == 1


@pytest.mark.django_db
def test_reader_may_not_import_and_is_told_why(client: Client) -> None:
    client.force_login(World().reader)
    answer = client.get(IMPORT)
    assert answer.status_code == 403
    assert "To import articles you need the role checker; yours is reader." in answer.content.decode()


@pytest.mark.django_db
def test_command_imports_what_it_can_and_reports_each_file(tmp_path: Path) -> None:
    world, out, err = World(), StringIO(), StringIO()
    known = world.first_article
    for name, content in {"a.txt": b"A text.", "b.txt": b"bad \xff", "c.txt": known.current.text.encode()}.items():
        (tmp_path / name).write_bytes(content)
    files = [str(tmp_path / name) for name in ("a.txt", "b.txt", "c.txt", "none.txt")]
    said = ["--outlet", "An outlet", "--language", "uk", "--date", "2022-04-06", "--as", world.second_checker.email]
    with pytest.raises(CommandError, match="2 of 4 files were refused"):
        call_command("import_articles", *files, *said, stdout=out, stderr=err)
    article = Article.objects.order_by("-pk")[0]
    assert out.getvalue().splitlines() == [
        f"imported  {files[0]}: article {article.pk}, A text.",
        f"known     {files[2]}: article {known.pk}, The minister denies",
    ]
    assert "byte 4 cannot be decoded" in err.getvalue()
    assert "No such file" in err.getvalue()
    assert (article.outlet.name, article.language, article.published_on) == ("An outlet", "uk", date(2022, 4, 6))
    assert (article.imported_by, article.current.original.name) == (world.second_checker, "a.txt")


@pytest.mark.django_db
def test_command_imports_as_the_first_administrator_or_says_that_there_is_none(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("A text.")
    with pytest.raises(CommandError, match="There is no administrator yet"):
        call_command("import_articles", str(file))
    administrator = World().administrator
    call_command("import_articles", str(file), stdout=StringIO())
    assert Article.objects.get().imported_by == administrator


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "why"),
    [(["--language", "not a tag"], "language tag"), (["--date", "6.4."], "valid date"), (["--as", "x@y.example"], "Nobody with")],
)
def test_command_refuses_details_that_make_no_sense(tmp_path: Path, said: list[str], why: str) -> None:
    World().administrator  # noqa: B018  somebody to import as
    with pytest.raises(CommandError, match=why):
        call_command("import_articles", str(tmp_path / "a.txt"), *said)


@pytest.mark.django_db
def test_command_leaves_a_huge_file_unread(tmp_path: Path) -> None:
    huge = tmp_path / "film"
    with huge.open("wb") as file:
        file.truncate(10**12)  # a sparse file: reading it would end the process
    World().administrator  # noqa: B018  somebody to import as
    err = StringIO()
    with pytest.raises(CommandError):
        call_command("import_articles", str(huge), stderr=err)
    assert "at most 4,000,000" in err.getvalue()


@pytest.mark.django_db
def test_pasted_text_that_is_too_long_is_refused_beside_its_field(client: Client, checker: World) -> None:
    answer = send(client, content="ж" * 1_500_000)
    assert refused_fields(answer) == {"content"}
    assert "1,000,000" in field_errors(answer)["content"]


@pytest.mark.django_db
def test_pasted_text_beyond_what_a_form_takes_is_413_and_says_what_to_do(client: Client, checker: World) -> None:
    answer = send(client, content="x" * 17_000_000)
    assert answer.status_code == 413
    assert "Send a shorter text, or send it as a file." in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", [IMPORT, "/accounts/login/", "/api/v1/articles/"])
def test_body_larger_than_any_file_is_refused_before_it_is_read(client: Client, address: str) -> None:
    answer = client.generic("POST", address, b"", content_type="text/plain", CONTENT_LENGTH=str(52 * 1024 * 1024))
    assert answer.status_code == 413
    assert "At most 50 MiB can be sent at once." in answer.content.decode()
