"""The database keeps the rules by itself: each is tried to be broken with SQL, past every action."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from factcheck.claims.actions import edit_actor
from factcheck.verdicts.actions import return_verdict, save_version, submit
from factcheck.verdicts.models import Review, Verdict, VerdictVersion
from factcheck.verdicts.queries import basis_for
from factcheck.web.decisions import can
from tests.world import World

pytestmark = pytest.mark.django_db


def run(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def refused(match: str, act: Callable[[], Any]) -> None:
    """The act, with all deferred checks made, fails with `match`."""

    def whole() -> None:
        with transaction.atomic():
            act()
            run("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(DatabaseError, match=match):
        whole()


def decide(verdict: Verdict, person_id: int, decision: str = "approve", reason: str = "") -> None:
    run(
        "INSERT INTO verdicts_review (verdict_version_id, decision, reason, basis, created_at, created_by_id, version)"
        " VALUES (%s, %s, %s, %s, now(), %s, 1)",
        *(verdict.latest.pk, decision, reason, basis_for(verdict.claim), person_id),
    )


def test_an_author_cannot_approve_their_own_verdict(world: World) -> None:
    refused("may not review it", lambda: decide(world.submitted, world.submitted.author_id))


def test_whoever_attached_evidence_cannot_approve(world: World) -> None:
    verdict = world.submitted
    world.evidence_on(verdict.claim, person=world.other_editor)
    refused("may not review it", lambda: decide(verdict, world.other_editor.pk))


def test_whoever_wrote_a_version_cannot_approve_nor_return_it(world: World) -> None:
    verdict = world.draft
    save_version(person=world.administrator, verdict=verdict, seen_version=verdict.version, summary="Another sentence.")
    refused("may not review it", lambda: decide(verdict, world.administrator.pk))
    refused("may not review it", lambda: decide(verdict, world.administrator.pk, "return", "because"))


def test_a_contribution_cannot_be_taken_back(world: World) -> None:
    verdict = world.submitted
    refused("Cannot .*delete", lambda: run("DELETE FROM claims_contribution WHERE claim_id = %s", verdict.claim_id))
    refused("Cannot update", lambda: run("UPDATE claims_contribution SET person_id = %s", world.editor.pk))


@pytest.mark.parametrize(
    ("start", "target"),
    [
        ("draft", "approved"),
        ("draft", "published"),
        ("draft", "returned"),
        ("submitted", "draft"),
        ("submitted", "published"),
        ("returned", "approved"),
        ("approved", "submitted"),
        ("published", "draft"),
        ("published", "approved"),
    ],
)
def test_no_state_is_reached_but_by_a_move_of_the_table(world: World, start: str, target: str) -> None:
    verdict = getattr(world, start)
    refused(
        "does not go from",
        lambda: run("UPDATE verdicts_verdict SET state = %s, version = version + 1 WHERE id = %s", target, verdict.pk),
    )


@pytest.mark.parametrize("start", ["draft", "submitted", "returned", "approved"])
def test_what_was_never_published_is_not_retracted(world: World, start: str) -> None:
    act = "UPDATE verdicts_verdict SET state = 'retracted', version = version + 1 WHERE id = %s"
    refused("was never published", lambda: run(act, getattr(world, start).pk))


def test_an_editor_who_changed_the_record_after_it_was_submitted_does_not_approve_it(world: World) -> None:
    verdict = world.submitted
    claimant = verdict.claim.claimant
    edit_actor(person=world.editor, actor=claimant, seen_version=claimant.version, description="another office")
    refused("changed what this verdict names", lambda: decide(verdict, world.editor.pk))
    assert not can(world.editor, "verdict.approve", verdict)
    assert can(world.editor, "verdict.return", verdict)
    assert can(world.other_editor, "verdict.approve", verdict)


def test_a_change_that_its_author_submitted_keeps_nobody_from_approving(world: World) -> None:
    verdict = world.submitted
    claimant = verdict.claim.claimant
    edit_actor(person=world.editor, actor=claimant, seen_version=claimant.version, description="another office")
    return_verdict(person=world.other_editor, verdict=verdict, reason="Look at the claimant again.")
    submit(person=world.checker, verdict=verdict)
    assert can(world.editor, "verdict.approve", Verdict.objects.get(pk=verdict.pk))


def test_a_verdict_is_not_approved_without_a_review_of_that_version(world: World) -> None:
    verdict = world.submitted
    act = "UPDATE verdicts_verdict SET state = 'approved', approved_id = %s, version = version + 1 WHERE id = %s"
    refused("has no approval of this version", lambda: run(act, verdict.latest.pk, verdict.pk))


@pytest.mark.parametrize("state", ["submitted", "returned", "approved", "published", "correcting", "retracted"])
def test_a_verdict_begins_as_a_draft(world: World, state: str) -> None:
    act = (
        "INSERT INTO verdicts_verdict (claim_id, state, author_id, moved_at, version, approved_id)"
        " VALUES (%s, %s, %s, now(), 1, %s)"
    )
    claim, approved = world.open_claim, world.approved.approved_id
    refused("begins as a draft", lambda: run(act, claim.pk, state, world.checker.pk, None))
    refused("begins as a draft", lambda: run(act, claim.pk, state, world.checker.pk, approved))
    refused("begins as a draft", lambda: run(act, claim.pk, "draft", world.checker.pk, approved))


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "approved", "published"])
def test_a_verdict_does_not_borrow_the_approval_of_another(world: World, state: str) -> None:
    other = world.approve(world.submit(world.ready()))
    act = "UPDATE verdicts_verdict SET approved_id = %s, version = version + 1 WHERE id = %s"
    refused("has no approval of this version", lambda: run(act, other.approved_id, getattr(world, state).pk))


def test_a_submitted_verdict_is_not_approved_by_the_approval_of_another(world: World) -> None:
    act = "UPDATE verdicts_verdict SET state = 'approved', approved_id = %s, version = version + 1 WHERE id = %s"
    other, verdict = world.approved, world.submitted
    refused("has no approval of this version", lambda: run(act, other.approved_id, verdict.pk))


def test_an_approved_verdict_names_its_version(world: World) -> None:
    act = "UPDATE verdicts_verdict SET approved_id = NULL, version = version + 1 WHERE id = %s"
    refused("approv", lambda: run(act, world.approved.pk))


def test_an_approval_does_not_carry_to_a_newer_version(world: World) -> None:
    """After returning, the old version's approval must not let the new version through."""
    verdict = world.approved
    old = verdict.latest
    run("SET CONSTRAINTS ALL IMMEDIATE")
    newer = VerdictVersion(verdict=verdict, number=2, as_of="2022-04-21", created_by=world.checker, summary="x", rationale="y")
    act = "UPDATE verdicts_verdict SET approved_id = %s, version = version + 1 WHERE id = %s"

    def swap() -> None:
        run("SET CONSTRAINTS ALL DEFERRED")
        newer.save()
        run(act, newer.pk, verdict.pk)

    refused("has no approval of this version", swap)
    assert Verdict.objects.get(pk=verdict.pk).approved_id == old.pk


