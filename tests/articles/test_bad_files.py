"""Files that cannot be read as text, in each interface that imports or revises articles: form, API, and command."""

from __future__ import annotations

import base64
import codecs
import os
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

import factcheck.urls  # noqa: F401  (forms and serializers name the readers that are registered when they are imported)
from factcheck.accounts.actions import change_person
from factcheck.articles import readers
from factcheck.articles.canonical import MAX_BYTES
from factcheck.articles.models import Article, Revision
from tests.api.calls import Caller
from tests.pages import control_names, field_errors, parsed, refused_fields, signed_in, values
from tests.world import World

pytestmark = pytest.mark.django_db

WORD = "Буча"
TWO_MARKS = "The file begins with two byte order marks."
NO_MARK = "This looks like UTF-16 without a byte order mark."
REJECTED = {
    "two marks": (codecs.BOM_UTF8 * 2 + WORD.encode(), "utf-8", TWO_MARKS),
    "two marks of UTF-16": (codecs.BOM_UTF16_LE * 2 + WORD.encode("utf-16-le"), "utf-16", TWO_MARKS),
    "UTF-16 without mark": (WORD.encode("utf-16-le"), "utf-16", NO_MARK),
    "undeclared UTF-16": (WORD.encode("utf-16-be"), "windows-1251", NO_MARK),
    "UTF-16 declared as UTF-8": ("Plain".encode("utf-16-le"), "utf-8", NO_MARK),
    "another mark": (codecs.BOM_UTF8 + WORD.encode(), "koi8-u", "The file begins with a UTF-8 byte order mark"),
    "valid in UTF-8 alone": ("с".encode(), "windows-1252", "The file is valid UTF-8."),
    "RTF": (b"{\\rtf1 text", "utf-8", "This is an RTF file."),
    "ZIP": (b"PK\x03\x04 text", "iso-8859-1", "This is an OpenDocument, ZIP, or damaged Word file."),
    "not decodable": (b"abc\xff", "utf-8", "the byte at offset 3 is invalid"),
    "empty": (b"", "utf-16", "The text is empty."),
}
IN_DOUBT = WORD.encode()
AS_KOI8 = IN_DOUBT.decode("koi8-u")
QUESTION = [
    "The file is valid UTF-8, but the selected encoding is KOI8-U. Compare a line of the text in both encodings, then choose"
    " UTF-8 or confirm KOI8-U.",
    f"In KOI8-U: “{AS_KOI8}”",
    f"In UTF-8: “{WORD}”",
]


@pytest.fixture(autouse=True)
def only_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """The formats without a reader are the same, regardless of the other readers."""
    monkeypatch.setattr(readers, "READERS", readers.READERS[:1])


@dataclass
class Rejection:
    """The validation errors of a response by field. `file` is the name of the file field in that interface."""

    file: str
    errors: dict[str, list[str]]


Sender = Callable[..., Rejection | None]


def form_rejection(response: Any) -> Rejection | None:
    if response.status_code == 303:
        return None
    assert refused_fields(response) == set(field_errors(response))
    return Rejection("file", {name: list(problems) for name, problems in response.context["form"].errors.items()})


def api_rejection(response: Any, file: str) -> Rejection | None:
    if response.status_code == 201:
        return None
    assert response.status_code == 422
    return Rejection(file, response.json()["errors"])


def import_form(world: World, content: bytes, encoding: str, **more: Any) -> Rejection | None:
    form = {"token": uuid.uuid4(), "encoding": encoding, "file": SimpleUploadedFile("a.txt", content)}
    more = {"confirm_encoding": "on"} if more else {}
    return form_rejection(signed_in(world.checker).post("/desk/articles/import/", {**form, **more}))


def revise_form(world: World, content: bytes, encoding: str, **more: Any) -> Rejection | None:
    form = {"version": world.first_article.version, "encoding": encoding, "file": SimpleUploadedFile("a.txt", content)}
    more = {"confirm_encoding": "on"} if more else {}
    return form_rejection(signed_in(world.checker).post(f"/desk/articles/{world.first_article.pk}/revise/", {**form, **more}))


def import_json(world: World, content: bytes, encoding: str, **more: Any) -> Rejection | None:
    body = {"content_base64": base64.b64encode(content).decode(), "encoding": encoding, **more}
    return api_rejection(Caller(world.checker).post("articles/", body), "content_base64")


