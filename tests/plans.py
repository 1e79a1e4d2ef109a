"""Helpers for tests of query plans with many rows: bulk inserts, and the plans that PostgreSQL executes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from psycopg import sql


@contextmanager
def bulk_insert() -> Iterator[Any]:
    """A cursor on which triggers and foreign keys are disabled. The planner statistics are updated afterward."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield cursor
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute("ANALYZE")


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
