"""The levels of the evidence gate: who sets them, when they apply, and that they never change a submitted verdict."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from factcheck.accounts.models import Role
from factcheck.ledger.actions import record
from factcheck.ledger.models import Entry
from factcheck.newsroom.models import Newsroom
from factcheck.newsroom.queries import the_newsroom
from factcheck.operations.doctor import examine
from factcheck.publishing.actions import draft_publication, publish
from factcheck.publishing.prepublication_notes import prepublication_notes
from factcheck.verdicts import gate
from factcheck.verdicts.actions import approve, open_verdict, return_verdict, set_gate_levels, submit, transition
from factcheck.verdicts.models import Rating, Review, Verdict
from factcheck.verdicts.queries import basis_for, gate_for
from factcheck.web.errors import Invalid, NotAllowed, Refused
from tests.api.calls import Caller
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister", "institute")]


def set_levels(world: World, **levels: str) -> Newsroom:
    newsroom = the_newsroom()
    return set_gate_levels(person=world.administrator, newsroom=newsroom, levels=levels, seen_version=newsroom.version)


def supported_only(world: World, rating: str = "False") -> Verdict:
    """A draft whose only item supports the claim, with a logged search for evidence against it."""
    claim = world.claim()
    world.evidence_on(claim, "supports")
    world.search_on(claim, "contradicts")
    chosen = Rating.objects.get(name=rating)
    text = {
        "rating": chosen,
        "conclusion": chosen.conclusion,
        "headline": "It was so",
        "summary": "It was not so.",
        "rationale": "Because.",
    }
    return open_verdict(person=world.checker, claim=claim, **text)


def line_states(verdict: Verdict) -> dict[str, str]:
    return {line.key: line.state for line in gate_for(verdict.claim, verdict.latest)}


def reloaded(verdict: Verdict) -> Verdict:
    return Verdict.objects.get(pk=verdict.pk)


def test_false_without_contradicting_evidence_is_refused(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        submit(person=world.checker, verdict=supported_only(world))
    assert "evidence backs the conclusion" in str(refusal.value)


@pytest.mark.parametrize("rating", ["True", "Unproven"])
def test_conclusion_that_the_record_backs_is_submitted(world: World, rating: str) -> None:
    assert submit(person=world.checker, verdict=supported_only(world, rating)).state == "submitted"


def test_published_exception_to_a_backed_conclusion_is_noted(world: World) -> None:
    verdict = submit(person=world.checker, verdict=supported_only(world), waivers={"backed": "The archive is closed."})
    document = draft_publication(world.approve(verdict)).document
    assert document["exceptions"] == [{"line": "Evidence backs the conclusion", "reason": "The archive is closed."}]
    assert "no evidence item contradicts the claim" in prepublication_notes(document)[0]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_administrators_set_levels(world: World, role: Role) -> None:
    with pytest.raises(NotAllowed):
        set_gate_levels(person=world.of_role(role), newsroom=the_newsroom(), levels={"backed": "off"}, seen_version=1)


@pytest.mark.parametrize("levels", [{"rating": "off"}, {"nothing": "off"}, {"backed": "sometimes"}])
def test_fixed_and_unknown_lines_and_levels_are_refused(world: World, levels: dict[str, str]) -> None:
    with pytest.raises(Invalid) as refusal:
        set_levels(world, **levels)
    assert set(refusal.value.errors) == set(levels)


def test_unchanged_levels_write_nothing(world: World) -> None:
    set_levels(world, **{line.key: line.default_level for line in gate.ADJUSTABLE})
    assert the_newsroom().version == 1


def test_submission_records_the_levels_in_force(world: World) -> None:
    set_levels(world, pending="advised", backed="off")
    world.submit(world.ready())
    entry = Entry.objects.filter(action="verdict.submitted").latest("number")
    assert (entry.after or {})["levels"] == {**gate.DEFAULT_LEVELS, "pending": "advised", "backed": "off"}


def test_new_levels_apply_to_drafts_and_not_to_submitted_verdicts(world: World) -> None:
    set_levels(world, backed="off")
    submitted = submit(person=world.checker, verdict=supported_only(world))
    set_levels(world, backed="required")
    assert "backed" not in line_states(submitted)
    approved = world.approve(submitted)
    assert "backed" not in line_states(approved)
    publish(person=world.editor, verdict=approved)
    assert "backed" not in line_states(reloaded(approved))
    assert line_states(supported_only(world))["backed"] == "missing"
    assert [result for result in examine() if result.findings] == []


def test_returned_verdict_meets_the_current_levels(world: World) -> None:
    set_levels(world, backed="off")
    submitted = submit(person=world.checker, verdict=supported_only(world))
    set_levels(world, backed="required")
    return_verdict(person=world.editor, verdict=submitted, reason="Look again.")
    with pytest.raises(Refused):
        submit(person=world.checker, verdict=reloaded(submitted))


def test_advised_line_does_not_block(world: World) -> None:
    set_levels(world, backed="advised")
    draft = supported_only(world)
    assert line_states(draft)["backed"] == "advised"
    assert submit(person=world.checker, verdict=draft, waivers={"backed": "ignored"}).state == "submitted"
    assert draft.latest.waivers.count() == 0
    assert draft_publication(world.approve(reloaded(draft))).document["exceptions"] == []


def test_person_who_changed_a_level_after_the_submission_cannot_approve(world: World) -> None:
    submitted = world.submitted
    set_levels(world, backed="off")
    with pytest.raises(NotAllowed):
        approve(
            person=world.administrator,
            verdict=submitted,
            version=submitted.latest,
            basis=basis_for(submitted.claim),
        )
    with pytest.raises(DatabaseError), transaction.atomic():
        Review.objects.create(
            verdict_version=submitted.latest,
            decision="approve",
            basis="0" * 64,
            cooling_off_days=0,
            created_by=world.administrator,
        )
    assert world.approve(submitted).state == "approved"


def test_person_who_changed_a_level_before_the_submission_can_approve(world: World) -> None:
    set_levels(world, backed="off")
    submitted = world.submitted
    approve(person=world.administrator, verdict=submitted, version=submitted.latest, basis=basis_for(submitted.claim))
    assert reloaded(submitted).state == "approved"


def test_doctor_finds_a_submission_without_levels(world: World) -> None:
    world.submit(world.ready())
    draft = world.ready()
    transition(draft, "submit")
    record(person=world.checker, action="verdict.submitted", subject=draft, after={"state": "submitted"})
    findings = {result.name: result.findings for result in examine() if result.findings}
    assert findings == {
        "each submission records the levels of the evidence gate": [f"verdict {draft.pk} was submitted without levels"]
    }


def test_api_reads_and_sets_levels(world: World) -> None:
    administrator, checker = Caller(world.administrator), Caller(world.checker)
    levels = checker.get("newsroom/").json()["gate_levels"]
    assert levels == {key: level.value for key, level in gate.DEFAULT_LEVELS.items()}
    body = {"gate_levels": {"backed": "advised"}, "version": 1}
    assert checker.patch("newsroom/", body).status_code == 403
    assert administrator.patch("newsroom/", body).json()["gate_levels"] == {**levels, "backed": "advised"}
    stale = administrator.patch("newsroom/", {"gate_levels": {"backed": "off"}, "version": 1})
    assert stale.status_code == 409
    mixed = administrator.patch("newsroom/", {"gate_levels": {"backed": "off"}, "name": "Gazette", "version": 2})
    assert (mixed.status_code, list(mixed.json()["errors"])) == (422, ["gate_levels"])
