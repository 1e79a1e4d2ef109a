"""The custody of one item among 100,000 ledger entries: plans, number of queries, and pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factcheck.evidence.custody.actions import verify_file
from factcheck.evidence.custody.event_numbers import EVENTS_ON_PAGE
from factcheck.evidence.custody.queries import custody_of
from factcheck.evidence.models import CaptureVerification, Evidence
from factcheck.ledger.models import Entry
from factcheck.web.errors import Invalid
from tests.copies import page_item, preserved_copy
from tests.pages import links
from tests.plans import FIRST_COPY, bulk_insert, copy_rows, plan_nodes, plan_of, rows_visited, statements_of
from tests.world import World

ENTRIES, OWN = 100_000, 2_000
"""All generated entries, and those of the item."""
pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.prepared("first_article", "minister")]


@pytest.fixture
def web_page(world: World) -> Evidence:
    item = page_item(world.checker, world.claim())
    preserved_copy(world.checker, item)
    return item


@pytest.fixture
def large(world: World, web_page: Evidence) -> Evidence:
    """The item with 2,000 recorded verifications of its own, spread over a ledger with 98,000 of another item."""
    other = page_item(world.checker, world.claim("Another claim."), address="https://news.example/other")
    copy = preserved_copy(world.checker, other)
    verification = verify_file(person=world.checker, item=other, capture=copy.capture)
    own = web_page.copies.get().capture_id
    is_own = f"g % {ENTRIES // OWN} = 0"
    with bulk_insert() as cursor:
        copy_rows(
            cursor,
            "evidence_captureverification",
            verification.pk,
            ENTRIES,
            evidence_id=f"CASE WHEN {is_own} THEN {web_page.pk} ELSE {other.pk} END",
            capture_id=f"CASE WHEN {is_own} THEN {own} ELSE {copy.capture_id} END",
        )
        cursor.execute(
            "INSERT INTO ledger_entry (number, at, person_id, action, kind, object_id, reason, after, touched, previous, hash)"
            f" SELECT {FIRST_COPY} + g, now(), {world.checker.pk}, 'capture.verified', 'captureverification', {FIRST_COPY} + g,"
            " '', '{}', '[]', md5(g::text), md5('a' || g) FROM generate_series(0, %s) g",
            [ENTRIES - 1],
        )
        cursor.execute(
            "INSERT INTO ledger_touch (entry_id, kind, object_id, version, digest)"
            f" SELECT {FIRST_COPY} + g, 'captureverification', {FIRST_COPY} + g, 1, '' FROM generate_series(0, %s) g",
            [ENTRIES - 1],
        )
    return web_page


def of_ledger(item: Evidence, cursor: str = "") -> list[tuple[str, Any]]:
    return [each for each in statements_of(lambda: custody_of(item, cursor)) if "ledger_" in each[0]]


@pytest.mark.parametrize("generic", [True, False])
def test_plan_never_scans_the_ledger(large: Evidence, generic: bool) -> None:
    """A scan would visit 100,000 entries; the item has 2,000."""
    for cursor in ("", custody_of(large).older):
        numbers, entries = of_ledger(large, cursor)
        for statement, values in (numbers, entries):
            plan = plan_of(statement, values, generic=generic)
            scanned = [
                node["Relation Name"]
                for node in plan_nodes(plan)
                if node["Node Type"] == "Seq Scan"
                and node["Relation Name"] in ("ledger_entry", "ledger_touch", "evidence_captureverification")
            ]
            assert scanned == []
            assert rows_visited(plan) < 8 * OWN


def test_pages_have_each_event_once(large: Evidence) -> None:
    cursor, numbers, pages = "", list[int](), 0
    while True:
        custody = custody_of(large, cursor)
        assert len(custody.events) <= EVENTS_ON_PAGE
        assert [event.number for event in custody.events] == sorted(event.number for event in custody.events)
        numbers = [event.number for event in custody.events] + numbers
        pages += 1
        if pages > 1:
            assert custody_of(large, custody.newer).events[0].number > custody.events[-1].number
        if not custody.older:
            break
        cursor = custody.older
    verified = Entry.objects.filter(kind="captureverification", object_id__in=large.verifications.values("pk"))
    assert set(verified.values_list("number", flat=True)) <= set(numbers)
    assert len(numbers) == len(set(numbers)) == OWN + 3
    assert numbers == sorted(numbers)


def test_number_of_queries_does_not_grow(world: World, web_page: Evidence) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            custody_of(web_page)
        return len(captured)

    before = queries()
    copy = web_page.copies.get()
    for _ in range(5):
        verify_file(person=world.checker, item=web_page, capture=copy.capture)
    assert CaptureVerification.objects.count() == 5
    assert queries() == before


def test_screen_has_links_to_the_other_pages(large: Evidence, client: Client, world: World) -> None:
    client.force_login(world.reader)
    url = reverse("desk:evidence-custody", args=[large.pk])
    older = next(link for link in links(client.get(url)) if "page=" in link)
    response = client.get(url + older)
    assert response.status_code == 200
    assert sum("page=" in link for link in links(response)) == 2
    assert client.get(f"{url}?page=nonsense").status_code == 422


def test_cursor_of_another_list_is_refused(web_page: Evidence) -> None:
    with pytest.raises(Invalid):
        custody_of(web_page, "W10")
