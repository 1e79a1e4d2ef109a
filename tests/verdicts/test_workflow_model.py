"""A stateful test of the workflow: six people try random actions in every state, and a model predicts each response."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from factcheck.claims.actions import edit_actor
from factcheck.claims.models import Actor, Contribution
from factcheck.evidence.actions import withdraw_evidence
from factcheck.evidence.models import Evidence
from factcheck.ledger.chain import first_break
from factcheck.ledger.models import Entry, RowVersion
from factcheck.publishing.actions import correct, publish, retract
from factcheck.publishing.models import Publication
from factcheck.verdicts.actions import approve, move, open_verdict, return_verdict, save_version, submit
from factcheck.verdicts.models import Rating, Review, Verdict
from factcheck.verdicts.queries import basis_for
from factcheck.web.errors import Refused
from tests.world import World

RANK = {"reader": 0, "checker": 1, "second_checker": 1, "editor": 2, "other_editor": 2, "administrator": 3}
people = st.sampled_from(sorted(RANK))
OK = 200


class VerdictWorkflow(RuleBasedStateMachine):
    """The model: state, contributors, approved version and record, and attached evidence."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def teardown(self) -> None:
        try:
            entries = ((e.number, e.previous, e.hash, e.body()) for e in Entry.objects.order_by("number"))
            assert first_break(entries) is None
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    @initialize(steps=st.integers(0, 9))
    def begin(self, steps: int) -> None:
        self.world = World()
        # Create shared rows now: the rollback of a refused attempt would remove them.
        assert all(self.person(who).pk for who in RANK)
        assert self.world.institute.pk
        self.claim = self.world.claim()
        self.world.search_on(self.claim)
        self.rating = Rating.objects.get(name="False")
        verdict = open_verdict(person=self.world.checker, claim=self.claim, conclusion="refuted", rating=self.rating)
        self.id = verdict.pk
        self.state = "draft"
        self.contributors = {"checker"}
        self.versions = [False]
        """whether each text is complete"""
        self.approved: int | None = None
        self.record = 0
        """grows with each change of the claim's record"""
        self.approved_record = -1
        self.submissions = 0
        self.before_submission = ""
        """the state to which taking back the submission leads"""
        self.unseen: set[str] = set()
        """people who edited the claimant after the verdict was submitted; no one else has read these edits"""
        self.evidence: list[int] = []
        self.decisions = 0
        self.publications = 0
        for _ in range(steps):
            self.take_next_step()

    @property
    def verdict(self) -> Verdict:
        return Verdict.objects.get(pk=self.id)

    def person(self, who: str) -> Any:
        return getattr(self.world, who)

    def attempt(self, expected: int, action: Callable[[], Any]) -> bool:
        """Run the action with all deferred constraints, assert its status, and return whether it succeeded."""
        try:
            with transaction.atomic():
                action()
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            status = OK
        except Refused as error:
            status = error.status
        assert status == expected
        return status == OK

    # -- the model ----------------------------------------------------------------------------------------------------

    def gate_is_passed(self) -> bool:
        return self.versions[-1] and bool(self.evidence)

    def as_reviewer(self, who: str) -> int:
        return OK if RANK[who] >= 2 and who not in self.contributors else 403

    @staticmethod
    def first_error(*statuses: int) -> int:
        return next((status for status in statuses if status != OK), OK)

    def only_in(self, *states: str) -> int:
        return OK if self.state in states else 409

    # -- actions ------------------------------------------------------------------------------------------------------

    @rule(who=people, is_complete=st.booleans())
    def save(self, who: str, is_complete: bool) -> None:
        expected = self.first_error(OK if RANK[who] >= 1 else 403, self.only_in("draft", "returned", "correcting"))
        number = len(self.versions) + 1
        text = {"summary": f"Sentence {number}." if is_complete else "", "rationale": f"Reason {number}."}
        verdict, person = self.verdict, self.person(who)
        if self.attempt(expected, lambda: save_version(person=person, verdict=verdict, seen_version=verdict.version, **text)):
            self.versions.append(is_complete)
            self.contributors.add(who)

    @rule(who=people)
    def save_with_an_old_version(self, who: str) -> None:
        expected = self.first_error(OK if RANK[who] >= 1 else 403, self.only_in("draft", "returned", "correcting"), 409)
        person = self.person(who)
        self.attempt(expected, lambda: save_version(person=person, verdict=self.verdict, seen_version=0, summary="Late."))

    @rule(who=people, is_stale=st.booleans())
    def submit(self, who: str, is_stale: bool) -> None:
        expected = self.first_error(
            OK if who == "checker" else 403,
            self.only_in("draft", "returned", "correcting"),
            409 if is_stale else OK,
            OK if self.gate_is_passed() else 409,
        )
        verdict = self.verdict
        seen = verdict.version - is_stale
        if self.attempt(expected, lambda: submit(person=self.person(who), verdict=verdict, seen_version=seen)):
            self.before_submission, self.state = self.state, "submitted"
            self.submissions += 1
            self.unseen.clear()

    @rule(who=people, of_old_text=st.booleans(), on_old_record=st.booleans())
    def approve(self, who: str, of_old_text: bool, on_old_record: bool) -> None:
        verdict = self.verdict
        of_old_text = of_old_text and len(self.versions) > 1
        version = verdict.versions.get(number=len(self.versions) - of_old_text)
        basis = "0" * 64 if on_old_record else basis_for(self.claim)
        expected = self.first_error(
            self.as_reviewer(who),
            403 if who in self.unseen else OK,
            self.only_in("submitted"),
            409 if of_old_text or on_old_record else OK,
        )
        if self.attempt(expected, lambda: approve(person=self.person(who), verdict=verdict, version=version, basis=basis)):
            self.state, self.approved, self.approved_record = "approved", len(self.versions), self.record
            self.decisions += 1

    @rule(who=people, reason=st.sampled_from(["Name the source.", "", "  "]))
    def return_it(self, who: str, reason: str) -> None:
        expected = self.first_error(self.as_reviewer(who), self.only_in("submitted", "approved"), OK if reason.strip() else 422)
        if self.attempt(expected, lambda: return_verdict(person=self.person(who), verdict=self.verdict, reason=reason)):
            self.state, self.approved = "returned", None
            self.decisions += 1

    @rule(who=people)
    def take_back(self, who: str) -> None:
        expected = self.first_error(OK if who == "checker" else 403, self.only_in("submitted"))
        if self.attempt(expected, lambda: move(person=self.person(who), verdict=self.verdict, name="take_back")):
            self.state = self.before_submission

    @rule(who=people)
    def reopen(self, who: str) -> None:
        expected = self.first_error(OK if who == "checker" or RANK[who] >= 2 else 403, self.only_in("approved"))
        if self.attempt(expected, lambda: move(person=self.person(who), verdict=self.verdict, name="reopen")):
            self.state, self.approved = "draft", None

    @rule(who=people)
    def publish(self, who: str) -> None:
        is_as_approved = self.record == self.approved_record and self.gate_is_passed()
        expected = self.first_error(OK if RANK[who] >= 2 else 403, self.only_in("approved"), OK if is_as_approved else 409)
        if self.attempt(expected, lambda: publish(person=self.person(who), verdict=self.verdict)):
            self.state = "published"
            self.publications += 1

    @precondition(lambda self: self.publications)
    @rule(who=people)
    def correct(self, who: str) -> None:
        expected = self.first_error(OK if who == "checker" or RANK[who] >= 2 else 403, self.only_in("published"))
        options = {"correction_kind": "clarification", "notice": "A date was added."}
        if self.attempt(expected, lambda: correct(person=self.person(who), verdict=self.verdict, **options)):
            self.state = "correcting"
            self.contributors.add(who)  # the notice is public, so its author contributes to the check

    @rule(who=people)
    def retract(self, who: str) -> None:
        is_public = self.publications and self.state != "retracted"
        expected = self.first_error(OK if RANK[who] >= 2 else 403, OK if is_public else 409)
        if self.attempt(expected, lambda: retract(person=self.person(who), verdict=self.verdict, notice="It was wrong.")):
            self.state = "retracted"
            self.contributors.add(who)
            self.publications += 1

    @rule(who=people)
    def attach(self, who: str) -> None:
        person = self.person(who)
        attached: list[Any] = []
        quote = f"Seen on day {self.record}."
        expected = OK if RANK[who] >= 1 else 403
        if self.attempt(expected, lambda: attached.append(self.world.evidence_on(self.claim, person=person, quote=quote))):
            self.evidence.append(attached[0].pk)
            self.contributors.add(who)
            self.record += 1

    @rule(who=people)
    def describe_the_claimant(self, who: str) -> None:
        actor = Actor.objects.get(pk=self.claim.claimant_id)
        options = {"seen_version": actor.version, "description": f"office {self.record}"}
        if self.attempt(OK if RANK[who] >= 1 else 403, lambda: edit_actor(person=self.person(who), actor=actor, **options)):
            if self.submissions:
                self.unseen.add(who)
            self.record += 1

    @precondition(lambda self: self.evidence)
    @rule(who=people)
    def withdraw(self, who: str) -> None:
        item = Evidence.objects.get(pk=self.evidence[-1])
        expected = OK if RANK[who] >= 1 else 403
        if self.attempt(expected, lambda: withdraw_evidence(person=self.person(who), item=item, reason="It is a copy.")):
            self.evidence.pop()
            self.contributors.add(who)
            self.record += 1

    @rule()
    def take_next_step(self) -> None:
        """The next step of the usual workflow, so that late states are reached often."""
        free = [who for who in ("editor", "other_editor", "administrator") if who not in self.contributors | self.unseen]
        match self.state:
            case "draft" | "returned" | "correcting" if not self.versions[-1]:
                self.save("checker", True)
            case "draft" | "returned" | "correcting" if not self.evidence:
                self.attach("checker")
            case "draft" | "returned" | "correcting":
                self.submit("checker", False)
            case "submitted" if free:
                self.approve(free[0], False, False)
            case "approved":
                self.publish("editor")
            case "published":
                self.correct("checker")

    # -- invariants ---------------------------------------------------------------------------------------------------

    @invariant()
    def database_matches_the_model(self) -> None:
        verdict = self.verdict
        assert verdict.state == self.state
        assert verdict.author_id == self.world.checker.pk
        assert list(verdict.versions.values_list("number", flat=True)) == list(range(len(self.versions), 0, -1))
        contributors = set(Contribution.objects.filter(claim=self.claim).values_list("person_id", flat=True))
        assert contributors == {self.person(who).pk for who in self.contributors}

    @invariant()
    def approved_version_matches_the_model(self) -> None:
        verdict = Verdict.objects.select_related("approved").get(pk=self.id)
        if self.state in ("approved", "published"):
            assert verdict.approved is not None
            assert verdict.approved.number == self.approved == len(self.versions)

    @invariant()
    def decisions_and_publications_match_the_model(self) -> None:
        assert Review.objects.filter(verdict_version__verdict=self.id).count() == self.decisions
        published = Publication.objects.filter(verdict=self.id)
        assert published.count() == self.publications
        assert published.filter(is_current=True).count() == min(1, self.publications)

    @invariant()
    def each_version_of_the_verdict_has_one_entry(self) -> None:
        row_versions = RowVersion.objects.filter(kind="verdict", object_id=self.id).order_by("version")
        assert list(row_versions.values_list("version", flat=True)) == list(range(1, self.verdict.version + 1))


@pytest.mark.slow
@pytest.mark.django_db
def test_workflow_matches_the_model() -> None:
    run_state_machine_as_test(
        VerdictWorkflow,
        settings=settings(
            max_examples=40,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
