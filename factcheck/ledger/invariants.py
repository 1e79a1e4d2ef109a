"""What must always hold of the history, and the shape in which every noun states what must hold of its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, models

from factcheck.ledger.actions import plain
from factcheck.ledger.chain import first_break
from factcheck.ledger.kinds import kind_of
from factcheck.ledger.models import Entry, Head, Recorded
from factcheck.ledger.rows import digest_of, row_values_sql


@dataclass(frozen=True, slots=True)
class Invariant:
    """A sentence that is true of a sound database; `broken` yields a sentence for each thing that breaks it."""

    name: str
    broken: Callable[[], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Listing:
    """Facts that break no rule but need a person's judgment; `lines` yields a sentence for each."""

    name: str
    lines: Callable[[], Iterator[str]]


def rows(sql: str, *values: Any) -> Iterator[tuple[Any, ...]]:
    """The rows of a read, streamed."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        while found := cursor.fetchmany(1000):
            yield from found


def recorded_models() -> list[type[Recorded]]:
    return [model for model in apps.get_models() if issubclass(model, Recorded)]


def _chain() -> Iterator[str]:
    last: list[tuple[int, str]] = [(0, "0" * 64)]

    def walk() -> Iterator[tuple[int, str, str, dict[str, Any]]]:
        for entry in Entry.objects.order_by("number").iterator(chunk_size=2000):
            last[0] = (entry.number, entry.hash)
            yield entry.number, entry.previous, entry.hash, entry.body()

    if found := first_break(walk()):
        yield found[1]
        return
    head = Head.objects.filter(pk=1).first()
    if head is None or (head.number, head.hash) != last[0]:
        yield f"the chain ends at entry {last[0][0]}, its head says {head.number if head else 'nothing'}"


def _touches_agree_with_entries() -> Iterator[str]:
    for number, touched in rows(
        """
        SELECT e.number, e.touched FROM ledger_entry e
        WHERE jsonb_array_length(e.touched) <> (SELECT count(*) FROM ledger_touch t WHERE t.entry_id = e.number)
        OR EXISTS (
            SELECT 1 FROM jsonb_array_elements(e.touched) AS x WHERE NOT EXISTS (
                SELECT 1 FROM ledger_touch t WHERE t.entry_id = e.number
                AND t.kind = x->>0 AND t.object_id = (x->>1)::bigint AND t.version = (x->>2)::int
                AND t.digest = coalesce(x->>3, '')))
        ORDER BY e.number
        """
    ):
        yield f"entry {number} names {touched}, but its row versions differ"


def _each_write_has_one_entry() -> Iterator[str]:
    for model in recorded_models():
        kind, table = kind_of(model), model._meta.db_table
        for pk, version, entered in rows(
            f"""
            SELECT coalesce(r.id, t.object_id), r.version, t.versions FROM {table} r
            FULL JOIN (
                SELECT object_id, array_agg(version ORDER BY version) AS versions
                FROM ledger_touch WHERE kind = %s GROUP BY object_id
            ) t ON t.object_id = r.id
            WHERE r.id IS NULL OR t.versions IS NULL
            OR t.versions <> (SELECT array_agg(v) FROM generate_series(1, r.version) AS v)
            ORDER BY 1
            """,  # noqa: S608  (the table's name is the model's own)
            kind,
        ):
            if version is None:
                yield f"{kind} {pk} has entries, but the row is gone"
            else:
                yield f"{kind} {pk} is at version {version}, the ledger has entries for {entered or 'none'}"


def _rows_are_as_entered() -> Iterator[str]:
    """Each row as the last entries left it: what was changed past the product shows here."""
    for model in recorded_models():
        fields = {field.name: field for field in model._meta.concrete_fields if field.name != "version"}
        entries = (
            Entry.objects.filter(kind=kind_of(model))
            .exclude(after=None)
            .order_by("object_id", "number")
            .values_list("object_id", "after")
        )
        entered: dict[int, dict[str, Any]] = {}
        for pk, after in entries.iterator(chunk_size=2000):
            entered.setdefault(pk, {}).update({name: value for name, value in (after or {}).items() if name in fields})
        for row in model._default_manager.order_by("pk").iterator(chunk_size=500):
            for name, value in entered.get(row.pk, {}).items():
                now = plain(fields[name].value_from_object(row))
                if now != value and not _alike(fields[name], now, value):
                    yield f"{row.kind} {row.pk}: {name} is {now!r}, the ledger says {value!r}"


def _rows_have_their_digest() -> Iterator[str]:
    """Each column of each row, where the last one compares only what an entry says in words."""
    for model in recorded_models():
        kind, table = kind_of(model), model._meta.db_table
        for pk, entered, values in rows(
            f"""
            SELECT r.id, t.digest, {row_values_sql(model, "r")} FROM {table} r
            JOIN ledger_touch t ON t.kind = %s AND t.object_id = r.id AND t.version = r.version
            WHERE t.digest <> '' ORDER BY r.id
            """,  # noqa: S608  (names of models)
            kind,
        ):
            if digest_of(values) != entered:
                yield f"{kind} {pk} is not what was entered with its last version"


def _alike(field: models.Field[Any, Any], now: Any, said: Any) -> bool:
    """True where a ledger value and a stored one differ in form only: a choice's enum, an id as text, a date in another form."""
    try:
        return bool(field.to_python(said) == field.to_python(now))
    except Exception:
        return False


INVARIANTS = [
    Invariant("the ledger's chain is unbroken", _chain),
    Invariant("each ledger entry is tied to the rows it names", _touches_agree_with_entries),
    Invariant("each editorial write has exactly one entry", _each_write_has_one_entry),
    Invariant("each row is as its last entry left it", _rows_are_as_entered),
    Invariant("each row has the digest that was entered with it", _rows_have_their_digest),
]
