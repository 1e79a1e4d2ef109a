"""A stateful test of the workflow: six people try random actions in every state, and a model predicts each response."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule, run_state_machine_as_test

from factcheck.accounts.actions import change_person
from factcheck.claims.actions import edit_actor
from factcheck.claims.models import Actor
from factcheck.evidence.actions import withdraw_evidence
from factcheck.evidence.models import Evidence
from factcheck.publishing.actions import correct, drop, publish, recheck, retract
from factcheck.verdicts.actions import approve, confirm, hand_over, move, return_verdict, save_version, submit
from factcheck.verdicts.queries import basis_for
from tests.verdicts.workflow_model import OK, RANK, WorkflowModel, people


class VerdictWorkflow(WorkflowModel):
    """Each rule is one action. The model predicts whether it is permitted and possible."""

    @rule(who=people, is_complete=st.booleans())
    def save(self, who: str, is_complete: bool) -> None:
        expected = self.first_error(OK if RANK[who] >= 1 else 403, self.only_in("draft", "returned", "correcting"))
        number = len(self.versions) + 1
        text = {
            "headline": "It was so",
            "summary": f"Sentence {number}." if is_complete else "",
            "rationale": f"Reason {number}.",
        }
        verdict, person = self.verdict, self.person(who)
        if self.attempt(
            who, expected, lambda: save_version(person=person, verdict=verdict, seen_version=verdict.version, **text)
        ):
            self.versions.append(is_complete)
            self.texts.append(text)
            self.writers.append(who)
            self.contributors.add(who)

    @rule(who=people)
    def save_with_an_old_version(self, who: str) -> None:
        expected = self.first_error(OK if RANK[who] >= 1 else 403, self.only_in("draft", "returned", "correcting"), 409)
        person = self.person(who)
        self.attempt(who, expected, lambda: save_version(person=person, verdict=self.verdict, seen_version=0, summary="Late."))

    @rule(who=people, is_stale=st.booleans(), message=st.sampled_from(["", "Please read it again."]))
    def submit(self, who: str, is_stale: bool, message: str) -> None:
        expected = self.first_error(
            OK if self.is_author(who) else 403,
            self.only_in("draft", "returned", "correcting"),
            409 if is_stale else OK,
            422 if self.state == "returned" and self.returned == self.content() and not message else OK,
            OK if self.gate_is_passed() else 409,
        )
        verdict = self.verdict
        seen = verdict.version - is_stale
        options = {"seen_version": seen, "message": message}
        if self.attempt(who, expected, lambda: submit(person=self.person(who), verdict=verdict, **options)):
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
        if self.attempt(who, expected, lambda: approve(person=self.person(who), verdict=verdict, version=version, basis=basis)):
            self.state, self.approved, self.approved_record = "approved", len(self.versions), self.record
            self.decisions += 1

    @rule(who=people, reason=st.sampled_from(["Name the source.", "", "  "]))
    def return_it(self, who: str, reason: str) -> None:
        role = OK if RANK[who] >= 2 and not self.is_author(who) else 403  # contributors may return it
        expected = self.first_error(role, self.only_in("submitted", "approved"), OK if reason.strip() else 422)
        if self.attempt(who, expected, lambda: return_verdict(person=self.person(who), verdict=self.verdict, reason=reason)):
            self.state, self.approved, self.returned = "returned", None, self.content()
            self.decisions += 1

    @rule(who=people)
    def take_back(self, who: str) -> None:
        expected = self.first_error(OK if self.is_author(who) else 403, self.only_in("submitted"))
        if self.attempt(who, expected, lambda: move(person=self.person(who), verdict=self.verdict, name="take_back")):
            self.state = self.before_submission

    @rule(who=people)
    def reopen(self, who: str) -> None:
        expected = self.first_error(OK if self.is_author(who) or RANK[who] >= 2 else 403, self.only_in("approved"))
        if self.attempt(who, expected, lambda: move(person=self.person(who), verdict=self.verdict, name="reopen")):
            self.state, self.approved = "draft", None

    @rule(who=people)
    def publish(self, who: str) -> None:
        is_as_approved = self.record == self.approved_record and self.gate_is_passed()
        expected = self.first_error(OK if RANK[who] >= 2 else 403, self.only_in("approved"), OK if is_as_approved else 409)
        if self.attempt(who, expected, lambda: publish(person=self.person(who), verdict=self.verdict)):
            self.state = self.public = "published"
            self.public_version = len(self.versions)
            self.publications += 1
            self.baseline = self.values
            self.changers.clear()

    @rule(who=people, to=st.sampled_from(["checker", "second_checker", "reader"]), reason=st.sampled_from(["I am away.", " "]))
    def hand_over(self, who: str, to: str, reason: str) -> None:
        expected = self.first_error(
            OK if self.is_author(who) or RANK[who] >= 2 else 403,
            self.only_in("draft", "submitted", "returned", "approved", "correcting"),
            OK if reason.strip() else 422,
            OK if self.can_continue(to) else 422,
        )
        person, new = self.person(who), self.person(to)
        if self.attempt(who, expected, lambda: hand_over(person=person, verdict=self.verdict, to=new, reason=reason)):
            self.contributors.add(self.author)
            self.author = to

    @precondition(lambda self: self.publications)
    @rule(who=people, on_old_record=st.booleans(), reason=st.sampled_from(["It repeats the check.", " "]))
    def confirm(self, who: str, on_old_record: bool, reason: str) -> None:
        basis = "0" * 64 if on_old_record else basis_for(self.claim)
        expected = self.first_error(
            OK if RANK[who] >= 2 and who not in self.changers else 403,
            self.only_in("published"),
            OK if self.changers else 409,
            OK if reason.strip() else 422,
            409 if on_old_record else OK,
        )
        options = {"verdict": self.verdict, "reason": reason, "basis": basis}
        if self.attempt(who, expected, lambda: confirm(person=self.person(who), **options)):
            self.baseline = self.values
            self.changers.clear()
            self.confirmations += 1

    @precondition(lambda self: not self.gone)
    @rule(who=st.sampled_from(["checker", "second_checker", "other_editor"]), to=people)
    def leave(self, who: str, to: str) -> None:
        """One person leaves, and hands over the verdict if they are its author."""
        is_stuck = who == self.author and self.state not in ("published", "retracted")
        expected = OK if not is_stuck or self.can_continue(to) else 422
        person, by, successor = self.person(who), self.world.administrator, self.person(to)
        options = {"by": by, "person": person, "hand_over_to": successor, "is_active": False}
        if self.attempt("administrator", expected, lambda: change_person(**options)):
            self.gone.add(who)
            if is_stuck:
                self.contributors.add(who)
                self.author = to

    @precondition(lambda self: self.publications)
    @rule(who=people)
    def recheck(self, who: str) -> None:
        expected = self.first_error(OK if RANK[who] >= 1 else 403, self.only_in("retracted"))
        if self.attempt(who, expected, lambda: recheck(person=self.person(who), verdict=self.verdict, notice="Dated again.")):
            self.contributors |= {self.author, who}
            self.state, self.author = "draft", who

    @precondition(lambda self: self.publications)
    @rule(who=people, reason=st.sampled_from(["It was right.", " "]))
    def drop(self, who: str, reason: str) -> None:
        expected = self.first_error(
            OK if self.is_author(who) or RANK[who] >= 2 else 403,
            self.only_in("draft", "submitted", "returned", "approved", "correcting"),
            OK if reason.strip() else 422,
        )
        if self.attempt(who, expected, lambda: drop(person=self.person(who), verdict=self.verdict, reason=reason)):
            self.restore_public_text(who)
            self.state = str(self.public)
            if self.values == self.baseline:
                self.changers.clear()

    @precondition(lambda self: self.publications)
    @rule(who=people)
    def correct(self, who: str) -> None:
        expected = self.first_error(OK if self.is_author(who) or RANK[who] >= 2 else 403, self.only_in("published"))
        options = {"correction_kind": "clarification", "notice": "A date was added."}
        if self.attempt(who, expected, lambda: correct(person=self.person(who), verdict=self.verdict, **options)):
            self.state = "correcting"
            if self.author in self.gone:
                self.contributors.add(self.author)
                self.author = who
            self.contributors.add(who)  # the notice is public, so its author contributes to the check

    @rule(who=people)
    def retract(self, who: str) -> None:
        is_public = self.public == "published"
        expected = self.first_error(OK if RANK[who] >= 2 else 403, OK if is_public else 409)
        if self.attempt(who, expected, lambda: retract(person=self.person(who), verdict=self.verdict, notice="It was wrong.")):
            self.restore_public_text(who)
            self.state = self.public = "retracted"
            self.changers.clear()
            self.contributors.add(who)
            self.publications += 1

    @rule(who=people)
    def attach(self, who: str) -> None:
        person = self.person(who)
        attached: list[Any] = []
        self.steps += 1
        quote = f"Seen on day {self.steps}."
        expected = OK if RANK[who] >= 1 else 403
        if self.attempt(who, expected, lambda: attached.append(self.world.evidence_on(self.claim, person=person, quote=quote))):
            self.evidence.append(attached[0].pk)
            self.contributors.add(who)
            self.note_change(who)

    @rule(who=people, description=st.sampled_from(["minister", "former minister"]))
    def describe_the_claimant(self, who: str, description: str) -> None:
        actor = Actor.objects.get(pk=self.claim.claimant_id)
        options = {"seen_version": actor.version, "description": description}
        if self.attempt(who, OK if RANK[who] >= 1 else 403, lambda: edit_actor(person=self.person(who), actor=actor, **options)):
            if description == self.description:
                return
            if self.submissions:
                self.unseen.add(who)
            self.description = description
            self.note_change(who)

    @precondition(lambda self: self.evidence)
    @rule(who=people)
    def withdraw(self, who: str) -> None:
        item = Evidence.objects.get(pk=self.evidence[-1])
        expected = OK if RANK[who] >= 1 else 403
        if self.attempt(who, expected, lambda: withdraw_evidence(person=self.person(who), item=item, reason="It is a copy.")):
            self.evidence.pop()
            self.contributors.add(who)
            self.note_change(who)

    @rule()
    def take_next_step(self) -> None:
        """The next step of the usual workflow, so that late states are reached often."""
        editors = [who for who in ("editor", "other_editor", "administrator") if who not in self.gone]
        free = [who for who in editors if who not in self.contributors | self.unseen]
        match self.state:
            case "draft" | "returned" | "correcting" if not self.versions[-1]:
                self.save(self.author, True)
            case "draft" | "returned" | "correcting" if not self.evidence:
                self.attach(self.author)
            case "draft" | "returned" | "correcting":
                self.submit(self.author, False, "Please read it again.")
            case "submitted" if free:
                self.approve(free[0], False, False)
            case "approved":
                self.publish("editor")
            case "published" if self.changers and set(editors) - self.changers:
                self.confirm(min(set(editors) - self.changers), False, "It repeats the check.")
            case "published":
                self.correct("editor" if self.author in self.gone else self.author)
            case "retracted":
                self.recheck("editor")


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
