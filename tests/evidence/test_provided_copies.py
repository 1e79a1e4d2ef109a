"""Copies that a person saved and provides."""

from __future__ import annotations

import html
import io
import uuid
from hashlib import sha256
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from factcheck.archive.queries import read_capture
from factcheck.archive.quota import remaining_bytes
from factcheck.articles.models import Article
from factcheck.claims.anchoring import find
from factcheck.evidence.actions import attach
from factcheck.evidence.copies.fields import HOW_REQUIRED
from factcheck.evidence.copies.models import EvidenceCopy
from factcheck.evidence.copies.packaging import package
from factcheck.evidence.copies.providing import NOT_AN_ADDRESS, provide_copy
from factcheck.evidence.locators import PassageLocator
from factcheck.evidence.models import Evidence
from factcheck.ledger.models import Entry
from factcheck.web.errors import Invalid, NotAllowed, Refused
from tests.copies import archived_copy, page_item
from tests.pages import source_of
from tests.sql import without_triggers
from tests.world import FIRST, World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_store")]

HTML = (
    b"<!doctype html><html><head><title>Council meets</title></head><body><article><p>All was well, the mayor said to the council"
    b" on Monday evening.</p></article></body></html>"
)
HOW = "Saved by the checker with a browser."


def provide(world: World, content: bytes, name: str = "page.html", **values: Any) -> EvidenceCopy:
    item = values.pop("item", None) or page_item(world.checker, world.open_claim)
    arguments = {"person": world.checker, "item": item, "file": io.BytesIO(content), "name": name, "made_how": HOW, **values}
    return provide_copy(**arguments)


def warc_bytes(world: World) -> bytes:
    copy = archived_copy(world.checker, page_item(world.checker, world.open_claim, address="https://news.example/other"))
    assert copy.capture.parent
    return b"".join(read_capture(copy.capture.parent))


def test_page_in_one_file_is_stored_unchanged_with_its_text(world: World) -> None:
    copy = provide(world, HTML)
    assert (copy.capture.sha256, copy.capture.media_type, copy.capture.parent) == (sha256(HTML).hexdigest(), "text/html", None)
    assert copy.text
    assert "All was well, the mayor said" in copy.text.text
    assert (copy.made_how, copy.is_fetched, copy.collected_at, copy.address) == (HOW, False, None, "")
    entry = Entry.objects.filter(action="copy.added").get()
    assert entry.person == world.checker
    assert (entry.after["made_how"], entry.after["sha256"]) == (HOW, copy.capture.sha256)


def test_page_is_taken_out_of_a_web_archive_whose_hashes_agree(world: World) -> None:
    warc = warc_bytes(world)
    copy = provide(world, warc, "page.warc.gz")
    assert copy.capture.parent
    assert copy.capture.parent.sha256 == sha256(warc).hexdigest()
    assert (copy.capture.method, copy.capture.media_type, copy.address) == ("derived", "text/html", "https://news.example/a")
    assert copy.text
    assert "All was well" in copy.text.text
    assert any("SHA-256" in sentence for sentence in copy.checks["verified"])


@pytest.mark.parametrize("address", ["javascript:alert(1)", "urn:page", "https://news.example/" + "a" * 9000])
def test_name_of_a_page_that_is_no_web_address_is_not_linked(address: str, world: World) -> None:
    body = HTML
    record = (
        f"WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:{uuid.uuid4()}>\r\nWARC-Date: 2022-04-10T12:00:00Z\r\n"
        f"WARC-Target-URI: {address}\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    copy = provide(world, record.encode() + body + b"\r\n\r\n", "page.warc")
    assert copy.address == ""
    assert NOT_AN_ADDRESS in copy.checks["unverified"]
    assert copy.text
    assert "All was well" in copy.text.text


def test_database_refuses_a_copy_with_another_kind_of_address(world: World) -> None:
    copy = provide(world, HTML)
    with without_triggers() as cursor, pytest.raises(IntegrityError, match="copy_address_is_http"), transaction.atomic():
        cursor.execute("UPDATE evidence_evidencecopy SET address = 'javascript:alert(1)' WHERE id = %s", [copy.pk])


def test_file_without_a_statement_is_not_stored(world: World) -> None:
    item = page_item(world.checker, world.open_claim)
    before = remaining_bytes(world.checker)
    with pytest.raises(Invalid):
        provide(world, HTML, item=item, made_how=" ")
    assert remaining_bytes(world.checker) == before


@pytest.mark.parametrize("position", [0.3, 0.5, 0.9])
def test_changed_web_archive_is_refused_and_nothing_is_written(position: float, world: World) -> None:
    warc = bytearray(warc_bytes(world))
    warc[int(len(warc) * position)] ^= 1
    item = page_item(world.checker, world.open_claim)
    with pytest.raises(Invalid) as caught:
        provide(world, bytes(warc), "page.warc.gz", item=item)
    assert list(caught.value.errors) == ["file"]
    assert not EvidenceCopy.objects.filter(evidence=item).exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [({"made_how": "  "}, "made_how"), ({"content": b""}, "file"), ({"page_address": "https://x.example/"}, "file")],
)
def test_invalid_input_is_refused_with_the_field(values: dict[str, Any], field: str, world: World) -> None:
    content = values.pop("content", warc_bytes(world))
    with pytest.raises(Invalid) as caught:
        provide(world, content, **values)
    assert list(caught.value.errors) == [field]


