"""Copies of pages, as the job adds them, without a network."""

from __future__ import annotations

import base64
import hashlib
import io
import uuid
from datetime import UTC, datetime
from typing import Any

from factcheck.accounts.models import Person
from factcheck.archive.actions import store_bytes
from factcheck.archive.fetching import Exchange, Fetched
from factcheck.archive.models import Capture
from factcheck.archive.rendering import PagePicture
from factcheck.archive.web_archives.warc import Collector, write_warc
from factcheck.articles.canonical import canonical
from factcheck.articles.readers import Metadata, ReadText
from factcheck.claims.models import Claim
from factcheck.evidence.actions import attach
from factcheck.evidence.copies.actions import CollectedPage, add_fetched_copy, request_copy
from factcheck.evidence.copies.models import CopyProgress, CopyRequest, EvidenceCopy
from factcheck.evidence.copies.pictures import add_picture
from factcheck.evidence.copies.providing import provide_copy
from factcheck.evidence.copies.reading import ReadCopy
from factcheck.evidence.locators import PageLocator
from factcheck.evidence.models import Evidence

TEXT = "The council met on Monday.\n\nAll was well, the mayor said."
QUOTE = "All was well"


def page_item(
    person: Person, claim: Claim, *, address: str = "https://news.example/a", fetching: str = "", is_graphic: bool = False
) -> Evidence:
    """A web page attached to a claim."""
    locator = PageLocator(address, QUOTE, fetching)
    return attach(
        person=person, claim=claim, stance="supports", closeness="secondary", quoted_from=locator, is_graphic=is_graphic
    )


def collected(text: str = TEXT, **values: Any) -> CollectedPage:
    """What fetching a page with this text results in."""
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
    html = f"<html><body><article>{paragraphs}</article></body></html>".encode()
    read = (
        ReadCopy(ReadText(canonical(text), Metadata("A page")), "html", 1, "utf-8") if text else ReadCopy(problem="It is empty.")
    )
    return CollectedPage(
        **{
            "archive": store_bytes(b"WARC/1.1 " + uuid.uuid4().bytes),
            "payload": store_bytes(html),
            "media_type": "text/html",
            "address": "https://news.example/a",
            "collected_at": datetime(2022, 4, 10, 12, tzinfo=UTC),
            "tool": "Factcheck test",
            "read": read,
            **values,
        }
    )


COLLECTED_AT = datetime(2022, 4, 10, 12, tzinfo=UTC)


def archived_copy(person: Person, item: Evidence) -> EvidenceCopy:
    """A copy with a complete WARC file."""
    body = f"<html><body><p>{TEXT}</p></body></html>".encode()
    page = collected(archive=store_bytes(warc_of(body)), payload=store_bytes(body), collected_at=COLLECTED_AT)
    return preserved_copy(person, item, page)


def warc_of(body: bytes, address: str = "https://news.example/a") -> bytes:
    """A complete WARC file with a response that has this body."""
    sha256 = hashlib.sha256(body).hexdigest()
    exchange = Exchange(
        address=address,
        at=COLLECTED_AT,
        ip="192.0.2.1",
        request=b"GET /a HTTP/1.1\r\nHost: news.example\r\n\r\n",
        head=b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body),
        status=200,
        headers=(("Content-Type", "text/html"),),
        body=io.BytesIO(body),
        body_sha256=sha256,
        body_size=len(body),
    )
    fetched = Fetched((exchange,), io.BytesIO(body), sha256, len(body), "text/html", "")
    with io.BytesIO() as file:
        write_warc(fetched, file, collector=Collector("Factcheck/test", "Newsroom", "Factcheck/test"))
        return file.getvalue()


def begin(request: CopyRequest) -> int:
    """Begin an attempt and return its number."""
    progress = CopyProgress.objects.filter(request=request)
    attempt = progress.get().attempts + 1
    progress.update(state="fetching", attempts=attempt, next_attempt_at=None)
    return attempt


def preserved_copy(person: Person, item: Evidence, page: CollectedPage | None = None) -> EvidenceCopy:
    """Request and add a copy of the item."""
    request = request_copy(person=person, item=item)
    copy = add_fetched_copy(request=request, attempt=begin(request), page=page or collected())
    assert copy
    return copy


def provided_copy(person: Person, item: Evidence) -> EvidenceCopy:
    """Provide a page in one file as a copy of the item. A reader extracts its text, which contains QUOTE."""
    html = b"<!doctype html><body><article><p>All was well, the mayor said to the council on Monday.</p></article></body>"
    return provide_copy(person=person, item=item, file=io.BytesIO(html), name="page.html", made_how="Saved with a browser.")


def pictured(person: Person, copy: EvidenceCopy) -> Capture:
    """Add a picture of a copy, as the job does: one white pixel."""
    content = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==")
    picture = PagePicture(content, width=1, height=1, is_cut=False, is_narrowed=False, browser="Browser 1")
    return add_picture(person=person, copy=copy, picture=picture, stored=store_bytes(content))
