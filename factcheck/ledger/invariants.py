"""The invariants of the ledger, and the types with which each app declares its invariants for `manage.py doctor`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.apps import apps
from django.db import connection, models

from factcheck.ledger import progress
from factcheck.ledger.actions import json_value
from factcheck.ledger.kinds import kind_of
from factcheck.ledger.models import Entry, Head, Recorded
from factcheck.ledger.rows import digest_of, row_values_sql
from factcheck.ledger.verifier import GENESIS, first_break

ENTRIES_AT_ONCE = 500
"""Entries that are in memory at the same time. An entry can contain a long text."""
_TEXT_AT_ONCE = 4_000_000
"""Code points of rows that are in memory at the same time, as far as their fields have a maximum length."""

AUTHOR_FIELDS = frozenset({"created_by", "published_by", "opened_by", "imported_by", "captured_by"})
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


def select_rows(sql: str, *values: Any, at_once: int = 1000) -> Iterator[tuple[Any, ...]]:
    """Execute a query and yield its rows. At most `at_once` of them are in memory: a cursor on the server keeps the others."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, values)
        while batch := cursor.fetchmany(at_once):
            progress.read(len(batch))
            yield from batch


def rows_at_once(model: type[models.Model]) -> int:
    """How many rows of `model` to read at once: fewer if they can contain long texts."""
    unlimited = (models.TextField, models.JSONField)
    length = sum(
        getattr(field, "max_length", None) or (1_000_000 if isinstance(field, unlimited) else 100)
        for field in model._meta.concrete_fields
    )
    return max(1, min(1000, _TEXT_AT_ONCE // length))


def recorded_models() -> list[type[Recorded]]:
    return [model for model in apps.get_models() if issubclass(model, Recorded)]


def _chain() -> Iterator[str]:
    last: list[tuple[int, str]] = [(0, GENESIS)]

    def walk() -> Iterator[dict[str, Any]]:
        for entry in progress.counted(Entry.objects.order_by("number").iterator(chunk_size=ENTRIES_AT_ONCE)):
            last[0] = (entry.number, entry.hash)
            yield entry.exported()

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

    Rows and entries are read in parallel, in the order of the ids of the rows.
    """
    for model in recorded_models():
        fields = {field.name: field for field in model._meta.concrete_fields if field.name != "version"}
        recorded = _recorded_values(kind_of(model), {**model.former_names, **{name: name for name in fields}})
        pk, values = next(recorded, (None, {}))
        for row in progress.counted(model._default_manager.order_by("pk").iterator(chunk_size=rows_at_once(model))):
            while pk is not None and pk < row.pk:
                pk, values = next(recorded, (None, {}))
            for name, value in values.items() if pk == row.pk else ():
                current = json_value(fields[name].value_from_object(row))
                if current != value and not _is_equal(fields[name], current, value):
                    yield f"{row.kind} {row.pk}: {name} is {current!r}, but the ledger has {value!r}"


def _recorded_values(kind: str, names: Mapping[str, str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """(row id, last recorded value of each field) of the rows of `kind`, in the order of their ids.

    `names` maps the names of values in entries to the fields. The values are in the entries of the row, and in the entries that
    contain the values of several rows under "rows".
    """
    own = select_rows(
        "SELECT e.object_id, e.number, e.after::text FROM ledger_entry e WHERE e.kind = %s AND e.after IS NOT NULL ORDER BY 1, 2",
        kind,
        at_once=ENTRIES_AT_ONCE,
    )
    moved = select_rows(
        """
        SELECT r.key::bigint, e.number, r.value::text FROM ledger_entry e
        CROSS JOIN LATERAL jsonb_each(CASE jsonb_typeof(e.after -> 'rows' -> %s) WHEN 'object' THEN e.after -> 'rows' -> %s END) r
        WHERE e.after ? 'rows' ORDER BY 1, 2
        """,
        kind,
        kind,
        at_once=ENTRIES_AT_ONCE,
    )
    for pk, entries in groupby(merge(own, moved, key=itemgetter(0, 1)), key=itemgetter(0)):
        values: dict[str, Any] = {}
        for _, _, after in entries:
            values.update((names[name], value) for name, value in (json.loads(after) or {}).items() if name in names)
        if values:
            yield pk, values


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


def _recorded_names_are_known() -> Iterator[str]:
    """Each kind and each value in the ledger must have a model and a name in this version, or nothing would verify it.

    A migration that renames or removes a recorded model or column breaks this, unless it says how older entries are verified.
    """
    known = {kind_of(model): model for model in recorded_models()}
    for kind, first in select_rows("SELECT kind, min(entry_id) FROM ledger_touch GROUP BY kind ORDER BY kind"):
        if kind not in known:
            yield f"the ledger has rows of the kind “{kind}” since entry {first}, but this version cannot verify them"
    for kind, name, first in select_rows(
        """
        SELECT e.kind, value.name, min(e.number) FROM ledger_entry e
        CROSS JOIN LATERAL jsonb_object_keys(CASE jsonb_typeof(e.after) WHEN 'object' THEN e.after ELSE '{}' END) AS value (name)
        GROUP BY 1, 2 ORDER BY 1, 2
        """
    ):
        model = known.get(kind)
        fields = {field.name for field in model._meta.concrete_fields} if model else set()
        if model and name not in {*fields, *model.other_values, *model.former_names}:
            yield f"entry {first} has the value “{name}” of a {kind}, but this version cannot verify it"


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
            at_once=rows_at_once(model),
        ):
            if digest_of(values) != recorded_digest:
                yield f"{kind} {pk} differs from the digest that was recorded with its last version"


def _is_equal(field: models.Field[Any, Any], current: Any, recorded: Any) -> bool:
    """Whether two values differ only in format: an enum member and its value, an id and its digits, two formats of a date."""
    try:
        return bool(field.to_python(recorded) == field.to_python(current))
    except Exception:
        return False


def person_of_last(model: type[Recorded], column: str, *actions: str) -> Invariant:
    """The invariant that `column` names the person of the last entry with one of the `actions` that wrote the row.

    Entries about another row of the same kind do not count: a merge also writes the duplicates of a merged claim.
    """
    kind, table = kind_of(model), model._meta.db_table

    def broken() -> Iterator[str]:
        for pk, in_row, number, in_entry in select_rows(
            f"""
            SELECT r.id, r.{column}_id, e.number, e.person_id FROM {table} r
            LEFT JOIN LATERAL (
                SELECT e.number, e.person_id FROM ledger_touch t JOIN ledger_entry e ON e.number = t.entry_id
                WHERE t.kind = %s AND t.object_id = r.id AND e.action = ANY(%s)
                AND (e.kind <> t.kind OR e.object_id = r.id) ORDER BY e.number DESC LIMIT 1
            ) e ON TRUE
            WHERE r.{column}_id IS NOT NULL AND e.person_id IS DISTINCT FROM r.{column}_id ORDER BY r.id
            """,  # noqa: S608  (names of models and fields)
            kind,
            list(actions),
        ):
            found = f"entry {number} is by person {in_entry}" if number else "the ledger has no such entry"
            yield f"{column} of {kind} {pk} is person {in_row}, but {found}"

    return Invariant(f"{column} of each {kind} is the person of its entry", broken)


INVARIANTS = [
    Invariant("the hash chain of the ledger is intact", _chain),
    Invariant("each ledger entry matches its row versions", _row_versions_match_entries),
    Invariant("each editorial write has exactly one ledger entry", _each_write_has_one_entry),
    Invariant("each row has the values of its last ledger entry", _rows_match_entries),
    Invariant("each value in the ledger is one that this version verifies", _recorded_names_are_known),
    Invariant("each row has the digest of its last ledger entry", _rows_match_digests),
    Invariant("each row names the person of the entry that added it", _rows_name_the_person_of_their_entry),
]
