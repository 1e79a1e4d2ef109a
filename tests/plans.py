"""Helpers for tests of query plans with many rows: bulk inserts, and the plans that PostgreSQL executes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from psycopg import sql

from tests.sql import as_superuser, without_triggers

FIRST_COPY = 1_000_000
"""The first id of the rows that `copy_rows` inserts."""


@contextmanager
def bulk_insert() -> Iterator[Any]:
    """A cursor on which triggers and foreign keys are disabled. Afterward, the plans depend on the inserted rows alone.

    The planner statistics are updated. The pending lists of GIN indexes, which grow with each test until a vacuum and
    add to the estimated costs of these indexes, are emptied.
    """
    with without_triggers() as cursor:
        yield cursor
    with as_superuser() as cursor:
        cursor.execute(
            "SELECT gin_clean_pending_list(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
            " JOIN pg_am a ON a.oid = c.relam AND a.amname = 'gin' WHERE c.relnamespace = 'public'::regnamespace"
        )
        cursor.execute("ANALYZE")


def insert_known_names(cursor: Any) -> None:
    """Insert the displayed names of sources and actors that were inserted without triggers."""
    for rows, names in (("articles_source", "articles_knownsourcename"), ("claims_actor", "claims_knownactorname")):
        cursor.execute(
            f"INSERT INTO {names} (owner_id, name, is_alias, is_duplicate) SELECT r.id, r.name, FALSE, FALSE FROM {rows} r"
            f" WHERE NOT EXISTS (SELECT 1 FROM {names} n WHERE n.owner_id = r.id)"
        )


def copy_rows(cursor: Any, table: str, pk: int, number: int, /, **changed: str) -> None:
    """Copy a row `number` times, with ids from FIRST_COPY. `changed` maps columns to SQL expressions; `g` counts from 0."""
    cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_generated = 'NEVER'", [table])
    columns = [name for (name,) in cursor.fetchall()]
    values = {name: f'r."{name}"' for name in columns} | {"id": f"{FIRST_COPY} + g"} | changed
    names, expressions = (", ".join(parts) for parts in ((f'"{name}"' for name in columns), (values[name] for name in columns)))
    cursor.execute(
        f"INSERT INTO {table} ({names}) OVERRIDING SYSTEM VALUE"
        f" SELECT {expressions} FROM {table} r, generate_series(0, {number - 1}) g WHERE r.id = {pk}"
    )


def statements_of(read: Callable[[], Any]) -> list[tuple[str, Any]]:
    """The statements that `read` executes, with their parameters."""
    statements: list[tuple[str, Any]] = []

    def record(execute: Any, statement: str, values: Any, many: bool, context: Any) -> Any:
        statements.append((statement, values))
        return execute(statement, values, many, context)

    with connection.execute_wrapper(record):
        read()
    return statements


def plan_of(statement: str, values: Any, *, generic: bool) -> dict[str, Any]:
    """Execute `statement` and return the top node of its plan. `generic`: use the generic plan, which ignores the parameters."""
    names: list[Any] = []

    def number(match: re.Match[str]) -> str:
        name = match[1] if match[1] is not None else len(names)
        if name not in names or match[1] is None:
            names.append(name)
        return f"${names.index(name) + 1}"

    numbered = re.sub(r"%(?:\((\w+)\))?s", number, statement).replace("%%", "%")
    literals = sql.SQL(", ").join(sql.Literal(values[name]) for name in names)
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL plan_cache_mode = force_{'generic' if generic else 'custom'}_plan")
        cursor.execute(f"PREPARE analyzed AS {numbered}")
        try:
            call = sql.SQL("({})").format(literals) if names else sql.SQL("")
            # The values are literals, because the arguments of EXECUTE cannot be bound.
            cursor.execute(
                sql.SQL("EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE analyzed {}").format(call).as_string(cursor.connection)
            )
            (output,) = cursor.fetchone()
        finally:
            cursor.execute("DEALLOCATE analyzed")
            cursor.execute("SET LOCAL plan_cache_mode = auto")
    plan: dict[str, Any] = output[0]["Plan"]
    return plan


def plan_nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", ()):
        yield from plan_nodes(inner)


def rows_visited(plan: dict[str, Any]) -> int:
    """The number of rows that all scans and joins of the plan processed in all loops, including rows that a filter removed."""
    removed = ("Rows Removed by Filter", "Rows Removed by Join Filter", "Rows Removed by Index Recheck")
    return sum(
        round((node["Actual Rows"] + sum(node.get(name, 0) for name in removed)) * node["Actual Loops"])
        for node in plan_nodes(plan)
        if node["Node Type"].endswith(("Scan", "Nested Loop", "Join"))
    )
