"""What the database keeps whatever door a write comes through, and what two people at once may do."""

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
from factcheck.ledger.models import Entry
from factcheck.publishing.actions import publish, retract
from factcheck.publishing.models import Publication
from factcheck.verdicts.actions import approve
from factcheck.verdicts.models import Verdict
from factcheck.verdicts.queries import basis_of
from factcheck.web.errors import Refused
from tests.world import World


def execute(statement: str, values: list[Any] | None = None) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values or [])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def insert(verdict: Verdict, review_id: int, version_id: int, number: int = 7) -> None:
    execute(
        """
        INSERT INTO publishing_publication (version, verdict_id, number, slug, is_current, publication_kind, document, sha256,
            verdict_version_id, review_id, first_published_at, published_at, published_by_id, statement, rating, conclusion,
            claimant, topics)
        VALUES (1, %s, %s, 'forged', false, 'first', %s, 'x', %s, %s, now(), now(), %s, 's', 'r', 'refuted', 'c', '{}')
        """,
        [verdict.pk, number, json.dumps({}), version_id, review_id, verdict.author_id],
    )


@pytest.mark.django_db
def test_nothing_is_published_without_an_approval_of_exactly_its_version(world: World) -> None:
    approved, other = world.approved, world.submitted
    review = approved.latest.reviews.get()
    for verdict, version in ((other, other.latest), (other, approved.latest), (approved, other.latest)):
        with pytest.raises(DatabaseError, match="not approved by another person"):
            insert(verdict, review.pk, version.pk)


@pytest.mark.django_db
def test_a_return_is_no_approval(world: World) -> None:
    returned = world.returned
    with pytest.raises(DatabaseError, match="not approved by another person"):
        insert(returned, returned.latest.reviews.get().pk, returned.latest.pk)


@pytest.mark.django_db
def test_an_approval_by_somebody_who_had_contributed_is_none(world: World) -> None:
    verdict, act = world.approved, "INSERT INTO claims_contribution (claim_id, person_id, since) VALUES (%s, %s, %s)"
    review = verdict.latest.reviews.get()
    execute(act, [verdict.claim_id, review.created_by_id, review.created_at - timedelta(seconds=1)])
    with pytest.raises(DatabaseError, match="not approved by another person"):
        insert(verdict, review.pk, verdict.latest.pk)


@pytest.mark.django_db
def test_an_approval_stands_where_its_editor_contributes_later(world: World) -> None:
    """Here the published claim gets evidence by its own approver; its retraction still rests on that approval."""
    verdict = world.published
    world.evidence_on(verdict.claim, person=world.editor)
    retract(person=world.editor, verdict=verdict, notice="It was wrong.")
    assert Verdict.objects.get(pk=verdict.pk).state == "retracted"


@pytest.mark.django_db
def test_an_approval_stands_where_the_web_servers_clock_is_ahead_of_the_databases(world: World) -> None:
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=1)):
        verdict = world.published
    world.evidence_on(verdict.claim, person=world.editor)
    retract(person=world.editor, verdict=verdict, notice="It was wrong.")
    assert Verdict.objects.get(pk=verdict.pk).state == "retracted"


@pytest.mark.django_db
def test_a_publication_without_a_ledger_entry_does_not_commit(world: World) -> None:
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
def test_published_text_never_changes(world: World, change: str) -> None:
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
def test_a_check_is_not_taken_down_behind_the_ledgers_back(world: World) -> None:
    assert world.published
    with pytest.raises(DatabaseError, match="has no ledger entry"):
        execute("UPDATE publishing_publication SET is_current = false, version = version + 1")


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Each act in a thread and a connection of its own, started together; what each returned or raised."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            start.wait(10)
            return act()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.mark.django_db(transaction=True)
def test_two_editors_who_publish_at_once_publish_once(world: World) -> None:
    verdict, editors = world.approved, (world.editor, world.other_editor)
    entries = Entry.objects.count()
    said = at_once(*(lambda who=who: publish(person=who, verdict=verdict, seen_version=verdict.version) for who in editors))
    assert sorted(type(one).__name__ for one in said) == ["EditConflict", "Publication"]
    assert Publication.objects.count() == 1
    assert Entry.objects.count() == entries + 1


@pytest.mark.django_db(transaction=True)
def test_two_checks_of_one_statement_at_once_get_two_addresses(world: World) -> None:
    verdicts = [world.approve(world.submit(world.ready(world.claim("The same.")))) for _ in range(3)]
    said = at_once(*(lambda verdict=verdict: publish(person=world.editor, verdict=verdict) for verdict in verdicts))
    assert sorted(one.slug for one in said) == ["the-same", "the-same-2", "the-same-3"]


@pytest.mark.django_db(transaction=True)
def test_a_retraction_and_another_at_once_retract_once(world: World) -> None:
    verdict, editors = world.published, (world.editor, world.other_editor)
    said = at_once(*(lambda who=who: retract(person=who, verdict=verdict, notice="Wrong.") for who in editors))
    assert sorted(type(one).__name__ for one in said) == ["Publication", "Refused"]
    assert Publication.objects.filter(is_current=True).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", ["approve", "publish"])
def test_a_withdrawal_under_way_comes_before_the_decision_and_stops_it(world: World, act: str) -> None:
    """Whatever the history names first was there first: what is decided on is the record as it is then."""
    verdict = world.submitted if act == "approve" else world.approved
    item, version, basis = verdict.claim.evidence.get(), verdict.latest, basis_of(verdict.claim)
    second, editor = world.second_checker, world.editor
    is_entered, is_waited_for = Event(), Event()

    def withdrawal() -> None:
        with transaction.atomic():
            withdraw_evidence(person=second, item=item, reason="It is forged.")
            is_entered.set()
            assert is_waited_for.wait(20)

    def decision() -> Any:
        assert is_entered.wait(20)
        if act == "approve":
            return approve(person=editor, verdict=verdict, version=version, basis=basis)
        return publish(person=editor, verdict=verdict)

    def watch() -> None:
        """Let the withdrawal go on as soon as the decision waits for it, or has gone past it."""
        is_past = Entry.objects.count()
        for _ in range(400):
            with connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
                if cursor.fetchone()[0] or Entry.objects.count() > is_past:
                    break
            sleep(0.05)
        is_waited_for.set()

    said = at_once(withdrawal, decision, watch)
    assert type(said[1]) is Refused
    assert [entry.action for entry in Entry.objects.order_by("-number")[:1]] == ["evidence.withdrawn"]
