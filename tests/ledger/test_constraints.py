"""Triggers and constraints enforce one ledger entry for each write and protect entries, also against plain SQL."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from factcheck.ledger.actions import record
from factcheck.ledger.kinds import kind_of
from factcheck.ledger.models import Entry, Head, Recorded, RowVersion
from tests.sql import as_owner
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = World()
    assert world.draft
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return world


def run(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def assert_refused(match: str, write: Callable[[], Any]) -> None:
    """The database rejects the write at once or at commit, with an error that matches."""

    def write_and_check() -> None:
        with transaction.atomic(), as_owner():
            write()
            run("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(DatabaseError, match=match):
        write_and_check()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET reason = 'x'",
        "UPDATE ledger_entry SET person_id = NULL",
        "UPDATE ledger_entry SET hash = repeat('0', 64) WHERE number = 1",
        "DELETE FROM ledger_entry WHERE number = (SELECT max(number) FROM ledger_entry)",
        "UPDATE ledger_touch SET version = version + 1",
        "DELETE FROM ledger_touch",
        "DELETE FROM ledger_head",
    ],
)
def test_ledger_rows_are_immutable(world: World, statement: str) -> None:
    assert_refused("Cannot (update|delete)", lambda: run(statement))


def test_ledger_has_a_single_head(world: World) -> None:
    assert_refused("one_head", lambda: run("INSERT INTO ledger_head (id, number, hash) VALUES (2, 0, '')"))


def test_update_without_an_entry_does_not_commit(world: World) -> None:
    statement = "UPDATE claims_claim SET statement = 'Something else.', version = version + 1 WHERE id = %s"
    assert_refused("has no ledger entry", lambda: run(statement, world.draft.claim_id))


def test_update_without_a_new_version_is_refused(world: World) -> None:
    statement = "UPDATE claims_claim SET statement = 'Something else.' WHERE id = %s"
    assert_refused("to the next", lambda: run(statement, world.draft.claim_id))


def test_update_cannot_skip_a_version(world: World) -> None:
    statement = "UPDATE claims_claim SET statement = 'Something else.', version = version + 2 WHERE id = %s"
    assert_refused("to the next", lambda: run(statement, world.draft.claim_id))


def test_insert_without_an_entry_does_not_commit(world: World) -> None:
    statement = (
        "INSERT INTO evidence_search"
        " (claim_id, sought, place, terms, searched_on, is_found, note, created_at, created_by_id, version)"
        " VALUES (%s, 'supports', 'a', 'b', now(), false, '', now(), %s, 1)"
    )
    assert_refused("has no ledger entry", lambda: run(statement, world.draft.claim_id, world.checker.pk))


def test_second_entry_for_one_write_is_refused(world: World) -> None:
    claim = world.draft.claim

    def record_again() -> None:
        record(person=world.checker, action="claim.edited", subject=claim)

    assert_refused("one_entry_per_write", record_again)


@pytest.mark.django_db(transaction=True)
def test_entry_outside_a_transaction_is_refused(world: World) -> None:
    claim = world.open_claim
    with pytest.raises(transaction.TransactionManagementError):
        record(person=world.checker, action="claim.edited", subject=claim)


def test_each_recorded_table_has_the_triggers_in_the_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal")
        triggers = cursor.fetchall()
    for model in apps.get_models():
        if issubclass(model, Recorded):
            names = {name for table, name in triggers if table == model._meta.db_table}
            assert any("entered" in name for name in names), model
            assert any("kept" in name or "fixed" in name for name in names), model


def test_each_write_of_the_workflow_has_exactly_one_entry(world: World) -> None:
    assert world.returned
    assert world.approved
    for model in apps.get_models():
        if issubclass(model, Recorded):
            for row in model._default_manager.all():
                kind = kind_of(model)
                versions = RowVersion.objects.filter(kind=kind, object_id=row.pk).order_by("version")
                assert list(versions.values_list("version", flat=True)) == list(range(1, row.version + 1)), row


def test_the_head_is_the_last_entry(world: World) -> None:
    last = Entry.objects.order_by("-number")[0]
    head = Head.objects.get()
    assert (head.number, head.hash) == (last.number, last.hash)
