"""What a recorded row says, as the database has it: the values of its columns, and their digest.

The digest is entered with each write, so that a row that was changed past the product no longer fits its last entry, whichever
column it was. Empty values are left out: a column that a later version adds, empty in old rows, changes no digest.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from factcheck.ledger.chain import digest
from factcheck.ledger.models import Recorded


@cache
def row_values_sql(model: type[Recorded], row: str) -> str:
    """SQL for the columns of one row as JSON text; `row` is the alias of its table. Generated columns say nothing new."""
    unrecorded = getattr(model, "unrecorded", ())  # a model as a migration knows it has columns alone
    columns = [f.column for f in model._meta.concrete_fields if not f.generated and f.name not in unrecorded]
    return "json_build_object(" + ", ".join(f"'{column}', {row}.\"{column}\"" for column in columns) + ")::text"


@cache
def row_values_array_sql(model: type[Recorded]) -> str:
    """SQL, in brackets, for an array of the values of the rows whose ids are the next parameter, in the order of their ids."""
    rows = f"SELECT {row_values_sql(model, 'r')} FROM {model._meta.db_table} r WHERE r.id = ANY(%s) ORDER BY r.id"  # noqa: S608  (names of models)
    return f"ARRAY({rows})"


def digest_of(values: str) -> str:
    """SHA-256, 64 hex digits, of what `row_values_sql` gave. Numbers with decimals count as they are written."""
    said: dict[str, Any] = json.loads(values, parse_float=str)
    return digest({name: value for name, value in said.items() if not _is_empty(value)})


def _is_empty(value: Any) -> bool:
    return value is None or value is False or value in ("", [], {})
