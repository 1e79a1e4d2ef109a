"""The cost of finding the published checks that a change affects, with many other checks."""

from __future__ import annotations

import pytest

from factcheck.claims.models import Actor
from factcheck.desk.queue.published import changed_page, due_page
from factcheck.ledger.observers import WrittenEntry
from factcheck.verdicts.changes import affected_checks
from factcheck.verdicts.models import Verdict
from tests.plans import FIRST_COPY, bulk_insert, copy_rows, plan_of, rows_visited, statements_of
from tests.world import World

pytestmark = pytest.mark.django_db

CHECKS = 20_000
SHARED_BY = 20
"""Number of checks that share a source, and an actor."""


def fill(world: World) -> None:
    """CHECKS published checks, each with one item of evidence."""
    verdict = world.published
    publication, item = verdict.publications.get(), verdict.claim.evidence.first()
    shared = CHECKS // SHARED_BY
    with bulk_insert() as cursor:
        copy_rows(cursor, "articles_source", item.source_id, shared, name="'Source ' || g")
        copy_rows(cursor, "claims_actor", verdict.claim.claimant_id, shared, name="'Actor ' || g")
        claim = f"{FIRST_COPY} + g"
        copy_rows(cursor, "claims_claim", verdict.claim_id, CHECKS, claimant_id=f"{FIRST_COPY} + g % {shared}")
        copy_rows(cursor, "verdicts_verdict", verdict.pk, CHECKS, claim_id=claim, approved_id=claim)
        copy_rows(cursor, "verdicts_verdictversion", verdict.approved_id or 0, CHECKS, verdict_id=claim)
        copy_rows(cursor, "publishing_publication", publication.pk, CHECKS, verdict_id=claim, slug="'check-' || g")
        copy_rows(cursor, "evidence_evidence", item.pk, CHECKS, claim_id=claim, source_id=f"{FIRST_COPY} + g % {shared}")


def written(kind: str, pk: int) -> WrittenEntry:
    return WrittenEntry(1, f"{kind}.edited", None, (kind, pk), ((kind, pk),), False, {"name": "A"}, {"name": "B"})


@pytest.mark.parametrize("is_generic", [False, True])
def test_change_visits_only_the_checks_that_it_affects(world: World, is_generic: bool) -> None:
    fill(world)
    for kind, number in (("source", SHARED_BY), ("actor", SHARED_BY), ("claim", 1), ("evidence", 1)):
        entries = [written(kind, FIRST_COPY)]
        assert len(affected_checks(entries)) == number, kind
        ((statement, values),) = statements_of(lambda entries=entries: affected_checks(entries))
        assert rows_visited(plan_of(statement, values, generic=is_generic)) < 60 * number, kind


def test_queue_visits_only_changed_and_due_checks(world: World) -> None:
    fill(world)
    world.evidence_on(world.published.claim, person=world.second_checker, quote="Seen again.")
    for page in (changed_page, due_page):
        ((statement, values),) = statements_of(page)
        assert rows_visited(plan_of(statement, values, generic=False)) < 200, page
    assert Actor.objects.count() > CHECKS // SHARED_BY
    assert Verdict.objects.count() > CHECKS
