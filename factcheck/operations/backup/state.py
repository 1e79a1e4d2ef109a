"""What the database contains, read with plain SQL: the code may be newer or older than the schema."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from psycopg import sql

from factcheck.operations.backup.manifest import LedgerHead

FORMER = "factcheck_before_restore"
"""The schema with the data that a restore replaced."""
COUNTS = {
    "people": "SELECT count(*) FROM accounts_person",
    "articles": "SELECT count(*) FROM articles_article",
    "claims": "SELECT count(*) FROM claims_claim",
    "current publications": "SELECT count(*) FROM publishing_publication WHERE is_current",
}
_COMMENT = re.compile(r"Factcheck: restored from backup ([0-9a-f-]{36}) of (\S+) at (\S+); (\w+)")


@dataclass(frozen=True, slots=True)
class Restoration:
    """The last restore of this database, from the comment on the schema. `is_complete`: it ended with migrations and checks."""

    backup_id: str
    backup_time: str
    at: str
    is_complete: bool


def restoration_comment(backup_id: str, backup_time: str, at: str, *, is_complete: bool) -> str:
    return f"Factcheck: restored from backup {backup_id} of {backup_time} at {at}; {'complete' if is_complete else 'unfinished'}"


def fetch(statement: str, parameters: list[Any] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def has_table(name: str) -> bool:
    return fetch("SELECT to_regclass(%s) IS NOT NULL", [f"public.{name}"])[0][0]  # type: ignore[no-any-return]


def number_of_tables() -> int:
    return int(
        fetch("SELECT count(*) FROM pg_class WHERE relnamespace = to_regnamespace('public') AND relkind IN ('r', 'p')")[0][0]
    )


def ledger_head() -> LedgerHead:
    rows = fetch("SELECT number, hash FROM ledger_head") if has_table("ledger_head") else []
    return LedgerHead(*rows[0]) if rows else LedgerHead(0, "0" * 64)


def counts() -> dict[str, int]:
    """The number of rows that describe a newsroom, without tables that this database lacks."""
    return {name: int(fetch(query)[0][0]) for name, query in COUNTS.items() if has_table(query.split()[3])}


def applied_migrations() -> dict[str, list[str]]:
    applied: dict[str, list[str]] = {}
    if has_table("django_migrations"):
        for app, name in fetch("SELECT app, name FROM django_migrations ORDER BY app, name"):
            applied.setdefault(app, []).append(name)
    return applied


def has_former_data() -> bool:
    return bool(fetch("SELECT to_regnamespace(%s) IS NOT NULL", [FORMER])[0][0])


def has_captures() -> bool:
    return has_table("archive_capture") and bool(fetch("SELECT EXISTS (SELECT 1 FROM archive_capture)")[0][0])


def last_restoration() -> Restoration | None:
    rows = fetch("SELECT obj_description(to_regnamespace('public'), 'pg_namespace')")
    match = _COMMENT.fullmatch(rows[0][0] or "")
    return Restoration(match[1], match[2], match[3], match[4] == "complete") if match else None


def mark_complete() -> None:
    """Note on the schema that the last restore has ended."""
    if last := last_restoration():
        comment = restoration_comment(last.backup_id, last.backup_time, last.at, is_complete=True)
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL("COMMENT ON SCHEMA public IS {}").format(sql.Literal(comment)).as_string(cursor.connection))


def utc_now() -> str:
    """The time in UTC, in the format of ISO 8601 with seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")
