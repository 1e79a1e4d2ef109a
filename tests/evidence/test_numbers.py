"""The numbers of evidence items within their claim."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from factcheck.evidence.actions import PageLocator, attach, withdraw_evidence
from factcheck.evidence.models import Evidence
from factcheck.evidence.numbers import next_number
from factcheck.ledger.models import Entry
from tests.sql import refused
from tests.verdicts.test_races import chain_is_intact, run_concurrently
from tests.world import World

pytestmark = pytest.mark.prepared("open_claim", "institute")


def numbers_of(claim) -> list[int]:
    return list(Evidence.objects.filter(claim=claim).order_by("id").values_list("number", flat=True))


@pytest.mark.django_db
def test_each_claim_numbers_its_items_from_one_in_their_order(world: World) -> None:
    first, second = world.claim("One."), world.claim("Two.")
    for claim in (first, second, first, first):
        world.evidence_on(claim)
    assert (numbers_of(first), numbers_of(second)) == ([1, 2, 3], [1])


@pytest.mark.django_db
def test_entry_of_a_new_item_has_its_number(world: World) -> None:
    world.evidence_on(world.open_claim)
    item = world.evidence_on(world.open_claim)
    assert (Entry.objects.get(kind="evidence", object_id=item.pk).after or {})["number"] == item.number == 2


@pytest.mark.django_db
def test_number_of_a_withdrawn_item_is_not_reused(world: World) -> None:
    last = [world.evidence_on(world.open_claim) for _ in range(2)][-1]
    withdraw_evidence(person=world.checker, item=last, reason="Wrong place.")
    assert world.evidence_on(world.open_claim).number == 3


@pytest.mark.django_db
def test_number_of_an_item_that_moved_to_another_claim_is_not_reused(world: World) -> None:
    """As a merge or a split does: the item gets a number of its new claim."""
    source, target = world.claim("One."), world.claim("Two.")
    world.evidence_on(target)
    item = world.evidence_on(source)
    with transaction.atomic(), connection.cursor() as cursor:
        number = next_number(target)
        cursor.execute(
            "UPDATE evidence_evidence SET version = version + 1, claim_id = %s, number = %s WHERE id = %s",
            [target.pk, number, item.pk],
        )
        assert (number, numbers_of(target)) == (2, [1, 2])
        assert world.evidence_on(source).number == 2
        transaction.set_rollback(True)  # the move has no ledger entry


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("assignment", "error"),
    [("number = 7", "keeps its number"), ("number = 0", "keeps its number")],
)
def test_item_keeps_its_number(world: World, assignment: str, error: str) -> None:
    sql = f"UPDATE evidence_evidence SET version = version + 1, {assignment} WHERE id = %s"
    assert error in refused(sql, world.evidence.pk)


@pytest.mark.django_db
def test_item_moves_only_to_a_number_that_the_other_claim_assigned(world: World) -> None:
    other = world.claim("Another claim.")
    sql = "UPDATE evidence_evidence SET version = version + 1, claim_id = %s WHERE id = %s"
    assert "has not assigned the number 1" in refused(sql, other.pk, world.evidence.pk)
    next_number(other)
    assert "has no ledger entry" in refused(sql, other.pk, world.evidence.pk)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE evidence_numbering SET last = last - 1",
        "UPDATE evidence_numbering SET last = last",
        "DELETE FROM evidence_numbering",
    ],
)
def test_counter_only_goes_forward(world: World, sql: str) -> None:
    world.evidence_on(world.open_claim)
    world.evidence_on(world.open_claim)
    assert refused(sql)


@pytest.mark.django_db(transaction=True)
def test_concurrent_additions_get_different_numbers(world: World) -> None:
    claim, people = world.open_claim, (world.checker, world.second_checker)

    def add(person, quote: str):
        page = PageLocator("https://institute.example/", quote)
        return lambda: attach(person=person, claim=claim, stance="context", closeness="primary", quoted_from=page)

    added = run_concurrently(add(people[0], "One."), add(people[1], "Two."), add(people[0], "Three."))
    assert sorted(item.number for item in added) == [1, 2, 3]
    assert chain_is_intact()
