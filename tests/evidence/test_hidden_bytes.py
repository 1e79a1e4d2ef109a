"""Takedowns of copies: nobody gets their bytes through another copy, an article, or a queued job."""

from __future__ import annotations

import hashlib
import io
import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.archive.fetching import Exchange, Fetched
from factcheck.archive.queries import read_capture
from factcheck.archive.web_archives.wacz import WaczPage, write_wacz
from factcheck.archive.web_archives.warc import Collector, write_warc
from factcheck.articles.models import Revision
from factcheck.evidence.actions import attach
from factcheck.evidence.copies import pictures
from factcheck.evidence.copies.models import EvidenceCopy
from factcheck.evidence.copies.providing import provide_copy
from factcheck.evidence.custody.actions import export_file, hide_evidence
from factcheck.evidence.custody.files import is_article_hidden
from factcheck.evidence.locators import FileLocator
from factcheck.evidence.models import Evidence
from factcheck.exchange.actions import export_claim
from factcheck.setup import browser
from factcheck.web.errors import NotAllowed
from tests.copies import archived_copy, page_item, pictured, provided_copy
from tests.exchange.packages import files_of
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("open_claim", "editor")]
AT = datetime(2022, 4, 10, 12, tzinfo=UTC)
SECRET = "Zebra name of the minor"
PAGES = {
    "https://news.example/a": f"{SECRET}. All was well, the mayor said.",
    "https://news.example/b": "A harmless page. All was well, the mayor said to the council.",
}


def exchange(address: str, body: bytes) -> Exchange:
    return Exchange(
        address=address,
        at=AT,
        ip="192.0.2.1",
        request=b"GET / HTTP/1.1\r\nHost: news.example\r\n\r\n",
        head=b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body),
        status=200,
        headers=(("Content-Type", "text/html"),),
        body=io.BytesIO(body),
        body_sha256=hashlib.sha256(body).hexdigest(),
        body_size=len(body),
    )


def web_archive() -> bytes:
    """A WACZ file with two pages."""
    bodies = {url: f"<!doctype html><body><article><p>{text}</p></article></body>".encode() for url, text in PAGES.items()}
    exchanges = tuple(exchange(address, body) for address, body in bodies.items())
    last = list(bodies.values())[-1]
    fetched = Fetched(exchanges, io.BytesIO(last), hashlib.sha256(last).hexdigest(), len(last), "text/html", "")
    with io.BytesIO() as warc, io.BytesIO() as file:
        write_warc(fetched, warc, collector=Collector("Factcheck/test", "Newsroom", "Factcheck/test"))
        warc.seek(0)
        write_wacz(file, [warc], pages=[WaczPage(address, AT) for address in PAGES], software="Factcheck/test")
        return file.getvalue()


def hide(world: World, item: Evidence, copy: EvidenceCopy | None = None) -> None:
    hide_evidence(person=world.editor, item=item, reason_code="court_order", reason="A court forbids it.", copy=copy)


def test_archive_that_contains_a_hidden_page_is_not_sent_for_its_other_page(world: World, client: Client) -> None:
    item = page_item(world.checker, world.open_claim)
    content = web_archive()
    options: dict[str, Any] = {"person": world.checker, "item": item, "name": "x.wacz", "made_how": "With a crawler."}
    one, two = (provide_copy(file=io.BytesIO(content), page_address=address, **options) for address in PAGES)
    archive = two.capture.parent
    assert one.text
    assert two.text
    assert archive
    assert (SECRET in one.text.text, SECRET in two.text.text) == (True, False)
    client.force_login(world.checker)
    addresses = {
        reverse("desk:copy-archive", args=[two.pk]): 403,
        reverse("api:captures-content", args=[archive.pk]): 403,
        reverse("desk:copy-archive", args=[one.pk]): 403,
        reverse("desk:copy-file", args=[one.pk]): 403,
        reverse("desk:copy-file", args=[two.pk]): 200,
    }
    export = export_file(person=world.checker, item=item, capture=archive, form="file", recipient="A court", purpose="Case 1")
    before = {address: client.get(address) for address in addresses}
    assert {(response.status_code, bool(response.getvalue())) for response in before.values()} == {(200, True)}
    hide(world, item, copy=one)
    after = {address: client.get(address) for address in addresses}
    assert {address: response.status_code for address, response in after.items()} == addresses
    assert all(SECRET.encode() not in response.getvalue() for response in after.values())
    assert client.get(reverse("desk:export-file", args=[export.pk])).status_code == 403
    with pytest.raises(NotAllowed):
        export_file(person=world.checker, item=item, capture=archive, form="file", recipient="A court", purpose="Case 1")
    package = export_claim(person=world.editor, claim=world.open_claim)
    with package.file as file:
        packed = files_of(file.read())
    assert content not in packed.values()
    assert [path for path, data in packed.items() if SECRET.encode() in data] == []


