"""No editor approves an edit that no one else has read: permission, trigger, and doctor agree for each row that readers see."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from factcheck.accounts.models import Person
from factcheck.articles.actions import add_source, edit_article, edit_source
from factcheck.claims.actions import add_relation, edit_actor, edit_claim, get_or_create_actor, withdraw_relation
from factcheck.claims.anchoring import find
from factcheck.claims.models import Claim, Relation
from factcheck.evidence.actions import PassageLocator, attach, change_evidence
from factcheck.evidence.models import Evidence
from factcheck.ledger.actions import record
from factcheck.operations.doctor import examine, listings
from factcheck.verdicts.actions import approve, edit_rating, return_verdict, submit, transition
from factcheck.verdicts.models import Rating, Review, Verdict
from factcheck.verdicts.queries import basis_for
from factcheck.web.decisions import can
from factcheck.web.errors import NotAllowed
from tests.sql import without_triggers
from tests.world import World

pytestmark = pytest.mark.django_db

INVARIANT = "no verdict is approved by someone who edited its record after the submission"


class SubmittedRecord:
    """A submitted verdict whose record refers to one row of each kind that readers see."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.draft = world.ready()
        self.claim = self.draft.claim
        self.other = world.claim("The minister ordered the scene.", quote="The scene was arranged,")
        self.relation = add_relation(person=world.checker, claim=self.claim, relation_kind="denies", other=self.other)
        self.origin = world.ministry
        self.passage = world.second_article.current
        self.item = attach(
            person=world.checker,
            claim=self.claim,
            stance="context",
            closeness="secondary",
            quoted_from=PassageLocator(self.passage, find(self.passage.text, "410 bodies")),
            source=world.institute,
            origin=self.origin,
        )
        self.verdict = world.submit(self.draft)


Edit = Callable[[SubmittedRecord, Person], object]

EDITS: dict[str, Edit] = {
    "the claim that it denies": lambda r, by: edit_claim(
        person=by, claim=r.other, seen_version=None, statement="The minister ordered it."
    ),
    "the claimant": lambda r, by: edit_actor(person=by, actor=r.world.minister, seen_version=None, description="another office"),
    "a source": lambda r, by: edit_source(person=by, source=r.world.institute, seen_version=None, interest="Is paid for it."),
    "an origin": lambda r, by: edit_source(person=by, source=r.origin, seen_version=None, interest="Is paid for it."),
    "an outlet": lambda r, by: edit_source(person=by, source=r.world.outlet, seen_version=None, country="Norway"),
    "an article with a mention": lambda r, by: edit_article(
        person=by, article=r.world.first_article, seen_version=None, title="Another title"
    ),
    "an article with evidence": lambda r, by: edit_article(
        person=by, article=r.world.second_article, seen_version=None, title="Another title"
    ),
    "its rating": lambda r, by: edit_rating(
        person=by, rating=Rating.objects.get(name="False"), seen_version=None, description="Something else."
    ),
    "the scale": lambda r, by: edit_rating(
        person=by, rating=Rating.objects.filter(number__isnull=False).exclude(name="False").first(), seen_version=None, number=99
    ),
}


def approve_as(person: Person, verdict: Verdict) -> None:
    approve(person=person, verdict=verdict, version=verdict.latest, basis=basis_for(verdict.claim))


