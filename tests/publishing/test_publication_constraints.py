"""Constraints of the database on publications, and concurrent publishing."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier, Event
from time import sleep
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction

from factcheck.evidence.actions import withdraw_evidence
from factcheck.ledger.models import Entry, RowVersion
from factcheck.publishing.actions import publish, retract
from factcheck.publishing.models import Publication
from factcheck.verdicts.actions import GateNotPassed, approve
from factcheck.verdicts.models import Verdict
from factcheck.verdicts.queries import basis_for
from factcheck.web.errors import EditConflict, RecordChanged, Refused
from tests.sql import as_owner
from tests.world import World


def execute(statement: str, values: list[Any] | None = None) -> None:
    """Execute a statement with the privileges of the owner, whom only triggers and constraints limit."""
    with transaction.atomic(), as_owner() as cursor:
        cursor.execute(statement, values or [])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def insert(verdict: Verdict, review_id: int, version_id: int, number: int = 7) -> None:
    execute(
        """
        INSERT INTO publishing_publication (version, verdict_id, number, slug, is_current, publication_kind, document, sha256,
            verdict_version_id, review_id, first_published_at, published_at, published_by_id, headline, statement, rating,
            conclusion, claimant, topics)
        VALUES (1, %s, %s, 'forged', false, 'first', %s, 'x', %s, %s, now(), now(), %s, '', 's', 'r', 'refuted', 'c', '{}')
        """,
        [verdict.pk, number, json.dumps({}), version_id, review_id, verdict.author_id],
    )


@pytest.mark.django_db
def test_publication_requires_an_approval_of_its_version(world: World) -> None:
    approved, other = world.approved, world.submitted
    review = approved.latest.reviews.get()
    for verdict, version in ((other, other.latest), (other, approved.latest), (approved, other.latest)):
        with pytest.raises(DatabaseError, match="not approved by another person"):
            insert(verdict, review.pk, version.pk)


@pytest.mark.django_db
def test_return_is_not_an_approval(world: World) -> None:
    returned = world.returned
    with pytest.raises(DatabaseError, match="not approved by another person"):
        insert(returned, returned.latest.reviews.get().pk, returned.latest.pk)


@pytest.mark.django_db
def test_approval_by_an_earlier_contributor_is_invalid(world: World) -> None:
    verdict = world.approved
    statement = "INSERT INTO claims_contribution (claim_id, person_id, since, entry) VALUES (%s, %s, %s, %s)"
    review = verdict.latest.reviews.get()
    entry = RowVersion.objects.get(kind="review", object_id=review.pk).entry_id
    execute(statement, [verdict.claim_id, review.created_by_id, review.created_at, entry - 1])
    with pytest.raises(DatabaseError, match="not approved by another person"):
        insert(verdict, review.pk, verdict.latest.pk)


@pytest.mark.django_db
def test_approval_stays_valid_if_its_editor_contributes_later(world: World) -> None:
    """The approver attaches evidence to the published claim. Its retraction still relies on the approval."""
    verdict = world.published
    world.evidence_on(verdict.claim, person=world.editor)
    retract(person=world.editor, verdict=verdict, notice="It was wrong.")
    assert Verdict.objects.get(pk=verdict.pk).state == "retracted"


@pytest.mark.django_db
def test_approval_is_valid_if_the_clock_of_the_web_server_is_ahead(world: World) -> None:
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=1)):
        verdict = world.published
    world.evidence_on(verdict.claim, person=world.editor)
    retract(person=world.editor, verdict=verdict, notice="It was wrong.")
    assert Verdict.objects.get(pk=verdict.pk).state == "retracted"


@pytest.mark.django_db
def test_publication_without_a_ledger_entry_does_not_commit(world: World) -> None:
    approved = world.approved
    with pytest.raises(DatabaseError, match="has no ledger entry"):
        insert(approved, approved.latest.reviews.get().pk, approved.latest.pk)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        "document = '{}'",
        "sha256 = 'x'",
        "statement = 'x'",
        "rating = 'True'",
        "slug = 'x'",
        "published_at = now()",
        "publication_kind = 'retracted'",
        "number = 9",
    ],
)
def test_published_rows_are_immutable(world: World, change: str) -> None:
    assert world.published
    with pytest.raises(DatabaseError, match="Cannot update"):
        execute(f"UPDATE publishing_publication SET version = version + 1, {change}")


@pytest.mark.django_db
def test_publications_and_corrections_are_never_deleted(world: World) -> None:
    retract(person=world.editor, verdict=world.published, notice="It was wrong.")
    for table in ("publishing_correction", "publishing_publication"):
        with pytest.raises(DatabaseError, match="Cannot delete"):
            execute(f"DELETE FROM {table}")


@pytest.mark.django_db
def test_publication_is_not_replaced_without_a_ledger_entry(world: World) -> None:
    assert world.published
    with pytest.raises(DatabaseError, match="has no ledger entry"):
        execute("UPDATE publishing_publication SET is_current = false, version = version + 1")


def run_concurrently(*actions: Callable[[], Any]) -> list[Any]:
    """Run each action in its own thread and connection, started together. Returns each result or Refused error."""
    start = Barrier(len(actions))

    def run(action: Callable[[], Any]) -> Any:
        try:
            start.wait(10)
            return action()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))


@pytest.mark.django_db(transaction=True)
def test_two_concurrent_publish_requests_create_one_publication(world: World) -> None:
    verdict, editors = world.approved, (world.editor, world.other_editor)
    entries = Entry.objects.count()
    results = run_concurrently(
        *(lambda who=who: publish(person=who, verdict=verdict, seen_version=verdict.version) for who in editors)
    )
    assert sorted(type(result).__name__ for result in results) == ["EditConflict", "Publication"]
    assert Publication.objects.count() == 1
    assert Entry.objects.count() == entries + 1


@pytest.mark.django_db
def test_editor_who_publishes_second_learns_who_published_first(world: World) -> None:
    stale = world.approved
    publish(person=world.editor, verdict=Verdict.objects.get(pk=stale.pk), seen_version=stale.version)
    with pytest.raises(EditConflict, match=world.editor.name):
        publish(person=world.other_editor, verdict=stale, seen_version=stale.version)


@pytest.mark.django_db(transaction=True)
def test_concurrent_publications_of_equal_headlines_get_different_slugs(world: World) -> None:
    verdicts = [world.approve(world.submit(world.ready(headline="The same"))) for _ in range(3)]
    results = run_concurrently(*(lambda verdict=verdict: publish(person=world.editor, verdict=verdict) for verdict in verdicts))
    assert sorted(result.slug for result in results) == ["the-same", "the-same-2", "the-same-3"]


@pytest.mark.django_db(transaction=True)
def test_two_concurrent_retractions_create_one_publication(world: World) -> None:
    verdict, editors = world.published, (world.editor, world.other_editor)
    results = run_concurrently(*(lambda who=who: retract(person=who, verdict=verdict, notice="Wrong.") for who in editors))
    assert sorted(type(result).__name__ for result in results) == ["Publication", "Refused"]
    assert Publication.objects.filter(is_current=True).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("action", ["approve", "publish"])
def test_decision_waits_for_a_concurrent_withdrawal_and_is_refused(world: World, action: str) -> None:
    """The ledger order is the order of the writes: the decision applies to the record after the withdrawal."""
    verdict = world.submitted if action == "approve" else world.approved
    item, version, basis = verdict.claim.evidence.get(), verdict.latest, basis_for(verdict.claim)
    second, editor = world.second_checker, world.editor
    is_entered, is_waited_for = Event(), Event()

    def withdrawal() -> None:
        with transaction.atomic():
            withdraw_evidence(person=second, item=item, reason="It is forged.")
            is_entered.set()
            assert is_waited_for.wait(20)

    def decision() -> Any:
        assert is_entered.wait(20)
        if action == "approve":
            return approve(person=editor, verdict=verdict, version=version, basis=basis)
        return publish(person=editor, verdict=verdict)

    def watch() -> None:
        """Let the withdrawal continue as soon as the decision waits for its lock or has been recorded."""
        is_past = Entry.objects.count()
        for _ in range(400):
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)"
                    " WHERE NOT granted AND datname = current_database()"
                )
                if cursor.fetchone()[0] or Entry.objects.count() > is_past:
                    break
            sleep(0.05)
        is_waited_for.set()

    results = run_concurrently(withdrawal, decision, watch)
    assert type(results[1]) is (RecordChanged if action == "approve" else GateNotPassed)
    assert [entry.action for entry in Entry.objects.order_by("-number")[:1]] == ["evidence.withdrawn"]
