"""A website that changes, and items whose addresses are checked again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils import timezone

from factcheck.accounts.models import Person
from factcheck.claims.models import Claim
from factcheck.evidence.availability.actions import Observation, record_result, request_check
from factcheck.evidence.availability.comparison import AddressResult
from factcheck.evidence.availability.job import check_address
from factcheck.evidence.availability.models import AddressCheck, AddressWatch
from factcheck.evidence.copies.actions import request_copy
from factcheck.evidence.copies.job import preserve_page
from factcheck.evidence.copies.models import EvidenceCopy
from factcheck.evidence.models import Evidence
from tests.archive.fetching.servers import RawServer, Send, response, serving
from tests.copies import page_item, preserved_copy

FIRST_PAGE = "The mayor spoke to the council on Monday. “All was well,” the mayor said, and the members of the council agreed."
OTHER_WORDS = "The mayor spoke to the council on Monday. Some things were not well, the mayor said, and the council agreed."
CHANGED_ELSEWHERE = f"{FIRST_PAGE} The newspaper added the names of the members on Tuesday."


def html(text: str) -> bytes:
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Council</title></head><body><article><p>{text}</p>"
        "</article></body></html>"
    ).encode()


class Site:
    """A website with one page. `answer` is what it sends now: the text of the page, or the bytes of a response."""

    def __init__(self, server: RawServer) -> None:
        self.server = server
        self.answer: str | bytes = FIRST_PAGE

    def __call__(self, request: bytes, send: Send) -> None:
        send(response(html(self.answer)) if isinstance(self.answer, str) else self.answer)

    @property
    def url(self) -> str:
        return self.server.url("/article")


@contextmanager
def site() -> Iterator[Site]:
    sites: list[Site] = []
    with serving(lambda request, send: sites[0](request, send)) as server:
        sites.append(Site(server))
        yield sites[0]


def preserved_item(person: Person, claim: Claim, address: str, **options: Any) -> Evidence:
    """A web page attached to a claim, with a copy that was fetched from its address."""
    item = page_item(person, claim, address=address, **options)
    preserve_page(request_copy(person=person, item=item).pk)
    return item


def checked_now(person: Person, item: Evidence) -> AddressCheck | None:
    """Check the address at the request of a person, with one attempt. Returns the newest result."""
    request_check(person=person, item=item)
    check_address(item.pk)
    return watch_of(item).newest


def next_attempt(item: Evidence) -> None:
    """Make the next attempt of the check that waits for it, at once."""
    AddressWatch.objects.filter(evidence=item).update(next_attempt_at=timezone.now())
    check_address(item.pk)


def watch_of(item: Evidence) -> AddressWatch:
    return AddressWatch.objects.select_related("newest").get(evidence=item)


def gone_page(person: Person, item: Evidence, result: AddressResult = AddressResult.GONE) -> AddressCheck:
    """A check of an item with a copy, with this result and without a website."""
    copy = EvidenceCopy.objects.filter(evidence=item).first() or preserved_copy(person, item)
    watch = request_check(person=person, item=item)
    AddressWatch.objects.filter(evidence=item).update(state="checking", attempts=1, next_attempt_at=None)
    seen = Observation(result, item.address, copy, timezone.now(), detail="The server says that there is no page.")
    check = record_result(item_id=item.pk, number=watch.number, attempt=1, seen=seen)
    assert check
    return check
