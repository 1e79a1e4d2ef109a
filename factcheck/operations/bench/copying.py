"""Copies a row of a table many times, for benchmarks."""

from __future__ import annotations

from typing import Any


def copy_rows(
    cursor: Any,
    table: str,
    pk: int,
    count: int,
    changed: dict[str, str],
    *,
    first: int,
    values: dict[str, Any] | None = None,
) -> None:
    """Copy a row `count` times, with ids from `first`. `changed` maps columns to SQL expressions; `g` counts from 0.

    `values` are the parameters of these expressions.
    """
    cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_generated = 'NEVER'", [table])
    columns = [name for (name,) in cursor.fetchall()]
    expressions = {name: f'r."{name}"' for name in columns} | {"id": f"{first} + g"} | changed
    cursor.execute(
        f"INSERT INTO {table} ({', '.join(f'{chr(34)}{name}{chr(34)}' for name in columns)}) OVERRIDING SYSTEM VALUE"
        f" SELECT {', '.join(expressions[name] for name in columns)}"
        f" FROM {table} r, generate_series(0, {count - 1}) g WHERE r.id = %(pk)s",
        {"pk": pk, **(values or {})},
    )
