"""Database constraints and triggers of evidence and the search log, tested with SQL."""

from __future__ import annotations

from typing import Any

import pytest

from factcheck.claims.anchoring import find
from factcheck.claims.models import Contribution
from factcheck.evidence.actions import FileLocator, PassageLocator, attach
from factcheck.evidence.models import Evidence
from tests.sql import refused
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("open_claim")]


def attach_passage(world: World) -> Evidence:
    text = world.first_article.current
    locator = PassageLocator(text, find(text.text, "The mayor"))
    return attach(person=world.checker, claim=world.open_claim, stance="context", closeness="primary", quoted_from=locator)


def attach_file(world: World) -> Evidence:
    locator = FileLocator("a.txt", "text/plain", b"bytes")
    return attach(person=world.checker, claim=world.open_claim, stance="context", closeness="primary", quoted_from=locator)


def update(item: Evidence, assignment: str, *values: Any) -> str:
    """The database error for an UPDATE of the item."""
    return refused(f"UPDATE evidence_evidence SET version = version + 1, {assignment} WHERE id = %s", *values, item.pk)


@pytest.mark.parametrize(
    "assignment",
    ["address = 'https://second.example/'", "revision_id = NULL", "exact = '', prefix = '', suffix = '', start = 5, \"end\" = 5"],
)
def test_passage_has_exactly_one_locator(assignment: str) -> None:
    assert "evidence_has_one_locator" in update(attach_passage(World()), assignment)


@pytest.mark.parametrize("assignment", ["address = ''", "exact = ''", "start = 0", '"end" = 4'])
def test_page_has_exactly_one_locator(assignment: str) -> None:
    assert "evidence_has_one_locator" in update(World().evidence, assignment)


@pytest.mark.parametrize("assignment", ["address = 'https://second.example/'", "capture_id = NULL", "start = 1"])
def test_file_has_exactly_one_locator(assignment: str) -> None:
    assert "evidence_has_one_locator" in update(attach_file(World()), assignment)


@pytest.mark.parametrize(
    "assignment",
    [
        "start = start + 1",
        '"end" = "end" + 1',
        "start = NULL",
        '"end" = NULL',
        "exact = ''",
        "exact = 'The Mayor'",
        '"end" = 100000',
    ],
)
def test_passage_must_quote_the_text_at_its_offsets(assignment: str) -> None:
    assert "the quote is not what stands at" in update(attach_passage(World()), assignment)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "ftp://old.example/", "  https://x.example/"])
def test_address_must_be_http_or_https(address: str) -> None:
    assert "evidence_address_is_http" in update(World().evidence, "address = %s", address)


@pytest.mark.parametrize(
    "assignment",
    [
        "withdrawn_at = now(), withdrawn_by_id = created_by_id",
        "withdrawn_at = now(), withdrawn_reason = 'Why.'",
        "withdrawn_by_id = created_by_id, withdrawn_reason = 'Why.'",
    ],
)
def test_withdrawal_requires_a_person_and_a_reason(assignment: str) -> None:
    assert "evidence_withdrawn_with_reason" in update(World().evidence, assignment)


def test_evidence_cannot_be_deleted() -> None:
    item = World().evidence
    assert "Cannot delete" in refused("DELETE FROM evidence_evidence WHERE id = %s", item.pk)


def test_change_without_an_entry_does_not_commit() -> None:
    assert "has no ledger entry" in update(World().evidence, "note = 'another'")


def test_change_must_increment_the_version() -> None:
    item = World().evidence
    assert "must go from version" in refused("UPDATE evidence_evidence SET note = 'x' WHERE id = %s", item.pk)


def test_search_log_entry_is_immutable() -> None:
    entry = World().search
    update = "UPDATE evidence_search SET is_found = NOT is_found, version = version + 1 WHERE id = %s"
    assert f"evidence_search {entry.pk} cannot change" in refused(update, entry.pk)
    assert "Cannot delete rows from evidence_search" in refused("DELETE FROM evidence_search WHERE id = %s", entry.pk)


def test_attaching_evidence_records_a_contributor(world: World) -> None:
    claim = world.open_claim
    world.evidence_on(claim, person=world.second_checker)
    assert set(Contribution.objects.filter(claim=claim).values_list("person", flat=True)) == {
        world.checker.pk,
        world.second_checker.pk,
    }