def test_reader_may_not_provide_a_copy(world: World) -> None:
    with pytest.raises(NotAllowed):
        provide(world, HTML, person=world.reader)


def test_passage_has_no_copies(world: World) -> None:
    with pytest.raises(Refused):
        provide(world, HTML, item=_passage(world))


def _passage(world: World) -> Evidence:
    locator = PassageLocator(world.first_article.current, find(FIRST, "all was well"))
    return attach(person=world.checker, claim=world.open_claim, stance="context", closeness="primary", quoted_from=locator)


def test_form_adds_a_copy_and_its_page_says_what_was_verified(world: World, client: Client) -> None:
    client.force_login(world.checker)
    item = page_item(world.checker, world.open_claim)
    url = reverse("desk:copy-add", args=[item.pk])
    file = SimpleUploadedFile("saved.warc.gz", warc_bytes(world), content_type="application/gzip")
    response = client.post(url, {"file": file, "made_how": HOW, "page_address": ""})
    copy = EvidenceCopy.objects.get(evidence=item)
    assert (response.status_code, response["Location"]) == (303, reverse("desk:copy", args=[copy.pk]))
    text = html.unescape(source_of(client.get(response["Location"])))
    assert HOW in text
    for sentence in (*copy.checks["verified"], *copy.checks["unverified"]):
        assert sentence in text
    assert "All was well" in text


def test_form_without_a_statement_keeps_the_input(world: World, client: Client) -> None:
    client.force_login(world.checker)
    url = reverse("desk:copy-add", args=[page_item(world.checker, world.open_claim).pk])
    response = client.post(
        url, {"file": SimpleUploadedFile("page.html", HTML), "made_how": "", "page_address": "https://a.example/"}
    )
    assert response.status_code == 422
    text = response.content.decode()
    assert HOW_REQUIRED in text
    assert "https://a.example/" in text


def test_downloads_are_the_page_the_provided_file_and_a_wacz(world: World, client: Client) -> None:
    client.force_login(world.checker)
    warc = warc_bytes(world)
    provided = provide(world, warc, "page.warc.gz")
    assert client.get(reverse("desk:copy-archive", args=[provided.pk])).getvalue() == warc
    unpacked = client.get(reverse("desk:copy-file", args=[provided.pk]))
    assert unpacked.getvalue() == b"".join(read_capture(provided.capture))
    name = f"evidence-{provided.evidence_id}-copy-{provided.number}.html"
    assert unpacked["Content-Disposition"] == f'attachment; filename="{name}"'
    fetched = archived_copy(world.checker, page_item(world.checker, world.open_claim))
    page = client.get(reverse("desk:copy-file", args=[fetched.pk]))
    assert sha256(page.getvalue()).hexdigest() == fetched.capture.sha256
    assert page["Content-Type"] == "application/octet-stream"
    assert "attachment" in page["Content-Disposition"]
    response = client.get(reverse("desk:copy-archive", args=[fetched.pk]))
    with package(fetched) as file:
        assert response.getvalue() == file.read()
        file.seek(0)
        with ZipFile(file) as archive:
            assert "datapackage.json" in archive.namelist()


def test_copy_becomes_an_article_once_without_another_request(world: World, client: Client) -> None:
    client.force_login(world.checker)
    item = page_item(world.checker, world.open_claim)
    copy = provide(world, HTML, item=item)
    assert copy.text
    url = reverse("desk:copy-import", args=[copy.pk])
    first, second = client.post(url), client.post(url)
    article = Article.objects.get(address=item.address)
    assert {first["Location"], second["Location"]} == {reverse("desk:article", args=[article.pk])}
    assert (article.title, article.outlet, article.imported_by) == ("Council meets", item.source, world.checker)
    assert (article.current.sha256, article.current.original.sha256) == (copy.text.sha256, copy.capture.sha256)


def test_api_adds_a_copy_and_returns_its_text(world: World, client: Client) -> None:
    client.force_login(world.checker)
    item = page_item(world.checker, world.open_claim)
    data = {"evidence": item.pk, "file": SimpleUploadedFile("page.html", HTML), "made_how": HOW}
    response = client.post(reverse("api:copies-list"), data)
    assert response.status_code == 201, response.content
    copy = response.json()
    assert (copy["evidence"], copy["number"], copy["made_how"]) == (item.pk, 1, HOW)
    text = client.get(reverse("api:copies-text", args=[copy["id"]])).json()
    assert "All was well" in text["text"]
    assert text["sha256"] == copy["text"]["sha256"]
