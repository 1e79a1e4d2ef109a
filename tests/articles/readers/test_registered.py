"""The registered readers in the interfaces that import articles, and the libraries that belong to their versions."""

from __future__ import annotations

import base64
import mimetypes
import re
import tomllib
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from factcheck.articles import readers
from factcheck.articles.canonical import InvalidText
from factcheck.articles.models import Article, Revision
from factcheck.articles.readers import LibraryMissing, extracting, read_file, reader_for
from factcheck.operations.doctor import examine
from tests.api.calls import Caller
from tests.articles.readers.files import pdf_with, word
from tests.articles.readers.pages import document
from tests.pages import signed_in, source_of
from tests.test_project import ROOT
from tests.world import World

HEAD = (
    "<title>The bridge reopens</title><meta name='author' content='Ann Reporter'>"
    "<meta property='article:published_time' content='2026-03-04'><link rel='canonical' href='https://courier.example/bridge'>"
)
PAGE = document("<article><p>The bridge reopened.</p></article>", head=HEAD, language="en-GB").encode()
PDF = pdf_with(["The bridge reopened."], trailer="/Info << /Title (Minutes) >>")
WORD_FILE = word("The bridge reopened.")
FILES = {"page.html": (PAGE, "html", "utf-8"), "minutes.pdf": (PDF, "pdf", ""), "minutes.docx": (WORD_FILE, "docx", "")}


def uploaded(name: str, content: bytes) -> SimpleUploadedFile:
    """A file with the media type that a browser derives from its name."""
    return SimpleUploadedFile(name, content, content_type=mimetypes.guess_type(name)[0] or "application/octet-stream")


def locked_versions() -> dict[str, str]:
    lines = (ROOT / "requirements" / "run.txt").read_text()
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ;]+)", lines, re.MULTILINE))


def test_versions_of_libraries_are_those_of_the_lock_file() -> None:
    """To upgrade a library, register a new version of its readers with it, and move the former ones to FORMER_READERS."""
    libraries = {name: version for reader in readers.READERS for name, version in reader.libraries.items()}
    assert libraries
    assert libraries == {name: version for name, version in locked_versions().items() if name in libraries}
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    pinned = {line for line in declared if line.split("==")[0] in libraries}
    assert pinned == {f"{name}=={version}" for name, version in libraries.items() if name != "cobble"}


def test_libraries_are_installed() -> None:
    """If this fails, run `python3 manage.py bootstrap`."""
    assert [missing for reader in readers.READERS for missing in reader.missing_libraries()] == []


def test_reader_whose_library_is_not_installed_reads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extracting.PdfFileReader, "libraries", {"pypdf": "1.0", "no-such-package": "2"})
    with pytest.raises(
        LibraryMissing, match=r"PDF cannot be read now: this installation lacks pypdf 1\.0 and no-such-package 2\."
    ):
        read_file(PDF)


def test_names_and_versions_of_readers_are_unique() -> None:
    keys = [(reader.name, reader.version) for reader in (*readers.READERS, *readers.FORMER_READERS)]
    assert len(keys) == len(set(keys))
    assert [name for name, _ in keys if len(name) > 40] == []


@pytest.mark.parametrize(
    ("content", "media_type", "name", "expected"),
    [
        (PAGE, "", "", "html"),
        (PAGE, "application/octet-stream", "page", "html"),
        (PAGE, "text/html; charset=utf-8", "", "html"),
        (b"<p>Text", "application/xhtml+xml", "", "html"),
        (b"<p>Text", "", "page.HTM", "html"),
        (b"\xef\xbb\xbf \n<!-- saved --><?xml version='1.0'?>\n<HTML lang=en>", "", "", "html"),
        ("<!doctype html>".encode("utf-16"), "", "", "html"),
        (PAGE, "text/plain", "", "plain"),
        (PAGE, "", "page.txt", "plain"),
        (b"<p>Text", "", "", "plain"),
        (b"The <html> element", "", "", "plain"),
        (PDF, "text/html", "page.html", "pdf"),
        (b"\xef\xbb\xbf\n" + PDF, "", "", "pdf"),
        (b"Text %PDF-1.7", "", "", "plain"),
        (WORD_FILE, "application/zip", "a.zip", "docx"),
        (b"Text", "application/pdf", "", "pdf"),
    ],
)
def test_choice_of_the_reader(content: bytes, media_type: str, name: str, expected: str) -> None:
    assert reader_for(content, media_type=media_type, name=name).name == expected


