"""The invariants of the ledger, and the types with which each app declares its invariants for `manage.py doctor`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from factcheck.ledger.actions import json_value
from factcheck.ledger.chain import first_break
from factcheck.ledger.kinds import kind_of
from factcheck.ledger.models import Entry, Head, Recorded
from factcheck.ledger.rows import digest_of, row_values_sql

AUTHOR_FIELDS = frozenset({"created_by", "published_by", "opened_by"})
"""Columns with the person who added the row."""


@dataclass(frozen=True, slots=True)
class Invariant:
    """A property that a consistent database has. `name` describes it; `broken` yields a sentence for each violation."""

    name: str
    broken: Callable[[], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Listing:
    """Facts that violate no invariant but need human review. `lines` yields a sentence for each."""

    name: str
    lines: Callable[[], Iterator[str]]


def select_rows(sql: str, *values: Any) -> Iterator[tuple[Any, ...]]:
    """Execute a query and yield its rows. The server keeps the result, so only 1000 rows are in memory."""
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(sql, values)
        while batch := cursor.fetchmany(1000):
            yield from batch


def recorded_models() -> list[type[Recorded]]:
    return [model for model in apps.get_models() if issubclass(model, Recorded)]


def _chain() -> Iterator[str]:
    last: list[tuple[int, str]] = [(0, "0" * 64)]

    def walk() -> Iterator[tuple[int, str, str, dict[str, Any]]]:
        for entry in Entry.objects.order_by("number").iterator(chunk_size=2000):
            last[0] = (entry.number, entry.hash)
            yield entry.number, entry.previous, entry.hash, entry.body()

    if error := first_break(walk()):
        yield error[1]
        return
    head = Head.objects.filter(pk=1).first()
    if head is None or (head.number, head.hash) != last[0]:
        yield f"the chain ends at entry {last[0][0]}, but its head is {f'entry {head.number}' if head else 'missing'}"


def _row_versions_match_entries() -> Iterator[str]:
    for number, touched in select_rows(
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
        yield f"entry {number} lists {touched}, but its row versions differ"


def _each_write_has_one_entry() -> Iterator[str]:
    for model in recorded_models():
        kind, table = kind_of(model), model._meta.db_table
        for pk, version, recorded in select_rows(
            f"""
            SELECT coalesce(r.id, t.object_id), r.version, t.versions FROM {table} r
            FULL JOIN (
                SELECT object_id, array_agg(version ORDER BY version) AS versions
                FROM ledger_touch WHERE kind = %s GROUP BY object_id
            ) t ON t.object_id = r.id
            WHERE r.id IS NULL OR t.versions IS NULL
            OR t.versions <> (SELECT array_agg(v) FROM generate_series(1, r.version) AS v)
            ORDER BY 1
            """,  # noqa: S608  (names of models)
            kind,
        ):
            if version is None:
                yield f"{kind} {pk} has ledger entries, but the row is missing"
            else:
                yield f"{kind} {pk} has version {version}, but the ledger has entries for {recorded or 'none'}"


def _rows_match_entries() -> Iterator[str]:
    """Compare each row with the values in its entries, to detect changes that bypassed the actions.

    Reads rows and entries in the order of the row ids, so memory does not depend on their number.
    """
    moved = _values_of_moved_rows()
    for model in recorded_models():
        kind = kind_of(model)
        fields = {field.name: field for field in model._meta.concrete_fields if field.name != "version"}
        entries = Entry.objects.filter(kind=kind).exclude(after=None).order_by("object_id", "number")
        by_row = groupby(entries.values_list("object_id", "number", "after").iterator(chunk_size=2000), key=itemgetter(0))
        group = next(by_row, None)
        for row in model._default_manager.order_by("pk").iterator(chunk_size=500):
            while group is not None and group[0] < row.pk:
                group = next(by_row, None)
            own = group[1] if group is not None and group[0] == row.pk else iter(())
            others = moved.get(kind, {}).get(row.pk, [])
            for name, value in _last_values(merge(own, others, key=itemgetter(1))).items():
                if name not in fields:
                    continue
                current = json_value(fields[name].value_from_object(row))
                if current != value and not _is_equal(fields[name], current, value):
                    yield f"{row.kind} {row.pk}: {name} is {current!r}, but the ledger has {value!r}"


def _last_values(entries: Iterable[tuple[int, int, dict[str, Any] | None]]) -> dict[str, Any]:
    """The last value of each field in the (row id, number, values) of entries, which are in order."""
    values: dict[str, Any] = {}
    for _, _, after in entries:
        values |= after or {}
    return values


def _values_of_moved_rows() -> dict[str, dict[int, list[tuple[int, int, dict[str, Any] | None]]]]:
    """(row id, entry, values) by kind and row id, from the entries that contain the values of several rows under "rows"."""
    moved: dict[str, dict[int, list[tuple[int, int, dict[str, Any] | None]]]] = {}
    for number, rows in Entry.objects.filter(after__has_key="rows").order_by("number").values_list("number", "after__rows"):
        for kind, values_by_id in (rows or {}).items():
            for pk, values in values_by_id.items():
                moved.setdefault(kind, {}).setdefault(int(pk), []).append((int(pk), number, values))
    return moved


def _rows_name_the_person_of_their_entry() -> Iterator[str]:
    """Compare the person in a row with the person of the entry that added it: both say who made a decision."""
    for model in recorded_models():
        for name in AUTHOR_FIELDS & {field.name for field in model._meta.concrete_fields}:
            kind, table = kind_of(model), model._meta.db_table
            for pk, number, in_row, in_entry in select_rows(
                f"""
                SELECT r.id, e.number, r.{name}_id, e.person_id FROM {table} r
                JOIN ledger_touch t ON t.kind = %s AND t.object_id = r.id AND t.version = 1
                JOIN ledger_entry e ON e.number = t.entry_id
                WHERE e.person_id IS DISTINCT FROM r.{name}_id ORDER BY r.id
                """,  # noqa: S608  (names of models and fields)
                kind,
            ):
                yield f"{kind} {pk} names person {in_row}, but entry {number}, which added it, is by person {in_entry}"


def _rows_match_digests() -> Iterator[str]:
    """Compare all columns of each row, including those that no entry lists, through the digest of its last version."""
    for model in recorded_models():
        kind, table = kind_of(model), model._meta.db_table
        for pk, recorded_digest, values in select_rows(
            f"""
            SELECT r.id, t.digest, {row_values_sql(model, "r")} FROM {table} r
            JOIN ledger_touch t ON t.kind = %s AND t.object_id = r.id AND t.version = r.version
            WHERE t.digest <> '' ORDER BY r.id
            """,  # noqa: S608  (names of models)
            kind,
        ):
            if digest_of(values) != recorded_digest:
                yield f"{kind} {pk} differs from the digest that was recorded with its last version"


def _is_equal(field: models.Field[Any, Any], current: Any, recorded: Any) -> bool:
    """Whether two values differ only in format: an enum member and its value, an id and its digits, two formats of a date."""
    try:
        return bool(field.to_python(recorded) == field.to_python(current))
    except Exception:
        return False


INVARIANTS = [
    Invariant("the hash chain of the ledger is intact", _chain),
    Invariant("each ledger entry matches its row versions", _row_versions_match_entries),
    Invariant("each editorial write has exactly one ledger entry", _each_write_has_one_entry),
    Invariant("each row has the values of its last ledger entry", _rows_match_entries),
    Invariant("each row has the digest of its last ledger entry", _rows_match_digests),
    Invariant("each row names the person of the entry that added it", _rows_name_the_person_of_their_entry),
]
