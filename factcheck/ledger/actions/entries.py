"""Appends entries to the hash chain. Each action does this once, as the last statement of its transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from factcheck.ledger import observers
from factcheck.ledger.authority import AuthorityChanged, authority_of
from factcheck.ledger.head_lock import lock_head
from factcheck.ledger.kinds import kind_of
from factcheck.ledger.models import Recorded
from factcheck.ledger.rows import digest_of, row_values_array_sql
from factcheck.ledger.verifier import entry_hash
from factcheck.web import saving
from factcheck.web.idempotency import receipt_update
from factcheck.web.text import require_valid_texts

# Triggers compare each entry with the previous one and the new head with the last entry. The statement therefore inserts the
# entries in the order of their numbers before it updates the head.
_APPEND = """
WITH {receipt}appended AS (
    INSERT INTO ledger_entry
        (number, at, person_id, action, kind, object_id, reason, before, after, touched, previous, hash)
    SELECT number, at, person, action, kind, object_id, reason, before, after, touched, previous, hash
    FROM jsonb_to_recordset(%(entries)s::jsonb) AS entry (
        number bigint, at timestamptz, person bigint, action text, kind text, object_id bigint, reason text,
        before jsonb, after jsonb, touched jsonb, previous text, hash text)
    ORDER BY number
    RETURNING number, hash, touched
), touching AS (
    INSERT INTO ledger_touch (entry_id, kind, object_id, version, digest)
    SELECT number, t->>0, (t->>1)::bigint, (t->>2)::int, t->>3 FROM appended, jsonb_array_elements(appended.touched) AS t
)
UPDATE ledger_head SET number = last.number, hash = last.hash
FROM (SELECT number, hash FROM appended ORDER BY number DESC LIMIT 1) AS last WHERE id = 1
RETURNING ({authority})
"""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry to append. `action` is a dotted name such as "evidence.added"; `touched` are the other rows that were written.

    `subject` and `touched` may be instances of a migration's historical models.
    """

    action: str
    subject: Recorded
    touched: Sequence[Recorded] = ()
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    reason: str = ""


def record(
    *,
    person: Any,
    action: str,
    subject: Recorded,
    touched: Iterable[Recorded] = (),
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Append one entry. Equivalent to `record_many` with a single `NewEntry`."""
    entry = NewEntry(action=action, subject=subject, touched=tuple(touched), before=before, after=after, reason=reason)
    record_many(person=person, entries=[entry])


def record_many(*, person: Any, entries: Sequence[NewEntry]) -> None:
    """Append `entries` in order. The number of statements (two, and those of the observers) does not depend on their number.

    This locks the head of the ledger until the transaction ends, and all other writers wait for this lock. Call it as the last
    statement of an action. `person` is None for actions of the system. Raises TransactionManagementError outside a transaction,
    Invalid if a new value in `after` is not allowed in its field, and AuthorityChanged if the account, the role, or the token of
    `person` was revoked or changed since `person` was loaded.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A ledger entry must be written in the transaction of its change.")
    if not entries:
        return
    rows = [row for entry in entries for row in (entry.subject, *entry.touched)]
    for entry in entries:
        # Every write of an editable field appends an entry with its value, so this rule applies to all actions.
        for row in (entry.subject, *entry.touched):
            require_valid_texts(entry.after or {}, getattr(row, "editable_fields", ()), previous=entry.before)
    receipt = receipt_update(rows)
    with connection.cursor() as cursor:
        last, previous, row_values = _lock_head_and_read(cursor, rows)
        at, digests = timezone.now(), iter([digest_of(values) for values in row_values])
        appended: list[dict[str, Any]] = []
        for number, entry in enumerate(entries, last + 1):
            body: dict[str, Any] = {
                "number": number,
                "at": at.isoformat(),
                "person": person.pk if person else None,
                "action": entry.action,
                "kind": kind_of(entry.subject),
                "object_id": entry.subject.pk,
                "reason": entry.reason,
                "before": json_value(entry.before),
                "after": json_value(entry.after),
                "touched": [[kind_of(row), row.pk, row.version, next(digests)] for row in (entry.subject, *entry.touched)],
            }
            new_hash = entry_hash(previous, body)
            appended.append({**body, "previous": previous, "hash": new_hash})
            previous = new_hash
        # This statement begins after the wait for the lock, so it sees a change of the person’s role that was recorded meanwhile.
        condition, parameters = authority_of(person)
        parameters = {"entries": json.dumps(appended), **parameters}
        if receipt:
            parameters |= receipt[1]
        sql = _APPEND.replace("{receipt}", f"receipt AS ({receipt[0]}), " if receipt else "").replace("{authority}", condition)
        cursor.execute(sql, parameters)
        if not cursor.fetchone()[0]:
            raise AuthorityChanged
    numbered = zip(range(last + 1, last + 1 + len(entries)), entries, strict=True)
    observers.notify([observers.written_entry(n, e, person) for n, e in numbered if not observers.is_historical(e.subject)])
    transaction.on_commit(saving.note_commit)


def lock_chain() -> None:
    """Lock the head of the ledger, so that no other transaction can append an entry before this one ends.

    An approval and a publication refer to the record as of their own entry, so they lock the chain before they read the record.
    """
    with connection.cursor() as cursor:
        lock_head(cursor, "SELECT 1 FROM ledger_head WHERE id = 1 FOR UPDATE")


def json_value(value: Any) -> Any:
    """Convert a value to JSON types: dates to ISO 8601, decimals to strings, model instances to their ids."""
    if isinstance(value, Mapping):
        return {str(key): json_value(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [json_value(inner) for inner in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, models.Model):
        return value.pk
    return value


def _lock_head_and_read(cursor: Any, rows: Sequence[Recorded]) -> tuple[int, str, list[str]]:
    """Lock the head. Returns its number, its hash, and the stored column values of each of `rows` as JSON text."""
    ids_by_model: dict[type[Recorded], set[int]] = {}
    for row in rows:
        ids_by_model.setdefault(type(row), set()).add(row.pk)
    ids = [sorted(pks) for pks in ids_by_model.values()]
    columns = ", ".join(["h.number", "h.hash", *map(row_values_array_sql, ids_by_model)])
    lock_head(
        cursor,
        f"SELECT {columns} FROM ledger_head h WHERE h.id = 1 FOR UPDATE",  # noqa: S608  (names of models)
        ids,
    )
    number, previous, *columns_by_model = cursor.fetchone()
    values = {
        model: dict(zip(pks, texts, strict=True)) for model, pks, texts in zip(ids_by_model, ids, columns_by_model, strict=True)
    }
    return number, previous, [values[type(row)][row.pk] for row in rows]
