"""Copies with a full disk, and with twenty workers at once."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest

from factcheck.archive.models import Capture
from factcheck.evidence.actions import attach
from factcheck.evidence.copies.actions import add_fetched_copy, request_copy
from factcheck.evidence.copies.job import preserve_page
from factcheck.evidence.copies.models import CopyProgress, EvidenceCopy, PreservedText, QuotePlace
from factcheck.evidence.locators import PageLocator
from factcheck.evidence.models import Evidence
from factcheck.ledger.models import Entry
from factcheck.operations.doctor import examine
from tests.archive.faults import WRITE_FAULTS
from tests.archive.fetching.servers import Send, response, serving
from tests.copies import begin, collected, page_item
from tests.verdicts.test_races import chain_is_intact, run_concurrently
from tests.world import World

WRITERS = 20

pytestmark = pytest.mark.usefixtures("empty_store")


def page_with_its_path(request: bytes, send: Send) -> None:
    path = request.split(b" ")[1]
    send(
        response(b"<!doctype html><html><body><article><p>All was well, the mayor said at %b.</p></article></body></html>" % path)
    )


@pytest.mark.django_db
def test_full_disk_at_each_step_stores_nothing_in_part(world: World, settings: Any) -> None:
    """Each item has other bytes, because bytes that an earlier step stored are not written again."""
    with serving(page_with_its_path) as server:
        settings.FETCH_TEST_SERVERS = [("127.0.0.1", server.port)]
        for failing_step in range(20):
            item = page_item(world.checker, world.open_claim, address=server.url(f"/{failing_step}"))
            request = request_copy(person=world.checker, item=item)
            captures = Capture.objects.count()
            with WRITE_FAULTS.below(Path(settings.DATA_DIR), errno.ENOSPC, spared=failing_step):
                preserve_page(request.pk)
            progress = CopyProgress.objects.get(request=request)
            if progress.state == "kept":
                break
            assert (progress.state, progress.attempts) == ("waiting", 1)
            assert "full" in progress.detail
            assert Capture.objects.count() == captures
            assert not any(model._default_manager.exists() for model in (EvidenceCopy, PreservedText, QuotePlace))
    assert failing_step >= 3
    assert EvidenceCopy.objects.get().evidence == item
    assert [result.findings for result in examine() if result.findings] == []


@pytest.mark.django_db(transaction=True)
def test_twenty_writers_extend_one_chain(world: World) -> None:
    """Half of them add the copy of a page, and the others attach evidence to the same claim."""
    claim, person = world.open_claim, world.checker
    items = [page_item(person, claim, address=f"https://news.example/{number}") for number in range(WRITERS // 2)]
    requests = [request_copy(person=person, item=item) for item in items]
    attempts = [begin(request) for request in requests]
    pages = [collected(f"All was well in place {number}.") for number in range(WRITERS // 2)]
    before = Entry.objects.count()

    def adding(number: int) -> Any:
        return lambda: add_fetched_copy(request=requests[number], attempt=attempts[number], page=pages[number])

    def attaching(number: int) -> Any:
        page = PageLocator(f"https://other.example/{number}", "Words.")
        return lambda: attach(person=person, claim=claim, stance="context", closeness="secondary", quoted_from=page)

    results = run_concurrently(*[make(number) for number in range(WRITERS // 2) for make in (adding, attaching)])
    assert [type(result) for result in results] == [EvidenceCopy, Evidence] * (WRITERS // 2)
    numbers = Entry.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, len(numbers) + 1))
    # Each copy has two entries: one of its own, and one of the search for the quote.
    assert Entry.objects.count() == before + 3 * (WRITERS // 2)
    assert chain_is_intact()
    assert [result.findings for result in examine() if result.findings] == []
