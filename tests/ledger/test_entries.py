"""`record_many` appends several entries in one statement, and triggers protect the chain."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from factcheck.articles.models import Source
from factcheck.ledger.actions import NewEntry, record_many
from factcheck.ledger.models import Entry, Head, RowVersion
from factcheck.ledger.verifier import entry_hash
from factcheck.operations.doctor import examine
from tests.verdicts.test_races import chain_is_intact
from tests.world import World

pytestmark = pytest.mark.django_db


def add_source(name: str) -> NewEntry:
    source = Source.objects.create(name=name)
    return NewEntry(action="source.added", subject=source, after={"name": name}, reason=f"reason of {name}")


def test_entries_are_appended_in_order_with_the_digests_of_their_rows() -> None:
    world = World()
    before = Head.objects.get().number if world.checker else 0
    entries = [add_source(name) for name in ("C", "A", "B")]
    rows = [entry.subject for entry in entries]
    record_many(person=world.checker, entries=entries)
    appended = list(Entry.objects.filter(number__gt=before).order_by("number"))
    assert [(entry.number, entry.object_id) for entry in appended] == [
        (before + position, row.pk) for position, row in enumerate(rows, 1)
    ]
    assert [entry.after for entry in appended] == [{"name": "C"}, {"name": "A"}, {"name": "B"}]
    assert [entry.before for entry in appended] == [None] * 3
    assert [entry.reason for entry in appended] == ["reason of C", "reason of A", "reason of B"]
    versions = RowVersion.objects.filter(entry__in=appended).order_by("entry_id").values_list("object_id", "version", "digest")
    assert [[*values] for values in versions] == [entry.touched[0][1:] for entry in appended]
    assert len({digest for _, _, digest in versions}) == 3
    assert chain_is_intact()
    assert [result.findings for result in examine() if result.findings] == []


def test_empty_list_of_entries_executes_no_query(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        record_many(person=None, entries=[])


def forge(number: int, previous: str) -> None:
    """Insert an entry with this number and previous hash."""
    body = {"number": number, "at": "2022-04-04T10:00:00+00:00"}
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_entry (number, at, action, kind, object_id, reason, touched, previous, hash)"
            " VALUES (%s, now(), 'source.added', 'source', 1, '', '[]', %s, %s)",
            [number, previous, entry_hash(previous, body)],
        )


@pytest.fixture
def head() -> Head:
    assert World().outlet
    return Head.objects.get()


@pytest.mark.parametrize("ahead", [0, 2])
def test_entry_with_a_wrong_number_is_refused(head: Head, ahead: int) -> None:
    with pytest.raises(DatabaseError, match="does not continue the chain"), transaction.atomic():
        forge(head.number + ahead, head.hash)


def test_entry_with_a_wrong_previous_hash_is_refused(head: Head) -> None:
    with pytest.raises(DatabaseError, match="does not continue the chain"), transaction.atomic():
        forge(head.number + 1, "0" * 64)


def test_entry_that_continues_an_older_entry_is_refused(head: Head) -> None:
    older = Entry.objects.get(number=head.number - 1)
    with pytest.raises(DatabaseError, match="does not continue the chain"), transaction.atomic():
        forge(head.number + 1, older.hash)


@pytest.mark.parametrize(
    "change",
    [
        "number = number - 1",
        "number = number + 1",
        "number = number + 2",
        "hash = repeat('1', 64)",
        "number = number - 1, hash = (SELECT hash FROM ledger_entry e WHERE e.number = ledger_head.number - 1)",
    ],
)
def test_head_only_advances_and_only_to_an_entry(head: Head, change: str) -> None:
    with pytest.raises(DatabaseError, match="the head of the chain goes"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE ledger_head SET {change}")
