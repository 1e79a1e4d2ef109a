"""Registered readers: the choice of a reader, the name and version in the revision, and the doctor's check of the bytes."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

import factcheck.urls  # noqa: F401  (forms and serializers name the readers that are registered when they are imported)
from factcheck.articles import invariants, readers
from factcheck.articles.canonical import canonical
from factcheck.articles.models import Revision
from factcheck.articles.readers import Metadata, ReadText, TextReader
from factcheck.operations.doctor import examine
from tests.api.calls import Caller
from tests.pages import signed_in, source_of
from tests.sql import without_triggers
from tests.world import World

pytestmark = pytest.mark.django_db

INSTALLED = "the reader of each revision is installed"
REPRODUCIBLE = "the text of each revision can be reproduced from its original bytes"


class ReversingReader(TextReader):
    """Reads the bytes of a file in reverse order."""

    name = "reversing"
    version = 3
    label = "Reversed text"
    media_types = ("text/x-reversed",)
    suffixes = (".rev",)

    def recognizes(self, content: bytes) -> bool:
        return content.startswith(b"REV")

    def read(self, content: bytes, encoding: str) -> ReadText:
        return ReadText(canonical(content[::-1].decode("ascii", "replace")), Metadata(title="A title from the file"))


class NewerReversingReader(ReversingReader):
    version = 4

    def read(self, content: bytes, encoding: str) -> ReadText:
        return ReadText(canonical(content.decode("ascii", "replace")), Metadata())


@pytest.fixture
def registered(monkeypatch: pytest.MonkeyPatch) -> ReversingReader:
    """Registered in addition to the default reader, so that these tests do not depend on the other readers."""
    reader = ReversingReader()
    monkeypatch.setattr(readers, "READERS", (readers.READERS[0], reader))
    return reader


def violations() -> dict[str, list[str]]:
    return {result.name: list(result.findings) for result in examine() if result.findings}


def upload(world: World, content: bytes, *, name: str = "a", media_type: str = "") -> Any:
    return Caller(world.checker).form("articles/", {"file": SimpleUploadedFile(name, content, content_type=media_type)})


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (b"txeT", "a", "text/x-reversed"),
        (b"txeT", "a", "Text/X-Reversed; charset=utf-8"),
        (b"txeT", "a.REV", "application/octet-stream"),
        (b"REV txeT", "a.txt", "text/plain"),
    ],
)
@pytest.mark.usefixtures("registered")
def test_reader_is_chosen_by_media_type_suffix_or_signature(world: World, content: bytes, name: str, media_type: str) -> None:
    response = upload(world, content, name=name, media_type=media_type)
    assert (response.status_code, response.json()["title"]) == (201, "A title from the file")
    revision = Revision.objects.get()
    assert (revision.reader, revision.reader_version, revision.encoding) == ("reversing", 3, "")
    assert (revision.text, revision.original.media_type) == (content[::-1].decode(), "text/x-reversed")
    assert violations() == {}


@pytest.mark.usefixtures("registered")
def test_reader_is_chosen_in_form_command_and_json(world: World, tmp_path: Any) -> None:
    file = tmp_path / "a.rev"
    file.write_bytes(b"eno")
    call_command("import_articles", str(file), "--as", world.checker.email, verbosity=0)
    upload_of_two = SimpleUploadedFile("a", b"owt", content_type="text/x-reversed")
    signed_in(world.checker).post("/desk/articles/import/", {"file": upload_of_two, "encoding": "utf-8"})
    body = {"content_base64": base64.b64encode(b"eerht").decode(), "name": "a.rev"}
    assert Caller(world.checker).post("articles/", body).status_code == 201
    article = Revision.objects.earliest("id").article
    upload_of_four = SimpleUploadedFile("a", b"ruof", content_type="text/x-reversed")
    form = {"file": upload_of_four, "encoding": "utf-8", "version": article.version}
    signed_in(world.checker).post(f"/desk/articles/{article.pk}/revise/", form)
    rows = Revision.objects.order_by("id").values_list("text", "reader", "reader_version")
    assert list(rows) == [(text, "reversing", 3) for text in ("one", "two", "three", "four")]


@pytest.mark.usefixtures("registered")
def test_choices_are_derived_from_the_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    assert readers.format_names() == "Plain text or Reversed text"
    with monkeypatch.context() as patch:
        patch.setattr(readers, "READERS", (*readers.READERS, NewerReversingReader()))
        assert readers.format_names() == "Plain text, Reversed text, or Reversed text"
    assert readers.media_types() == ["text/plain", "text/x-reversed"]
    assert readers.accept_attribute() == ".txt,.text,.rev,text/plain,text/x-reversed,text/*"
    assert list(readers.encodings()) == ["utf-8", "utf-16", "windows-1252", "windows-1251", "iso-8859-1", "koi8-u"]


def test_submitted_title_takes_precedence_over_metadata(world: World, registered: ReversingReader) -> None:
    fields = {"file": SimpleUploadedFile("a.rev", b"txeT"), "title": " Mine "}
    assert Caller(world.checker).form("articles/", fields).json()["title"] == "Mine"


def test_doctor_reports_a_revision_whose_reader_is_not_installed(
    world: World, registered: ReversingReader, monkeypatch: Any
) -> None:
    upload(world, b"txeT", media_type="text/x-reversed")
    monkeypatch.setattr(readers, "READERS", tuple(reader for reader in readers.READERS if reader is not registered))
    pk = Revision.objects.get().pk
    problem = f"revision {pk} was read by reversing 3, which is not installed, so its text cannot be recomputed"
    assert violations() == {INSTALLED: [problem]}


def test_doctor_reads_bytes_with_the_recorded_version_of_the_reader(
    world: World, registered: ReversingReader, monkeypatch: Any
) -> None:
    upload(world, b"txeT", media_type="text/x-reversed")
    monkeypatch.setattr(readers, "READERS", (readers.READERS[0], NewerReversingReader()))
    monkeypatch.setattr(readers, "FORMER_READERS", (registered,))
    upload(world, b"Newer", media_type="text/x-reversed")
    assert list(Revision.objects.order_by("id").values_list("text", "reader_version")) == [("Text", 3), ("Newer", 4)]
    assert violations() == {}


def test_doctor_reports_a_reader_whose_output_changed_without_a_new_version(
    world: World, registered: ReversingReader, monkeypatch: Any
) -> None:
    upload(world, b"txeT", media_type="text/x-reversed")
    monkeypatch.setattr(NewerReversingReader, "version", 3)
    monkeypatch.setattr(readers, "READERS", (readers.READERS[0], NewerReversingReader()))
    assert set(violations()) == {REPRODUCIBLE}


class LibraryReader(ReversingReader):
    """A former version, which needs a package in a version that is not installed."""

    libraries = {"pypdf": "1.0"}


def test_doctor_lists_texts_whose_library_is_not_installed(world: World, registered: ReversingReader, monkeypatch: Any) -> None:
    upload(world, b"txeT", media_type="text/x-reversed")
    monkeypatch.setattr(readers, "READERS", (readers.READERS[0], NewerReversingReader()))
    monkeypatch.setattr(readers, "FORMER_READERS", (LibraryReader(),))
    pk = Revision.objects.get().pk
    assert violations() == {}
    listing = {listing.name: list(listing.lines()) for listing in invariants.LISTINGS}["texts that were not recomputed"]
    assert listing == [
        f"revision {pk} was read by reversing 3, which needs pypdf 1.0: its text was compared with its hash, but not recomputed"
        " from its original bytes"
    ]
    with without_triggers() as cursor:
        cursor.execute("UPDATE articles_revision SET text = 'Changed'")
    assert "the text of each revision matches its hash" in violations()


def test_text_of_an_installed_reader_is_recomputed_and_not_listed(world: World) -> None:
    assert world.first_article
    assert [line for listing in invariants.LISTINGS for line in listing.lines()] == []


def test_revision_records_and_displays_its_reader(world: World) -> None:
    revision = world.first_article.current
    assert (revision.reader, revision.reader_version) == ("plain", 1)
    row = Caller(world.checker).get(f"revisions/{revision.pk}/").json()
    assert (row["reader"], row["reader_version"]) == ("plain", 1)
    page = signed_in(world.checker).get(f"/desk/articles/{revision.article_id}/edit/")
    assert "reader plain, version 1" in source_of(page)


def test_revision_without_a_recorded_reader_is_plain_text(world: World) -> None:
    revision = world.first_article.current
    with without_triggers() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("UPDATE articles_revision SET reader = DEFAULT, reader_version = DEFAULT")
    row = Caller(world.checker).get(f"revisions/{revision.pk}/").json()
    assert (row["reader"], row["reader_version"]) == ("plain", 1)
    assert {INSTALLED, REPRODUCIBLE}.isdisjoint(violations())  # tests/upgrade checks its digest
