"""Whether someone contributed before an approval depends on the order of the ledger, even if a clock was changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models import F

from factcheck.accounts.models import Person
from factcheck.claims.models import Claim, Contribution
from factcheck.ledger.models import Entry, Head
from tests.verdicts.test_four_eyes import approve_without_checks, failed_invariants
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

DAY = timedelta(days=1)


def set_clock_of(person: Person, claim: Claim, by: timedelta) -> None:
    """Write the times of the person's contribution as a database would whose clock differs by `by`."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        rows = Contribution.objects.filter(claim=claim, person=person)
        assert rows.update(since=F("since") + by) == 1
        cursor.execute("SET session_replication_role = origin")


def test_contribution_has_the_entry_of_its_transaction(world: World) -> None:
    claim = world.claim()
    contribution = Contribution.objects.get(claim=claim, person=world.checker)
    assert contribution.entry == Head.objects.get().number
    assert contribution.entry == Entry.objects.get(kind="claim", object_id=claim.pk).number


def test_contribution_after_the_approval_does_not_invalidate_it_when_the_clock_was_set_back(world: World) -> None:
    verdict = world.approved
    world.evidence_on(verdict.claim, person=world.editor)
    set_clock_of(world.editor, verdict.claim, -DAY)
    assert failed_invariants() == {}


def test_contributor_cannot_approve_with_a_clock_that_was_ahead(world: World) -> None:
    verdict = world.submitted
    world.evidence_on(verdict.claim, person=world.editor)
    set_clock_of(world.editor, verdict.claim, DAY)
    with transaction.atomic():
        approve_without_checks(world.editor, verdict)
    assert "no verdict is approved by someone who contributed to it" in failed_invariants()