@pytest.mark.parametrize(("name", "reason"), [("a.pdf", "This is not a PDF file."), ("a.docx", "This is not a Word file")])
def test_file_of_another_format_is_refused(name: str, reason: str) -> None:
    with pytest.raises(InvalidText, match=re.escape(reason)):
        read_file(b"Text", name=name)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (PAGE, True),
        (PDF, True),
        (WORD_FILE, True),
        (b"<!doctype html><html>\xff</html>", True),
        (b"<!doctype html><html></html>", False),
        (b"%PDF-1.7", False),
        (b"PK\x03\x04", False),
        (pdf_with([]), False),
    ],
)
def test_whether_a_file_can_be_read(content: bytes, expected: bool) -> None:
    assert readers.can_be_read(content) is expected


@pytest.mark.django_db
@pytest.mark.parametrize("name", FILES)
def test_file_is_imported_in_the_form_the_api_and_the_command(world: World, tmp_path: Path, name: str) -> None:
    content, reader, encoding = FILES[name]
    form = {"file": uploaded(name, content), "encoding": ""}
    assert signed_in(world.checker).post("/desk/articles/import/", form).status_code == 303
    revision = Revision.objects.get()
    assert (revision.text, revision.reader, revision.reader_version) == ("The bridge reopened.", reader, 1)
    assert revision.encoding == encoding
    assert revision.original.media_type.startswith(next(r for r in readers.READERS if r.name == reader).media_types[0])
    again = Caller(world.checker).post("articles/", {"content_base64": base64.b64encode(content).decode(), "name": name})
    assert (again.status_code, again.json()["id"]) == (200, revision.article_id)
    (tmp_path / name).write_bytes(content)
    out = StringIO()
    call_command("import_articles", str(tmp_path / name), "--as", world.checker.email, stdout=out)
    assert out.getvalue().startswith("exists")
    assert [result.findings for result in examine() if result.findings] == []


@pytest.mark.django_db
def test_metadata_of_a_page_fill_empty_details(world: World) -> None:
    fields = {"file": uploaded("page.html", PAGE), "author": "Bob Writer"}
    response = Caller(world.checker).form("articles/", fields)
    article = Article.objects.get()
    assert response.status_code == 201
    assert (article.title, article.author, article.published_on) == ("The bridge reopens", "Bob Writer", date(2026, 3, 4))
    assert (article.language, article.address) == ("en-GB", "https://courier.example/bridge")
    assert article.outlet is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("<meta name='date' content='9999-12-31'>", "published_on"),
        ("<link rel='canonical' href='http://-/'>", "address"),
        ("<link rel='canonical' href='https://user@courier.example/'>", "address"),
    ],
)
def test_metadata_that_a_person_could_not_enter_are_left_out(world: World, head: str, field: str) -> None:
    page = document("<p>Text.</p>", head=head).encode()
    assert Caller(world.checker).form("articles/", {"file": uploaded("a.html", page)}).status_code == 201
    assert not getattr(Article.objects.get(), field)


@pytest.mark.django_db
def test_pasted_markup_is_imported_as_it_is(world: World) -> None:
    signed_in(world.checker).post("/desk/articles/import/", {"content": PAGE.decode(), "encoding": ""})
    assert Caller(world.checker).post("articles/", {"text": PAGE.decode() + "<!-- 2 -->"}).status_code == 201
    assert list(Revision.objects.order_by("id").values_list("reader", flat=True)) == ["plain", "plain"]
    assert Revision.objects.earliest("id").text == PAGE.decode()


@pytest.mark.django_db
def test_import_page_names_the_formats_and_the_declared_encoding(world: World) -> None:
    text = source_of(signed_in(world.checker).get("/desk/articles/import/"))
    assert "Plain text, HTML, PDF, or Word (DOCX), at most 4 MB." in text
    assert "As declared in the file, otherwise UTF-8" in text


@pytest.mark.django_db
def test_page_in_another_encoding_asks_for_a_confirmation(world: World) -> None:
    content = "<meta charset=koi8-u><p>Місто".encode()
    form: dict[str, Any] = {"encoding": "", "file": uploaded("a.html", content)}
    response = signed_in(world.checker).post("/desk/articles/import/", form)
    assert list(response.context["form"].errors) == ["confirm_encoding"]
    form["file"] = uploaded("a.html", content)
    assert signed_in(world.checker).post("/desk/articles/import/", {**form, "confirm_encoding": "on"}).status_code == 303
    assert Revision.objects.get().encoding == "koi8-u"
