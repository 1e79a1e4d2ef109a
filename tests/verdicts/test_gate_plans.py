"""The cost of reading the gate and the record of one claim, with many other items and copies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from factcheck.evidence.copies.models import QuotePlace
from factcheck.publishing.stored_evidence import require_intact_evidence
from factcheck.verdicts.gate_queries import gate_record_for
from factcheck.verdicts.record import read_record
from tests.copies import page_item, preserved_copy
from tests.plans import FIRST_COPY, bulk_insert, copy_rows, plan_of, rows_visited, statements_of
from tests.world import World

pytestmark = pytest.mark.django_db

ROWS = 100_000


def fill(world: World) -> None:
    """ROWS items of as many claims, each with a copy and the place of its quote."""
    item = page_item(world.checker, world.open_claim)
    copy = preserved_copy(world.checker, item)
    place = QuotePlace.objects.get()
    own = f"{FIRST_COPY} + g"
    with bulk_insert() as cursor:
        copy_rows(cursor, "claims_claim", world.open_claim.pk, ROWS)
        copy_rows(cursor, "evidence_evidence", item.pk, ROWS, claim_id=own)
        copy_rows(cursor, "evidence_evidencecopy", copy.pk, ROWS, evidence_id=own)
        copy_rows(cursor, "evidence_quoteplace", place.pk, ROWS, evidence_id=own, copy_id=own)


@pytest.mark.slow
@pytest.mark.parametrize("is_generic", [False, True])
def test_gate_record_and_verification_visit_only_the_rows_of_the_claim(world: World, is_generic: bool) -> None:
    claim = world.open_claim
    fill(world)
    reads: list[Callable[[], Any]] = [
        lambda: gate_record_for(claim, None),
        lambda: read_record(claim),
        lambda: require_intact_evidence(claim.pk),
    ]
    for read in reads:
        for statement, values in statements_of(read):
            if "evidence_evidence" in statement:
                assert rows_visited(plan_of(statement, values, generic=is_generic)) < 100, statement


def test_number_of_queries_does_not_depend_on_the_items(world: World) -> None:
    claim = world.claim()
    numbers = set()
    for _ in range(3):
        preserved_copy(world.checker, page_item(world.checker, claim))
        numbers.add((len(statements_of(lambda: gate_record_for(claim, None))), len(statements_of(lambda: read_record(claim)))))
    assert len(numbers) == 1
    assert {gate for gate, _ in numbers} == {2}
