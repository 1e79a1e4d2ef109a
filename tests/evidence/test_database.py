"""What the database itself refuses, whatever code asks for it."""

from __future__ import annotations

from typing import Any

import pytest

from factcheck.claims.anchoring import find
from factcheck.claims.models import Contribution
from factcheck.evidence.actions import FileLocator, PassageLocator, attach
from factcheck.evidence.models import Evidence
from tests.sql import refused
from tests.world import World

pytestmark = pytest.mark.django_db


def a_passage(world: World) -> Evidence:
    text = world.first_article.current
    found = PassageLocator(text, find(text.text, "The mayor"))
    return attach(person=world.checker, claim=world.open_claim, stance="context", closeness="primary", quoted_from=found)


def a_file(world: World) -> Evidence:
    found = FileLocator("a.txt", "text/plain", b"bytes")
    return attach(person=world.checker, claim=world.open_claim, stance="context", closeness="primary", quoted_from=found)


def change(item: Evidence, to: str, *values: Any) -> str:
    return refused(f"UPDATE evidence_evidence SET version = version + 1, {to} WHERE id = %s", *values, item.pk)


@pytest.mark.parametrize(
    "to",
    ["address = 'https://second.example/'", "revision_id = NULL", "exact = '', prefix = '', suffix = '', start = 5, \"end\" = 5"],
)
def test_a_passage_keeps_exactly_one_locator(to: str) -> None:
    assert "evidence_has_one_locator" in change(a_passage(World()), to)


@pytest.mark.parametrize("to", ["address = ''", "exact = ''", "start = 0", '"end" = 4'])
def test_a_page_keeps_exactly_one_locator(to: str) -> None:
    assert "evidence_has_one_locator" in change(World().evidence, to)


@pytest.mark.parametrize("to", ["address = 'https://second.example/'", "capture_id = NULL", "start = 1"])
def test_a_file_keeps_exactly_one_locator(to: str) -> None:
    assert "evidence_has_one_locator" in change(a_file(World()), to)


@pytest.mark.parametrize(
    "to",
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
def test_a_passage_is_the_slice_of_its_text(to: str) -> None:
    assert "the quote is not what stands at" in change(a_passage(World()), to)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "ftp://old.example/", "  https://x.example/"])
def test_an_address_is_http_or_https(address: str) -> None:
    assert "evidence_address_is_http" in change(World().evidence, "address = %s", address)


@pytest.mark.parametrize(
    "to",
    [
        "withdrawn_at = now(), withdrawn_by_id = created_by_id",
        "withdrawn_at = now(), withdrawn_reason = 'Why.'",
        "withdrawn_by_id = created_by_id, withdrawn_reason = 'Why.'",
    ],
)
def test_withdrawing_needs_a_person_and_a_reason(to: str) -> None:
    assert "evidence_withdrawn_with_reason" in change(World().evidence, to)


def test_evidence_is_never_deleted() -> None:
    item = World().evidence
    assert "Cannot delete" in refused("DELETE FROM evidence_evidence WHERE id = %s", item.pk)


def test_a_change_without_an_entry_in_the_history_does_not_commit() -> None:
    assert "has no ledger entry" in change(World().evidence, "note = 'another'")


def test_a_change_that_keeps_its_version_is_refused() -> None:
    item = World().evidence
    assert "must go from version" in refused("UPDATE evidence_evidence SET note = 'x' WHERE id = %s", item.pk)


def test_a_line_of_the_search_log_never_changes() -> None:
    line = World().search
    never = "Cannot update or delete rows from evidence_search"
    assert never in refused("UPDATE evidence_search SET is_found = NOT is_found WHERE id = %s", line.pk)
    assert never in refused("DELETE FROM evidence_search WHERE id = %s", line.pk)


def test_whoever_attaches_or_searches_is_entered_as_contributor(world: World) -> None:
    claim = world.open_claim
    world.evidence_on(claim, person=world.second_checker)
    assert set(Contribution.objects.filter(claim=claim).values_list("person", flat=True)) == {
        world.checker.pk,
        world.second_checker.pk,
    }
