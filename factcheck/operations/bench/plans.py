"""Finds the plan node that takes most of the time of the statements of a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.test import Client

LARGE = 15_000
"""Rows or loops of a plan node that grow with the newsroom. PostgreSQL reads smaller tables sequentially where that is faster."""


def worst_node(address: str, cookies: dict[str, str], *, is_fragment: bool = False) -> str:
    """Request a page in this process, explain each of its SELECT statements, and describe the most expensive node.

    The description is "Seq Scan on articles_article: 52.1 ms, 100,000 rows in 1 loop".
    """
    nodes = [node for plan in _plans(address, cookies, is_fragment) for node in _nodes(plan)]
    return _description(max(nodes, key=_own_ms)) if nodes else ""


def growing_nodes(address: str, cookies: dict[str, str], *, is_fragment: bool = False) -> list[str]:
    """Describe the nodes that read a table sequentially, sort, or repeat more than LARGE times."""
    found = []
    for plan in _plans(address, cookies, is_fragment):
        for node in _nodes(plan):
            rows = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
            is_large = node["Node Type"] in ("Seq Scan", "Sort") and rows > LARGE
            if is_large or node["Actual Loops"] > LARGE:
                found.append(_description(node))
    return found


def _plans(address: str, cookies: dict[str, str], is_fragment: bool) -> list[dict[str, Any]]:
    client = Client()
    client.cookies.load(cookies)
    statements: list[tuple[str, Any]] = []

    def record(execute: Any, statement: str, values: Any, many: bool, context: Any) -> Any:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            statements.append((statement, values))
        return execute(statement, values, many, context)

    with connection.execute_wrapper(record):
        client.get(address, headers={"Host": "127.0.0.1", **({"HX-Request": "true"} if is_fragment else {})})
    return [_plan(statement, values) for statement, values in statements]


def _description(node: dict[str, Any]) -> str:
    on = node.get("Index Name") or node.get("Relation Name") or node.get("CTE Name")
    name = f"{node['Node Type']} on {on}" if on else str(node["Node Type"])
    loops = int(node["Actual Loops"])
    rows = round((node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * loops)
    return f"{name}: {_own_ms(node):.1f} ms, {rows:,} rows in {loops:,} loop{'' if loops == 1 else 's'}"


def _plan(statement: str, values: Any) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", values)
        plan: dict[str, Any] = cursor.fetchone()[0][0]["Plan"]
    return plan


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", ()):
        yield from _nodes(inner)


def _own_ms(node: dict[str, Any]) -> float:
    """The time of a node in all loops, without that of the nodes below it."""
    total = float(node["Actual Total Time"] * node["Actual Loops"])
    return total - sum(float(inner["Actual Total Time"] * inner["Actual Loops"]) for inner in node.get("Plans", ()))