def test_hidden_copy_is_neither_imported_nor_pictured(world: World, client: Client, settings: Any) -> None:
    settings.PICTURE_BROWSER = str(browser.find())
    item = page_item(world.checker, world.open_claim)
    copy = provided_copy(world.checker, item)
    hide(world, item, copy=copy)
    client.force_login(world.checker)
    response = client.post(reverse("desk:copy-import", args=[copy.pk]), {"token": str(uuid.uuid4())})
    assert response.status_code == 403
    with pytest.raises(NotAllowed):
        pictures.request_picture(person=world.checker, copy=copy)
    with pytest.raises(NotAllowed):
        pictured(world.checker, copy)


def test_queued_picture_of_a_copy_that_was_hidden_meanwhile(world: World, settings: Any) -> None:
    settings.PICTURE_BROWSER = str(browser.find())
    copy = archived_copy(world.checker, page_item(world.checker, world.open_claim))
    pictures.request_picture(person=world.checker, copy=copy)
    hide(world, copy.evidence, copy=copy)
    pictures.make_picture(copy.pk, world.checker.pk)
    assert pictures.picture_of(copy) is None
    assert pictures.request_state(copy) == pictures.NOT_ALLOWED


def test_form_lists_the_articles_that_were_imported_from_a_copy(world: World, client: Client) -> None:
    copy = archived_copy(world.checker, page_item(world.checker, world.open_claim))
    client.force_login(world.checker)
    response = client.post(reverse("desk:copy-import", args=[copy.pk]), {"token": str(uuid.uuid4())})
    article = Revision.objects.get(original__sha256=copy.capture.sha256).article
    client.force_login(world.editor)
    form = client.get(reverse("desk:evidence-takedown", args=[copy.evidence_id])).content.decode()
    assert f'href="{reverse("desk:article", args=[article.pk])}"' in form
    hide(world, copy.evidence, copy=copy)
    measures = client.get(reverse("desk:evidence-takedown", args=[copy.evidence_id])).content.decode()
    assert f'href="{reverse("desk:article", args=[article.pk])}"' in measures
    assert client.get(response.headers["Location"]).status_code == 200
    assert client.get(reverse("desk:article-original", args=[article.pk, 1])).status_code == 403


@pytest.fixture
def file_and_copy(world: World) -> tuple[Evidence, EvidenceCopy]:
    """A file as evidence, and the copy of a page with the same bytes."""
    page = f"<!doctype html><body><article><p>{PAGES['https://news.example/a']}</p></article></body>".encode()
    locator = FileLocator("page.html", "text/html", page)
    file = attach(person=world.checker, claim=world.open_claim, stance="context", closeness="primary", quoted_from=locator)
    item = page_item(world.checker, world.open_claim)
    copy = provide_copy(person=world.checker, item=item, file=io.BytesIO(page), name="page.html", made_how="Saved.")
    assert copy.text
    assert SECRET in copy.text.text
    return file, copy


def test_takedown_of_a_file_hides_the_copy_with_its_bytes(
    world: World, client: Client, file_and_copy: tuple[Evidence, EvidenceCopy]
) -> None:
    file, copy = file_and_copy
    client.force_login(world.checker)
    addresses = [reverse("desk:copy", args=[copy.pk]), reverse("api:copies-text", args=[copy.pk])]
    assert [SECRET in client.get(address).content.decode() for address in addresses] == [True, True]
    hide_evidence(person=world.editor, item=file, reason_code="court_order", reason="A court forbids it.")
    assert [SECRET in client.get(address).content.decode() for address in addresses] == [False, False]
    assert client.get(reverse("desk:copy-file", args=[copy.pk])).status_code == 403
    package = export_claim(person=world.editor, claim=world.open_claim)
    with package.file:
        assert not [name for name, content in files_of(package.file.read()).items() if SECRET.encode() in content]


def test_takedown_of_a_file_hides_the_text_of_the_article_with_its_bytes(world: World) -> None:
    with read_capture(world.first_article.current.original) as original:
        locator = FileLocator("article.txt", "text/plain", original.read())
    file = attach(person=world.checker, claim=world.open_claim, stance="context", closeness="primary", quoted_from=locator)
    assert not is_article_hidden(world.first_article.pk)
    hide_evidence(person=world.editor, item=file, reason_code="court_order", reason="A court forbids it.")
    assert is_article_hidden(world.first_article.pk)
