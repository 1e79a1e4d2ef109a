"""No editor approves an edit that nobody else has read: rule, database and doctor agree on each row that readers see."""

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
from factcheck.verdicts.queries import basis_of
from factcheck.web.decisions import can
from factcheck.web.errors import NotAllowed
from tests.world import World

pytestmark = pytest.mark.django_db

INVARIANT = "no approval is by somebody who edited what it shows after the submission"


class Record:
    """A submitted verdict whose record names one row of each kind that readers see."""

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


Edit = Callable[[Record, Person], object]

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
    approve(person=person, verdict=verdict, version=verdict.latest, basis=basis_of(verdict.claim))


def insert_review(person: Person, verdict: Verdict) -> None:
    """A review written past the actions."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO verdicts_review (verdict_version_id, decision, reason, basis, created_at, created_by_id, version)"
            " VALUES (%s, 'approve', '', %s, now(), %s, 1)",
            [verdict.latest.pk, basis_of(verdict.claim), person.pk],
        )


def broken() -> dict[str, list[str]]:
    return {result.name: result.findings for result in examine() if result.findings}


def approve_past_the_rule(person: Person, verdict: Verdict, days: int | None = 7) -> None:
    """What `approve` writes, without asking the rule and with the triggers off: as an altered installation would."""
    row, version = Verdict.objects.get(pk=verdict.pk), verdict.latest
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET session_replication_role = replica")
        review = Review.objects.create(
            verdict_version=version, decision="approve", basis=basis_of(row.claim), cooling_off_days=days, created_by=person
        )
        before = transition(row, "approve", approved=version)
        after = {"state": row.state, "version": version.number, "basis": review.basis}
        record(person=person, action="verdict.approved", subject=row, touched=[review], before=before, after=after)
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.mark.parametrize("what", EDITS)
def test_whoever_edited_it_after_the_submission_does_not_approve(world: World, what: str) -> None:
    shown = Record(world)
    assert can(world.administrator, "verdict.approve", shown.verdict)
    EDITS[what](shown, world.administrator)
    with pytest.raises(NotAllowed, match="After this verdict was submitted, you edited"):
        approve_as(world.administrator, shown.verdict)
    with pytest.raises(DatabaseError, match="changed what this verdict names after it was submitted"):
        insert_review(world.administrator, shown.verdict)
    approve_as(world.editor, shown.verdict)


@pytest.mark.parametrize("what", EDITS)
def test_doctor_names_an_approval_that_the_trigger_would_have_refused(world: World, what: str) -> None:
    shown = Record(world)
    EDITS[what](shown, world.administrator)
    approve_past_the_rule(world.administrator, shown.verdict)
    assert set(broken()) == {INVARIANT}


def test_an_edit_of_a_related_claim_that_the_author_submitted_is_approved(world: World) -> None:
    shown = Record(world)
    edit_claim(person=world.editor, claim=shown.other, seen_version=None, statement="The minister ordered it.")
    return_verdict(person=world.other_editor, verdict=shown.verdict, reason="Look at the denied claim again.")
    submit(person=world.checker, verdict=shown.verdict)
    approve_as(world.editor, Verdict.objects.get(pk=shown.verdict.pk))
    assert broken() == {}


def test_a_withdrawn_relation_keeps_nobody_from_approving(world: World) -> None:
    shown = Record(world)
    withdraw_relation(person=world.checker, relation=shown.relation, reason="It denies another claim.")
    edit_claim(person=world.editor, claim=shown.other, seen_version=None, statement="The minister ordered it.")
    approve_as(world.editor, shown.verdict)
    assert broken() == {}


def test_an_edit_of_a_claim_that_denies_this_one_keeps_nobody_from_approving(world: World) -> None:
    """Readers of a claim do not see which claims deny it, so an edit of those keeps nobody from approving it."""
    shown = Record(world)
    other = world.submit(world.ready(shown.other))
    edit_claim(person=world.editor, claim=shown.claim, seen_version=None, statement="It was arranged, after all.")
    assert can(world.editor, "verdict.approve", other)


LATER: dict[str, Callable[[Record], object]] = {
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
def test_doctor_judges_an_approval_by_the_record_as_it_was_then(world: World, what: str) -> None:
    """What the record names only after the approval was not part of what was approved."""
    shown = Record(world)
    another = world.claim("Another claim.", quote="The mayor")
    world.outlet_of_nobody = add_source(person=world.checker, name="The Unnamed Gazette", source_kind="outlet")  # type: ignore[attr-defined]
    world.speaker_of_nothing = get_or_create_actor(person=world.checker, name="Nora Nobody")  # type: ignore[attr-defined]
    edit_claim(person=world.editor, claim=another, seen_version=None, context="By the mayor.")
    edit_source(person=world.editor, source=world.outlet_of_nobody, seen_version=None, country="Norway")
    edit_actor(person=world.editor, actor=world.speaker_of_nothing, seen_version=None, description="mayor")
    approve_as(world.editor, shown.verdict)
    LATER[what](shown)
    assert broken() == {}


def test_doctor_still_names_the_approval_after_the_relation_was_withdrawn(world: World) -> None:
    shown = Record(world)
    edit_claim(person=world.administrator, claim=shown.other, seen_version=None, statement="The minister ordered it.")
    approve_past_the_rule(world.administrator, shown.verdict)
    withdraw_relation(person=world.checker, relation=Relation.objects.get(pk=shown.relation.pk), reason="A mistake.")
    assert set(broken()) == {INVARIANT}


def test_an_approval_of_0_1_that_the_rule_would_refuse_now_is_listed_and_breaks_nothing(world: World) -> None:
    """It names no cooling-off period. The ledger cannot change, so a broken invariant could never be repaired."""
    shown = Record(world)
    EDITS["the scale"](shown, world.administrator)
    approve_past_the_rule(world.administrator, shown.verdict, days=None)
    assert broken() == {}
    listed = {result.name: result.findings for result in listings()}
    assert len(listed["approvals of version 0.1 that the present four-eyes rule would refuse"]) == 1
