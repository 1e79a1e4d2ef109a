"""Writing to the history. Called once by each action, inside its transaction, after the rows are written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from factcheck.ledger import waiting
from factcheck.ledger.chain import entry_hash
from factcheck.ledger.models import Recorded
from factcheck.ledger.rows import digest_of, kind_of, one_row
from factcheck.web import saving
from factcheck.web.errors import Stale

# The head moves by what was entered, so that the entry is there first: a trigger compares it with where the head was.
_APPEND = """
WITH entered AS (
    INSERT INTO ledger_entry
        (number, at, person_id, action, kind, object_id, reason, before, after, touched, previous, hash)
    VALUES (%(number)s, %(at)s, %(person)s, %(action)s, %(kind)s, %(object_id)s, %(reason)s,
            %(before)s::jsonb, %(after)s::jsonb, %(touched)s::jsonb, %(previous)s, %(hash)s)
    RETURNING number, hash
), touching AS (
    INSERT INTO ledger_touch (entry_id, kind, object_id, version, digest)
    SELECT %(number)s, t->>0, (t->>1)::bigint, (t->>2)::int, t->>3 FROM jsonb_array_elements(%(touched)s::jsonb) AS t
)
UPDATE ledger_head SET number = entered.number, hash = entered.hash FROM entered WHERE id = 1
"""


def record(
    *,
    person: Any,
    action: str,
    subject: Recorded,
    touched: Iterable[Recorded] = (),
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> int:
    """Append one entry and return its number. `action` is a dotted word such as "evidence.added".

    `subject` and `touched` may be rows as a migration knows them.
    `touched` names the other rows written in the same act. Must run inside a transaction; the chain's head stays locked
    until it ends, so this is the last thing an action does. `person` is None for what the system did by itself.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a ledger entry is written in the transaction of its change")
    rows = [subject, *touched]
    written = ", ".join(["h.number", "h.hash", *(one_row(type(row)) for row in rows)])
    with connection.cursor() as cursor:
        waiting.lock_head(
            cursor,
            f"SELECT {written} FROM ledger_head h WHERE h.id = 1 FOR UPDATE",  # noqa: S608  (names of models)
            [row.pk for row in rows],
        )
        number, previous, *values = cursor.fetchone()
        body: dict[str, Any] = {
            "number": number + 1,
            "at": timezone.now(),
            "person": person.pk if person else None,
            "action": action,
            "kind": kind_of(subject),
            "object_id": subject.pk,
            "reason": reason,
            "before": plain(before),
            "after": plain(after),
            "touched": [[kind_of(row), row.pk, row.version, digest_of(said)] for row, said in zip(rows, values, strict=True)],
        }
        hashed = entry_hash(previous, {**body, "at": body["at"].isoformat()})
        packed = {name: json.dumps(body[name]) if body[name] is not None else None for name in ("before", "after", "touched")}
        cursor.execute(_APPEND, {**body, **packed, "previous": previous, "hash": hashed})
    transaction.on_commit(saving.note_commit)
    return int(number) + 1


def hold() -> None:
    """Let nobody else enter anything until this transaction ends: what it reads from here on is the record it is entered on."""
    with connection.cursor() as cursor:
        waiting.lock_head(cursor, "SELECT 1 FROM ledger_head WHERE id = 1 FOR UPDATE")


def plain(value: Any) -> Any:
    """JSON-ready plain values: dates as ISO 8601, decimals as strings, model rows as their ids."""
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(inner) for inner in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, models.Model):
        return value.pk
    return value


def expect_version(row: Recorded, seen: int | None, *, typed: Mapping[str, Any] | None = None, what: str = "") -> None:
    """Raise Stale where the locked `row` is no longer the version `seen` that the person had on the screen."""
    if seen is not None and row.version != seen:
        name = what or str(row._meta.verbose_name)
        raise Stale(
            f"Somebody saved this {name} while you were working on it: it is now version {row.version}, you saw version {seen}.",
            current={field: plain(getattr(row, field, "")) for field in (typed or {})},
            typed=plain(typed or {}),
            next_step="Compare both texts below. What you typed is kept; send it again if it should stand.",
        )


def revise(row: Recorded, **changes: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Set `changes` on a locked row and save them as its next version. Returns (before, after) of what really changed.

    Nothing is written where nothing changed: both dicts are empty then.
    """
    before, after = {}, {}
    for field, value in changes.items():
        old = getattr(row, field)
        if old != value:
            before[field], after[field] = old, value
            setattr(row, field, value)
    if after:
        row.version += 1
        row.save(update_fields=[*after, "version"])
    return plain(before), plain(after)
