"""Merges at the same time as other writes, in separate transactions on separate connections."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection

from factcheck.claims.actions import close_claim
from factcheck.claims.models import Claim
from factcheck.evidence.models import Evidence
from factcheck.merging.actions import merge_claims
from factcheck.operations.doctor import examine
from factcheck.verdicts.actions import open_verdict
from factcheck.web.database_errors import refusal_for
from factcheck.web.errors import Refused
from tests.world import World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ROUNDS = 5


def at_the_same_time(*writes: Callable[[], Any]) -> list[Refused | None]:
    """Run each of `writes` in its own thread, and return its refusal, or None if it succeeded."""
    barrier, outcomes = threading.Barrier(len(writes)), dict[int, Refused | None]()

    def run(number: int, write: Callable[[], Any]) -> None:
        try:
            barrier.wait()
            write()
            outcomes[number] = None
        except Refused as refusal:
            outcomes[number] = refusal
        except DatabaseError as error:
            if (refusal_in_database := refusal_for(error)) is None:
                raise
            outcomes[number] = refusal_in_database
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(writes)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(outcomes) == len(writes)
    return [outcomes[number] for number in range(len(writes))]


def broken_invariants() -> list[str]:
    return [finding for result in examine() for finding in result.findings]


def pair(world: World, number: int) -> tuple[Claim, Claim]:
    return world.claim(f"The scene {number} was arranged."), world.claim(f"Scene {number} had been arranged.")


def test_one_of_two_merges_in_opposite_directions_succeeds(world: World) -> None:
    for number in range(ROUNDS):
        first, second = pair(world, number)
        world.evidence_on(first, quote=f"First {number}.")
        world.evidence_on(second, quote=f"Second {number}.")
        refusals = at_the_same_time(
            lambda a=first, b=second: merge_claims(person=world.checker, claim=a, into=b, seen_version=None),  # type: ignore[misc]
            lambda a=first, b=second: merge_claims(person=world.editor, claim=b, into=a, seen_version=None),  # type: ignore[misc]
        )
        assert [refusal.status for refusal in refusals if refusal] == [409]
        merged = Claim.objects.filter(pk__in=[first.pk, second.pk]).exclude(merged_into=None).get()
        assert Evidence.objects.filter(claim=merged.merged_into_id).count() == 2
    assert broken_invariants() == []


def test_evidence_that_is_added_during_a_merge_moves_or_is_refused(world: World) -> None:
    for number in range(ROUNDS):
        loser, survivor = pair(world, number)
        merge, attach = at_the_same_time(
            lambda a=loser, b=survivor: merge_claims(person=world.checker, claim=a, into=b, seen_version=None),  # type: ignore[misc]
            lambda a=loser, n=number: world.evidence_on(a, quote=f"Words {n}.", person=world.second_checker),  # type: ignore[misc]
        )
        assert merge is None
        assert Evidence.objects.filter(claim=loser).count() == 0
        assert Evidence.objects.filter(claim=survivor).count() == (0 if attach else 1)
        assert attach is None or attach.status == 409
    assert broken_invariants() == []


def test_verdict_that_is_opened_while_its_claim_is_closed_stays_consistent(world: World) -> None:
    for number in range(ROUNDS):
        claim, _ = pair(world, number)
        refusals = at_the_same_time(
            lambda c=claim: close_claim(person=world.checker, claim=c, closed_reason="ambiguous", seen_version=None),  # type: ignore[misc]
            lambda c=claim: open_verdict(person=world.second_checker, claim=c, summary="One."),  # type: ignore[misc]
        )
        assert all(refusal is None or refusal.status == 409 for refusal in refusals)
        assert not all(refusals)
    assert broken_invariants() == []
