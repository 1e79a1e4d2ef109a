"""The database enforces the rules on its own: each test tries to violate one with SQL that bypasses the actions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from factcheck.accounts.actions import change_person
from factcheck.claims.actions import edit_actor
from factcheck.verdicts.actions import hand_over, return_verdict, save_version, submit
from factcheck.verdicts.models import Review, Verdict, VerdictVersion
from factcheck.verdicts.queries import basis_for
from factcheck.web.decisions import can
from factcheck.web.errors import NotAllowed
from tests.sql import as_owner
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister", "institute")]


def execute(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def assert_rejected(match: str, action: Callable[[], Any]) -> None:
    """Assert that the action, including deferred constraints, fails with a message that matches `match`, even for the owner."""

    def whole() -> None:
        with transaction.atomic(), as_owner():
            action()
            execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(DatabaseError, match=match):
        whole()


def insert_review(verdict: Verdict, person_id: int, decision: str = "approve", reason: str = "") -> None:
    execute(
        "INSERT INTO verdicts_review (verdict_version_id, decision, reason, basis, created_at, created_by_id, version)"
        " VALUES (%s, %s, %s, %s, now(), %s, 1)",
        *(verdict.latest.pk, decision, reason, basis_for(verdict.claim), person_id),
    )


def test_author_cannot_approve_their_own_verdict(world: World) -> None:
    assert_rejected("may not review it", lambda: insert_review(world.submitted, world.submitted.author_id))


def test_contributor_of_evidence_cannot_approve(world: World) -> None:
    verdict = world.submitted
    world.evidence_on(verdict.claim, person=world.other_editor)
    assert_rejected("may not review it", lambda: insert_review(verdict, world.other_editor.pk))


def test_author_of_a_version_can_return_but_not_approve_it(world: World) -> None:
    verdict = world.draft
    save_version(person=world.administrator, verdict=verdict, seen_version=verdict.version, summary="Another sentence.")
    world.submit(verdict)
    assert_rejected("may not review it", lambda: insert_review(verdict, world.administrator.pk))
    return_verdict(person=world.administrator, verdict=verdict, reason="Name the source.")
    assert Verdict.objects.get(pk=verdict.pk).state == "returned"


def test_author_cannot_return_their_own_verdict(world: World) -> None:
    verdict = world.submitted
    assert_rejected("may not review it", lambda: insert_review(verdict, verdict.author_id, "return", "because"))
    hand_over(person=world.editor, verdict=verdict, to=world.administrator, reason="On leave.")
    with pytest.raises(NotAllowed, match="You are its author"):
        return_verdict(person=world.administrator, verdict=Verdict.objects.get(pk=verdict.pk), reason="Name the source.")


def test_open_verdict_has_an_active_author(world: World) -> None:
    change_person(by=world.administrator, person=world.second_checker, is_active=False)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger_author_is_active%'")
        (name,) = cursor.fetchone()
    statement = f"""
        UPDATE verdicts_verdict SET author_id = {world.second_checker.pk}, version = version + 1 WHERE id = {world.draft.pk};
        SET CONSTRAINTS {name} IMMEDIATE"""
    assert_rejected("its author .* is deactivated", lambda: execute(statement))


def test_contributions_are_immutable(world: World) -> None:
    verdict = world.submitted
    assert_rejected("Cannot .*delete", lambda: execute("DELETE FROM claims_contribution WHERE claim_id = %s", verdict.claim_id))
    assert_rejected("Cannot update", lambda: execute("UPDATE claims_contribution SET person_id = %s", world.editor.pk))


@pytest.mark.parametrize(
    ("start", "target"),
    [
        ("draft", "approved"),
        ("draft", "returned"),
        ("returned", "approved"),
        ("approved", "submitted"),
        ("published", "draft"),
        ("published", "approved"),
    ],
)
def test_state_changes_only_along_the_table_of_moves(world: World, start: str, target: str) -> None:
    verdict = getattr(world, start)
    assert_rejected(
        "does not go from",
        lambda: execute("UPDATE verdicts_verdict SET state = %s, version = version + 1 WHERE id = %s", target, verdict.pk),
    )


@pytest.mark.parametrize("start", ["draft", "submitted", "returned"])
def test_verdict_without_a_publication_cannot_be_dropped(world: World, start: str) -> None:
    """The move `drop` leads to the state published, which must not be a way around an approval."""
    statement = "UPDATE verdicts_verdict SET state = 'published', version = version + 1 WHERE id = %s"
    assert_rejected("no current publication", lambda: execute(statement, getattr(world, start).pk))


@pytest.mark.parametrize("start", ["draft", "submitted", "returned", "approved"])
def test_unpublished_verdict_cannot_be_retracted(world: World, start: str) -> None:
    statement = "UPDATE verdicts_verdict SET state = 'retracted', version = version + 1 WHERE id = %s"
    assert_rejected("was never published", lambda: execute(statement, getattr(world, start).pk))


def test_editor_who_edited_the_record_after_the_submission_cannot_approve(world: World) -> None:
    verdict = world.submitted
    claimant = verdict.claim.claimant
    edit_actor(person=world.editor, actor=claimant, seen_version=claimant.version, description="another office")
    assert_rejected("changed what this verdict names", lambda: insert_review(verdict, world.editor.pk))
    assert not can(world.editor, "verdict.approve", verdict)
    assert can(world.editor, "verdict.return", verdict)
    assert can(world.other_editor, "verdict.approve", verdict)


def test_edit_before_the_last_submission_does_not_block_an_approval(world: World) -> None:
    verdict = world.submitted
    claimant = verdict.claim.claimant
    edit_actor(person=world.editor, actor=claimant, seen_version=claimant.version, description="another office")
    return_verdict(person=world.other_editor, verdict=verdict, reason="Look at the claimant again.")
    submit(person=world.checker, verdict=verdict, message="The office is right now.")
    assert can(world.editor, "verdict.approve", Verdict.objects.get(pk=verdict.pk))


def test_verdict_is_not_approved_without_a_review_of_that_version(world: World) -> None:
    verdict = world.submitted
    statement = "UPDATE verdicts_verdict SET state = 'approved', approved_id = %s, version = version + 1 WHERE id = %s"
    assert_rejected("has no approval of this version", lambda: execute(statement, verdict.latest.pk, verdict.pk))


@pytest.mark.parametrize("state", ["submitted", "returned", "approved", "published", "correcting", "retracted"])
def test_verdict_starts_as_a_draft(world: World, state: str) -> None:
    statement = (
        "INSERT INTO verdicts_verdict (claim_id, state, author_id, moved_at, version, approved_id)"
        " VALUES (%s, %s, %s, now(), 1, %s)"
    )
    claim, approved = world.open_claim, world.approved.approved_id
    assert_rejected("begins as a draft", lambda: execute(statement, claim.pk, state, world.checker.pk, None))
    assert_rejected("begins as a draft", lambda: execute(statement, claim.pk, state, world.checker.pk, approved))
    assert_rejected("begins as a draft", lambda: execute(statement, claim.pk, "draft", world.checker.pk, approved))


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "approved", "published"])
def test_approval_of_another_verdict_is_rejected(world: World, state: str) -> None:
    other = world.approve(world.submit(world.ready()))
    statement = "UPDATE verdicts_verdict SET approved_id = %s, version = version + 1 WHERE id = %s"
    assert_rejected("has no approval of this version", lambda: execute(statement, other.approved_id, getattr(world, state).pk))


def test_submitted_verdict_cannot_use_the_approval_of_another(world: World) -> None:
    statement = "UPDATE verdicts_verdict SET state = 'approved', approved_id = %s, version = version + 1 WHERE id = %s"
    other, verdict = world.approved, world.submitted
    assert_rejected("has no approval of this version", lambda: execute(statement, other.approved_id, verdict.pk))


def test_approved_verdict_has_an_approved_version(world: World) -> None:
    statement = "UPDATE verdicts_verdict SET approved_id = NULL, version = version + 1 WHERE id = %s"
    assert_rejected("approv", lambda: execute(statement, world.approved.pk))


def test_approval_does_not_apply_to_a_newer_version(world: World) -> None:
    """After a new version is saved, the approval of the old version does not approve it."""
    verdict = world.approved
    old = verdict.latest
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    newer = VerdictVersion(verdict=verdict, number=2, as_of="2022-04-21", created_by=world.checker, summary="x", rationale="y")
    statement = "UPDATE verdicts_verdict SET approved_id = %s, version = version + 1 WHERE id = %s"

    def swap() -> None:
        execute("SET CONSTRAINTS ALL DEFERRED")
        newer.save()
        execute(statement, newer.pk, verdict.pk)

    assert_rejected("has no approval of this version", swap)
    assert Verdict.objects.get(pk=verdict.pk).approved_id == old.pk


@pytest.mark.parametrize("field", ["summary", "rationale", "conclusion"])
def test_versions_are_immutable(world: World, field: str) -> None:
    version = world.draft.latest
    assert_rejected(
        "Cannot update", lambda: execute(f"UPDATE verdicts_verdictversion SET {field} = 'x' WHERE id = %s", version.pk)
    )
    assert_rejected("Cannot .*delete", lambda: execute("DELETE FROM verdicts_verdictversion WHERE id = %s", version.pk))


def test_reviews_are_immutable(world: World) -> None:
    review = Review.objects.get(verdict_version__verdict=world.returned)
    assert_rejected("Cannot update", lambda: execute("UPDATE verdicts_review SET reason = 'x' WHERE id = %s", review.pk))
    assert_rejected("Cannot .*delete", lambda: execute("DELETE FROM verdicts_review WHERE id = %s", review.pk))


def test_return_has_a_reason(world: World) -> None:
    assert_rejected("return_has_reason", lambda: insert_review(world.submitted, world.editor.pk, "return", ""))


def test_written_exception_is_not_empty(world: World) -> None:
    statement = (
        "INSERT INTO verdicts_waiver (verdict_version_id, line, reason, created_at, created_by_id, version)"
        " VALUES (%s, 'for', '', now(), %s, 1)"
    )
    assert_rejected("waiver_has_reason", lambda: execute(statement, world.draft.latest.pk, world.checker.pk))


def test_claim_has_one_verdict(world: World) -> None:
    verdict = world.draft
    statement = (
        "INSERT INTO verdicts_verdict (claim_id, state, author_id, moved_at, version)"
        " SELECT claim_id, 'draft', author_id, now(), 1 FROM verdicts_verdict WHERE id = %s"
    )
    assert_rejected("claim_id", lambda: execute(statement, verdict.pk))


def test_verdict_is_never_deleted(world: World) -> None:
    assert_rejected("Cannot .*delete", lambda: execute("DELETE FROM verdicts_verdict WHERE id = %s", world.draft.pk))