def insert_review(person: Person, verdict: Verdict) -> None:
    """Insert a review without the actions."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO verdicts_review (verdict_version_id, decision, reason, basis, created_at, created_by_id, version)"
            " VALUES (%s, 'approve', '', %s, now(), %s, 1)",
            [verdict.latest.pk, basis_for(verdict.claim), person.pk],
        )


def failed_invariants() -> dict[str, list[str]]:
    return {result.name: result.findings for result in examine() if result.findings}


def approve_without_checks(person: Person, verdict: Verdict, days: int | None = 7) -> None:
    """Write the rows of `approve` without permission checks and triggers, as a tampered installation could."""
    row, version = Verdict.objects.get(pk=verdict.pk), verdict.latest
    with without_triggers() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        review = Review.objects.create(
            verdict_version=version, decision="approve", basis=basis_for(row.claim), cooling_off_days=days, created_by=person
        )
        before = transition(row, "approve", approved=version)
        after = {"state": row.state, "version": version.number, "basis": review.basis}
        record(person=person, action="verdict.approved", subject=row, touched=[review], before=before, after=after)
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.mark.parametrize("what", EDITS)
def test_editor_of_a_row_after_the_submission_cannot_approve(world: World, what: str) -> None:
    record_of_check = SubmittedRecord(world)
    assert can(world.administrator, "verdict.approve", record_of_check.verdict)
    EDITS[what](record_of_check, world.administrator)
    with pytest.raises(NotAllowed, match="After this verdict was submitted, you edited"):
        approve_as(world.administrator, record_of_check.verdict)
    with pytest.raises(DatabaseError, match="changed what this verdict names after it was submitted"):
        insert_review(world.administrator, record_of_check.verdict)
    approve_as(world.editor, record_of_check.verdict)


@pytest.mark.parametrize("what", EDITS)
def test_doctor_reports_an_approval_that_bypassed_the_trigger(world: World, what: str) -> None:
    record_of_check = SubmittedRecord(world)
    EDITS[what](record_of_check, world.administrator)
    approve_without_checks(world.administrator, record_of_check.verdict)
    assert set(failed_invariants()) == {INVARIANT}


def test_edit_of_a_related_claim_before_the_submission_does_not_block_approval(world: World) -> None:
    record_of_check = SubmittedRecord(world)
    edit_claim(person=world.editor, claim=record_of_check.other, seen_version=None, statement="The minister ordered it.")
    return_verdict(person=world.other_editor, verdict=record_of_check.verdict, reason="Look at the denied claim again.")
    submit(person=world.checker, verdict=record_of_check.verdict, message="The denied claim is right now.")
    approve_as(world.editor, Verdict.objects.get(pk=record_of_check.verdict.pk))
    assert failed_invariants() == {}


def test_withdrawn_relation_does_not_block_approval(world: World) -> None:
    record_of_check = SubmittedRecord(world)
    withdraw_relation(person=world.checker, relation=record_of_check.relation, reason="It denies another claim.")
    edit_claim(person=world.editor, claim=record_of_check.other, seen_version=None, statement="The minister ordered it.")
    approve_as(world.editor, record_of_check.verdict)
    assert failed_invariants() == {}


def test_edit_of_a_claim_that_denies_this_one_does_not_block_approval(world: World) -> None:
    """Readers of a claim do not see which claims deny it, so edits of those claims do not matter."""
    record_of_check = SubmittedRecord(world)
    other = world.submit(world.ready(record_of_check.other))
    edit_claim(person=world.editor, claim=record_of_check.claim, seen_version=None, statement="It was arranged, after all.")
    assert can(world.editor, "verdict.approve", other)


LATER: dict[str, Callable[[SubmittedRecord], object]] = {
    "a relation is added": lambda r: add_relation(
        person=r.world.checker, claim=r.claim, relation_kind="counters", other=Claim.objects.get(statement="Another claim.")
    ),
    "evidence from the source is attached": lambda r: r.world.evidence_on(
        r.claim, source=r.world.outlet_of_nobody, quote="Seen on 12 March."
    ),
    "evidence is put down to the source": lambda r: change_evidence(
        person=r.world.checker,
        item=Evidence.objects.filter(claim=r.claim, address__gt="").first(),
        seen_version=None,
        source=r.world.outlet_of_nobody,
    ),
    "another claimant is named": lambda r: edit_claim(
        person=r.world.checker, claim=r.claim, seen_version=None, claimant=r.world.speaker_of_nothing
    ),
}


@pytest.mark.parametrize("what", LATER)
def test_doctor_checks_an_approval_against_the_record_at_its_time(world: World, what: str) -> None:
    """Rows that the record refers to only after the approval were not part of it."""
    record_of_check = SubmittedRecord(world)
    another = world.claim("Another claim.", quote="The mayor")
    world.outlet_of_nobody = add_source(person=world.checker, name="The Unnamed Gazette", source_kind="outlet")  # type: ignore[attr-defined]
    world.speaker_of_nothing, _ = get_or_create_actor(person=world.checker, name="Nora Nobody")  # type: ignore[attr-defined]
    edit_claim(person=world.editor, claim=another, seen_version=None, context="By the mayor.")
    edit_source(person=world.editor, source=world.outlet_of_nobody, seen_version=None, country="Norway")
    edit_actor(person=world.editor, actor=world.speaker_of_nothing, seen_version=None, description="mayor")
    approve_as(world.editor, record_of_check.verdict)
    LATER[what](record_of_check)
    assert failed_invariants() == {}


def test_doctor_still_reports_the_approval_after_the_relation_is_withdrawn(world: World) -> None:
    record_of_check = SubmittedRecord(world)
    edit_claim(person=world.administrator, claim=record_of_check.other, seen_version=None, statement="The minister ordered it.")
    approve_without_checks(world.administrator, record_of_check.verdict)
    withdraw_relation(person=world.checker, relation=Relation.objects.get(pk=record_of_check.relation.pk), reason="A mistake.")
    assert set(failed_invariants()) == {INVARIANT}


def test_approval_of_0_1_that_violates_the_rule_is_listed_but_no_invariant_fails(world: World) -> None:
    """It names no cooling-off period. The ledger cannot change, so a failed invariant could never be repaired."""
    record_of_check = SubmittedRecord(world)
    EDITS["the scale"](record_of_check, world.administrator)
    approve_without_checks(world.administrator, record_of_check.verdict, days=None)
    assert failed_invariants() == {}
    listed = {result.name: result.findings for result in listings()}
    assert len(listed["approvals of version 0.1 that the current four-eyes rule would reject"]) == 1