def revise_json(world: World, content: bytes, encoding: str, **more: Any) -> Rejection | None:
    body = {"content_base64": base64.b64encode(content).decode(), "encoding": encoding, **more}
    row = {"article": world.first_article.pk, "version": world.first_article.version}
    return api_rejection(Caller(world.checker).post("revisions/", {**body, **row}), "content_base64")


def import_upload(world: World, content: bytes, encoding: str, **more: Any) -> Rejection | None:
    fields = {"file": SimpleUploadedFile("a.txt", content), "encoding": encoding, **more}
    return api_rejection(Caller(world.checker).form("articles/", fields), "file")


def revise_upload(world: World, content: bytes, encoding: str, **more: Any) -> Rejection | None:
    fields = {"file": SimpleUploadedFile("a.txt", content), "encoding": encoding, **more}
    row = {"article": world.first_article.pk, "version": world.first_article.version}
    return api_rejection(Caller(world.checker).form("revisions/", {**fields, **row}), "file")


SENDERS = [import_form, revise_form, import_json, revise_json, import_upload, revise_upload]


@pytest.mark.parametrize("send", SENDERS)
def test_invalid_file_is_rejected_with_an_error_on_its_field(world: World, send: Sender) -> None:
    before = world.first_article and Revision.objects.count()
    for content, encoding, reason in REJECTED.values():
        rejection = send(world, content, encoding)
        assert rejection is not None, reason
        assert set(rejection.errors) == {rejection.file}
        assert reason in " ".join(rejection.errors[rejection.file]) or (content, rejection.file) == (b"", "content_base64")
        assert send(world, content, encoding, confirm_encoding=True) is not None, reason
    assert Revision.objects.count() == before


@pytest.mark.parametrize("send", SENDERS)
def test_doubtful_encoding_requires_confirmation(world: World, send: Sender) -> None:
    before = world.first_article and Revision.objects.count()
    rejection = send(world, IN_DOUBT, "koi8-u")
    assert rejection is not None
    assert rejection.errors == {"confirm_encoding": QUESTION}
    assert Revision.objects.count() == before
    assert send(world, IN_DOUBT, "koi8-u", confirm_encoding=True) is None
    revision = Revision.objects.latest("id")
    assert (revision.text, revision.encoding) == (AS_KOI8, "koi8-u")


@pytest.mark.parametrize("send", SENDERS)
def test_doubtful_encoding_can_be_changed(world: World, send: Sender) -> None:
    assert send(world, IN_DOUBT, "koi8-u") is not None
    assert send(world, IN_DOUBT, "utf-8") is None
    revision = Revision.objects.latest("id")
    assert (revision.text, revision.encoding) == (WORD, "utf-8")


@pytest.mark.parametrize("send", SENDERS)
def test_utf_16_with_one_byte_order_mark_is_read(world: World, send: Sender) -> None:
    assert send(world, WORD.encode("utf-16"), "utf-16") is None
    assert Revision.objects.latest("id").text == WORD


def test_form_with_a_doubtful_encoding_has_a_checkbox_and_requests_the_file_again(world: World) -> None:
    client, url = signed_in(world.checker), "/desk/articles/import/"
    assert "confirm_encoding" not in control_names(client.get(url))
    form = {"encoding": "koi8-u", "title": "A title", "file": SimpleUploadedFile("a.txt", IN_DOUBT)}
    response = client.post(url, form)
    assert "confirm_encoding" in control_names(response)
    assert "data-file-again" in response.content.decode()
    assert (values(response, "title"), values(response, "encoding")) == (["A title"], ["koi8-u"])
    assert "data-file-again" not in client.post(url, {"content": "Text", "language": "klingon please"}).content.decode()


PNG = b"\x89PNG\r\n\x1a\n" + bytes(8)


@pytest.mark.parametrize(
    ("content", "form", "is_asked"),
    [
        (b"abc\xffdef", {}, True),
        (b"Text.", {"language": "english"}, True),
        (PNG, {}, False),
        (b"", {}, False),
        (b"Text.", {"content": "Another text."}, False),
    ],
    ids=["wrong encoding", "error in another field", "image", "empty", "text and file"],
)
def test_form_requests_the_file_again_only_if_it_can_be_imported(
    world: World, content: bytes, form: dict[str, str], is_asked: bool
) -> None:
    sent = {"encoding": "utf-8", **form, "file": SimpleUploadedFile("a.txt", content)}
    response = signed_in(world.checker).post("/desk/articles/import/", sent)
    assert response.status_code == 422
    assert ("data-file-again" in response.content.decode()) == is_asked


