"""What a statement of the product costs at size: rows written in bulk, and the plan that PostgreSQL carries out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from psycopg import sql


@contextmanager
def filling() -> Iterator[Any]:
    """A cursor on which triggers and foreign keys do not fire; statistics are fresh afterward."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield cursor
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute("ANALYZE")


def statements_of(read: Callable[[], Any]) -> list[tuple[str, Any]]:
    """The statements that `read` sends, each with its parameters."""
    sent: list[tuple[str, Any]] = []

    def note(execute: Any, statement: str, values: Any, many: bool, context: Any) -> Any:
        sent.append((statement, values))
        return execute(statement, values, many, context)

    with connection.execute_wrapper(note):
        read()
    return sent


def plan_of(statement: str, values: Any, *, generic: bool) -> dict[str, Any]:
    """The top node of the plan of `statement`, carried out. `generic`: as prepared, planned without its values."""
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
        cursor.execute(f"PREPARE asked AS {numbered}")
        try:
            call = sql.SQL("({})").format(literals) if names else sql.SQL("")
            # composed for the raw connection: parameters of EXECUTE cannot be bound
            cursor.execute(sql.SQL("EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE asked {}").format(call).as_string(cursor.connection))
            (found,) = cursor.fetchone()
        finally:
            cursor.execute("DEALLOCATE asked")
            cursor.execute("SET LOCAL plan_cache_mode = auto")
    plan: dict[str, Any] = found[0]["Plan"]
    return plan


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", ()):
        yield from nodes(inner)


def visited(plan: dict[str, Any]) -> int:
    """Rows that all scans and joins of the plan looked at, over all loops, those that a filter removed included."""
    removed = ("Rows Removed by Filter", "Rows Removed by Join Filter", "Rows Removed by Index Recheck")
    return sum(
        round((node["Actual Rows"] + sum(node.get(name, 0) for name in removed)) * node["Actual Loops"])
        for node in nodes(plan)
        if node["Node Type"].endswith(("Scan", "Nested Loop", "Join"))
    )
