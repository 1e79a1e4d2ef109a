"""Copies a row of a table many times, for benchmarks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
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


@contextmanager
def without_gin_indexes(cursor: Any, tables: Sequence[str]) -> Iterator[None]:
    """Drop the GIN indexes of these tables, and create them again after the block: it is faster than to add many rows to them."""
    cursor.execute(
        "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i"
        " JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam"
        " WHERE a.amname = 'gin' AND i.indrelid = ANY(%s::regclass[])",
        [list(tables)],
    )
    indexes = cursor.fetchall()
    for name, _ in indexes:
        cursor.execute(f"DROP INDEX {name}")
    yield
    cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
    for _, definition in indexes:
        cursor.execute(definition)