def test_labels_say_that_a_text_or_a_file_is_required(world: World) -> None:
    client = signed_in(world.checker)
    for url in ("/desk/articles/import/", f"/desk/articles/{world.first_article.pk}/revise/"):
        labels = [element.text for element in parsed(client.get(url)).all("label")]
        assert [label for label in labels if "text or file required" in label] == [
            "Text text or file required",
            "File text or file required",
        ]


def test_api_rejects_media_type_and_encoding_with_text(world: World) -> None:
    caller = Caller(world.checker)
    for name, value in {"media_type": "text/plain", "encoding": "koi8-u"}.items():
        assert set(caller.post("articles/", {"text": "Text", name: value}).json()["errors"]) == {name}


def run(*arguments: str) -> tuple[list[str], list[str]]:
    """Run the command and return the lines of standard output and of standard error."""
    out, err = StringIO(), StringIO()
    try:
        call_command("import_articles", *arguments, stdout=out, stderr=err)
    except CommandError as error:
        err.write(f"{error}\n")
    return out.getvalue().splitlines(), err.getvalue().splitlines()


@pytest.fixture
def files(tmp_path: Path) -> Callable[[dict[str, bytes]], list[str]]:
    def write(contents: dict[str, bytes]) -> list[str]:
        for name, content in contents.items():
            (tmp_path / name).write_bytes(content)
        return [str(tmp_path / name) for name in contents]

    return write


@pytest.mark.parametrize("bad", REJECTED)
def test_command_continues_after_an_invalid_file(world: World, files: Callable[..., list[str]], bad: str) -> None:
    content, encoding, reason = REJECTED[bad]
    codec = {"koi8-u": "koi8-u", "utf-16": "utf-16"}.get(encoding, "utf-8")
    names = files({"a": "Before".encode(codec), "bad": content, "z": "After".encode(codec)})
    out, err = run(*names, "--encoding", encoding, "--confirm-encoding", "--as", world.checker.email)
    assert [line.split(":")[0] for line in out] == [f"imported  {names[0]}", f"imported  {names[2]}"]
    assert err[0].startswith(f"refused   {names[1]}: ")
    assert reason in err[0]
    assert err[1:] == ["1 of 3 files were refused."]


def test_command_continues_after_unreadable_files(world: World, tmp_path: Path) -> None:
    unreadable, huge = tmp_path / "loop", tmp_path / "huge"
    unreadable.symlink_to(unreadable)  # file permissions do not apply to root
    huge.write_bytes(b"x" * (MAX_BYTES + 1))
    long_text = tmp_path / "long"
    long_text.write_bytes(b"x" * 1_000_001)
    name = os.fsencode(tmp_path) + b"/\xff\x1b[31m"
    Path(os.fsdecode(name)).write_bytes(b"In a file whose name is not UTF-8.")
    (tmp_path / "last").write_bytes(b"The last one.")
    rejected = [str(path) for path in (unreadable, tmp_path, tmp_path / "none", huge, long_text, Path("/dev/zero"))]
    out, err = run(*rejected, os.fsdecode(name), str(tmp_path / "last"), "--as", world.checker.email)
    assert [line.split(": article")[0] for line in out] == [
        f"imported  {tmp_path}/\\xff\\x1b[31m",
        f"imported  {tmp_path / 'last'}",
    ]
    assert [line.split(": ")[0] for line in err] == [*(f"refused   {path}" for path in rejected), "6 of 8 files were refused."]
    assert "".join(out + err).isprintable()
    assert Article.objects.count() == 2


def test_command_requires_an_option_to_confirm_a_doubtful_encoding(world: World, files: Callable[..., list[str]]) -> None:
    (name,) = files({"a": IN_DOUBT})
    options = [name, "--encoding", "koi8-u", "--as", world.checker.email]
    assert run(*options) == ([], [f"refused   {name}: {' '.join(QUESTION)}", "1 of 1 files were refused."])
    assert run(*options, "--confirm-encoding")[1] == []
    assert Revision.objects.get().text == AS_KOI8


@pytest.mark.parametrize("who", ["reader", "second_checker"])
def test_command_stops_immediately_without_permission_to_import(world: World, files: Callable[..., list[str]], who: str) -> None:
    person = getattr(world, who)
    if who == "second_checker":
        change_person(by=world.administrator, person=person, is_active=False)
    out, err = run(*files({"bad": b"\xff", "b": b"Text"}), "--as", person.email)
    assert out == []
    assert err == [
        "To import articles, you need the checker role. Your role is reader."
        if who == "reader"
        else "This account is deactivated."
    ]
