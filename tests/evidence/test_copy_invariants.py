"""The doctor reports damage to copies by someone who disables the triggers."""

from __future__ import annotations

import pytest

from factcheck.claims.anchoring import find
from factcheck.evidence.actions import attach
from factcheck.evidence.copies.actions import request_copy
from factcheck.evidence.copies.invariants import INVARIANTS, LISTINGS
from factcheck.evidence.copies.models import CopyProgress, EvidenceCopy, QuotePlace
from factcheck.evidence.locators import CopyLocator
from tests.copies import collected, page_item, preserved_copy, provided_copy
from tests.sql import without_triggers
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("open_claim")]


def damage(sql: str, *values: object) -> dict[str, list[str]]:
    """Execute the statement, and return the violations by the name of the invariant."""
    with without_triggers() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(sql, values)
        assert cursor.rowcount == 1
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return violations()


def violations() -> dict[str, list[str]]:
    found = {invariant.name: list(invariant.broken()) for invariant in INVARIANTS}
    return {name: sentences for name, sentences in found.items() if sentences}


@pytest.fixture
def copy(world: World) -> EvidenceCopy:
    return provided_copy(world.checker, page_item(world.checker, world.open_claim))


@pytest.fixture
def fetched(world: World) -> EvidenceCopy:
    """Without a text, because its bytes do not contain the one that other tests use."""
    return preserved_copy(world.checker, page_item(world.checker, world.open_claim), collected(""))


def test_consistent_copies_have_no_violations(copy: EvidenceCopy, fetched: EvidenceCopy) -> None:
    assert violations() == {}
    assert [line for listing in LISTINGS for line in listing.lines()] == []


def test_copy_of_a_copy(copy: EvidenceCopy, fetched: EvidenceCopy, world: World) -> None:
    assert copy.text
    locator = CopyLocator(copy, find(copy.text.text, "the mayor"))
    item = attach(person=world.checker, claim=world.open_claim, stance="context", closeness="primary", quoted_from=locator)
    assert violations() == {}
    found = damage("UPDATE evidence_evidencecopy SET made_how = 'Found.' WHERE id = %s", item.copies.get().pk)
    assert set(found) == {"each copy of a copy has the same bytes and text"}


def test_changed_text(copy: EvidenceCopy) -> None:
    found = damage("UPDATE evidence_preservedtext SET text = 'x' || text WHERE id = %s", copy.text_id)
    assert set(found) == {
        "the text of each copy matches its hash",
        "the text of each copy can be reproduced from its bytes",
        "each place of a quote matches the text of its copy",
    }


def test_text_of_another_capture(copy: EvidenceCopy, fetched: EvidenceCopy) -> None:
    found = damage("UPDATE evidence_evidencecopy SET capture_id = %s WHERE id = %s", fetched.capture_id, copy.pk)
    assert "each copy has its own text and belongs to a web page" in found


@pytest.mark.parametrize("change", ["collected_at = NULL", "address = ''"])
def test_fetched_copy_without_its_source(change: str, fetched: EvidenceCopy) -> None:
    found = damage(f"UPDATE evidence_evidencecopy SET {change} WHERE id = %s", fetched.pk)
    assert list(found) == ["each fetched copy has its WARC file"]


def test_fetched_copy_without_its_archive(fetched: EvidenceCopy) -> None:
    found = damage("UPDATE archive_capture SET parent_id = NULL WHERE id = %s", fetched.capture_id)
    assert list(found) == ["each fetched copy has its WARC file"]


def test_request_without_progress(world: World) -> None:
    request = request_copy(person=world.checker, item=page_item(world.checker, world.open_claim))
    found = damage("DELETE FROM evidence_copyprogress WHERE request_id = %s", request.pk)
    assert list(found) == ["each request for a copy has its progress and its own copy"]


def test_request_with_the_copy_of_another_item(copy: EvidenceCopy, fetched: EvidenceCopy) -> None:
    progress = CopyProgress.objects.get(copy=fetched)
    found = damage("UPDATE evidence_copyprogress SET copy_id = %s WHERE request_id = %s", copy.pk, progress.pk)
    assert list(found) == ["each request for a copy has its progress and its own copy"]


def test_place_with_other_words(copy: EvidenceCopy) -> None:
    place = QuotePlace.objects.get(copy=copy)
    found = damage("UPDATE evidence_quoteplace SET exact = 'Other words.' WHERE id = %s", place.pk)
    assert list(found) == ["each place of a quote matches the text of its copy"]
