"""Finds the plan nodes of a page that take most of its time, or that grow with the newsroom.

PostgreSQL plans a prepared statement for its values at first. Later, it may keep one plan for all values, which can be much
slower: it does not know how small a limit is, or how rare a value. Both plans are therefore examined.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import psycopg
from django.db import connection
from django.test import Client
from psycopg import sql

LARGE = 15_000
"""Rows or loops of a plan node that grow with the newsroom. PostgreSQL reads smaller tables sequentially where that is faster."""


SORTED = 1_000
"""Rows that a statement may sort: the hits among which a search ranks are limited to fewer."""


def worst_node(address: str, cookies: dict[str, str], *, is_fragment: bool = False) -> str:
    """Request a page in this process, explain each of its SELECT statements, and describe the most expensive node.

    The description is "Seq Scan on articles_article: 52.1 ms, 100,000 rows in 1 loop".
    """
    nodes = [node for plan in _plans(address, cookies, is_fragment) for node in _nodes(plan)]
    return _description(max(nodes, key=_own_ms)) if nodes else ""


def growing_nodes(address: str, cookies: dict[str, str], *, is_fragment: bool = False) -> list[str]:
    """Describe the nodes that sort more than SORTED rows, read a large table sequentially, or repeat too often.

    Those of plans that PostgreSQL would keep for all values are included.
    """
    found = []
    for plan in _plans(address, cookies, is_fragment, with_kept=True):
        for node in _nodes(plan):
            rows = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
            most = {"Seq Scan": LARGE, "Sort": SORTED, "Incremental Sort": SORTED}.get(node["Node Type"])
            if (most is not None and _input_rows(node, rows) > most) or node["Actual Loops"] > LARGE:
                found.append(_description(node))
    return found


def _plans(address: str, cookies: dict[str, str], is_fragment: bool, *, with_kept: bool = False) -> list[dict[str, Any]]:
    client = Client()
    client.cookies.load(cookies)
    headers = {"Host": "127.0.0.1", **({"HX-Request": "true"} if is_fragment else {})}
    client.get(address, headers=headers)  # what each process reads once
    statements: list[tuple[str, Any]] = []

    def record(execute: Any, statement: str, values: Any, many: bool, context: Any) -> Any:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            statements.append((statement, values))
        return execute(statement, values, many, context)

    with connection.execute_wrapper(record):
        response = client.get(address, headers=headers)
    if response.status_code != 200:
        raise RuntimeError(f"The response to {address} has status {response.status_code}.")
    plans = [_plan(statement, values) for statement, values in statements]
    return plans + _kept_plans(statements) if with_kept else plans


def _kept_plans(statements: Iterable[tuple[str, Any]]) -> list[dict[str, Any]]:
    """The plans that PostgreSQL keeps for all values of prepared statements. Statements without values have no other plan."""
    if not connection.settings_dict["OPTIONS"].get("server_side_binding"):
        return []  # as with FACTCHECK_PREPARED=0
    plans = []
    with psycopg.connect(**_parameters(), autocommit=True) as prepared:
        prepared.execute("SET plan_cache_mode = force_generic_plan")
        for statement, values in {statement: (statement, values) for statement, values in statements if values}.values():
            prepared.execute(statement, values, prepare=True)
            newest = prepared.execute("SELECT name FROM pg_prepared_statements ORDER BY prepare_time DESC LIMIT 1").fetchone()
            name, arguments = sql.Identifier(newest[0] if newest else ""), sql.SQL(", ").join(_in_order(statement, values))
            row = prepared.execute(sql.SQL("EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE {} ({})").format(name, arguments)).fetchone()
            plans.append(row[0][0]["Plan"] if row else {})
    return plans


def _parameters() -> dict[str, Any]:
    """How to connect to the database of this process."""
    parameters = connection.get_connection_params()
    return {name: value for name, value in parameters.items() if name not in ("cursor_factory", "context", "prepare_threshold")}


def _in_order(statement: str, values: Any) -> list[sql.Literal]:
    """The values of a prepared statement: by their first place in it, if they have names."""
    if isinstance(values, Mapping):
        values = [values[name] for name in dict.fromkeys(re.findall(r"(?<!%)%\((\w+)\)", statement))]
    return [sql.Literal(value) for value in values]


def _description(node: dict[str, Any]) -> str:
    on = node.get("Index Name") or node.get("Relation Name") or node.get("CTE Name")
    name = f"{node['Node Type']} on {on}" if on else str(node["Node Type"])
    loops = int(node["Actual Loops"])
    rows = round((node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * loops)
    return f"{name}: {_own_ms(node):.1f} ms, {rows:,} rows in {loops:,} loop{'' if loops == 1 else 's'}"


def _input_rows(node: dict[str, Any], rows: int) -> int:
    """The rows that a sort reads, which are more than it returns if it has a limit. For other nodes, `rows`."""
    return max([inner["Actual Rows"] for inner in node.get("Plans", ())], default=rows) if "Sort" in node["Node Type"] else rows


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
