"""The stored column values of a recorded row, and their digest.

Each ledger entry contains the digests of its rows. A change to any column that bypasses the actions is therefore detectable. The
digest leaves out empty values, so a column that a later version adds does not change the digests of rows in which it is empty.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from factcheck.ledger.chain import digest
from factcheck.ledger.models import Recorded


@cache
def row_values_sql(model: type[Recorded], row: str) -> str:
    """SQL for the columns of one row as JSON text, without generated columns. `row` is the alias of its table."""
    unrecorded = getattr(model, "unrecorded", ())  # a historical model of a migration has no such attribute
    columns = [f.column for f in model._meta.concrete_fields if not f.generated and f.name not in unrecorded]
    return "json_build_object(" + ", ".join(f"'{column}', {row}.\"{column}\"" for column in columns) + ")::text"


@cache
def row_values_array_sql(model: type[Recorded]) -> str:
    """SQL for an array of the values of several rows in the order of their ids. The query parameter is the list of the ids."""
    rows = f"SELECT {row_values_sql(model, 'r')} FROM {model._meta.db_table} r WHERE r.id = ANY(%s) ORDER BY r.id"  # noqa: S608  (names of models)
    return f"ARRAY({rows})"


def digest_of(values: str) -> str:
    """SHA-256 (64 hex digits) of the result of `row_values_sql`. Decimal numbers are digested in their textual form."""
    columns: dict[str, Any] = json.loads(values, parse_float=str)
    return digest({name: value for name, value in columns.items() if not _is_empty(value)})


def _is_empty(value: Any) -> bool:
    return value is None or value is False or value in ("", [], {})