@pytest.mark.parametrize("field", ["summary", "rationale", "conclusion"])
def test_a_saved_version_never_changes(world: World, field: str) -> None:
    version = world.draft.latest
    refused("Cannot update", lambda: run(f"UPDATE verdicts_verdictversion SET {field} = 'x' WHERE id = %s", version.pk))
    refused("Cannot .*delete", lambda: run("DELETE FROM verdicts_verdictversion WHERE id = %s", version.pk))


def test_a_review_never_changes(world: World) -> None:
    review = Review.objects.get(verdict_version__verdict=world.returned)
    refused("Cannot update", lambda: run("UPDATE verdicts_review SET reason = 'x' WHERE id = %s", review.pk))
    refused("Cannot .*delete", lambda: run("DELETE FROM verdicts_review WHERE id = %s", review.pk))


def test_a_return_has_a_reason(world: World) -> None:
    refused("return_has_reason", lambda: decide(world.submitted, world.editor.pk, "return", ""))


def test_a_written_exception_is_not_empty(world: World) -> None:
    act = (
        "INSERT INTO verdicts_waiver (verdict_version_id, line, reason, created_at, created_by_id, version)"
        " VALUES (%s, 'for', '', now(), %s, 1)"
    )
    refused("waiver_has_reason", lambda: run(act, world.draft.latest.pk, world.checker.pk))


def test_a_claim_has_one_verdict(world: World) -> None:
    verdict = world.draft
    act = (
        "INSERT INTO verdicts_verdict (claim_id, state, author_id, moved_at, version)"
        " SELECT claim_id, 'draft', author_id, now(), 1 FROM verdicts_verdict WHERE id = %s"
    )
    refused("claim_id", lambda: run(act, verdict.pk))


def test_a_verdict_is_never_deleted(world: World) -> None:
    refused("Cannot .*delete", lambda: run("DELETE FROM verdicts_verdict WHERE id = %s", world.draft.pk))
