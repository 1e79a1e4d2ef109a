"""Rows of handwritten statements, whose digest another statement can read (`web.database.row_digests`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from django.db import connection

from factcheck.web.database.composed import RECORDER
from factcheck.web.markup_cache import reads_unnoted

Row = TypeVar("Row")


class StatementRows(Generic[Row]):
    """The rows that `rows`, a SELECT, returns with the common table expressions `common`. `read` gets the columns of a row.

    A statement that has the same common table expressions reads their digest with `digest`, an expression, and passes it to
    `KnownRows((), {statement_rows: digest})`. Each call returns the rows.
    """

    def __init__(self, name: str, common: str, rows: str, values: Mapping[str, Any], read: Callable[..., Row]) -> None:
        self.name, self.common, self.rows, self.values, self.read = name, common, rows, values, read

    @property
    def digest(self) -> str:
        """The SHA-256 of all rows, as PostgreSQL writes them. It is NULL if there are no rows."""
        written = "convert_to(string_agg(statement_row::text, E'\\n'), 'UTF8')"
        return f"(SELECT sha256({written}) FROM ({self.rows}) AS statement_row)"  # noqa: S608  (constants)

    def __call__(self) -> list[Row]:
        statement = f"WITH {self.common} SELECT statement_row.*, {self.digest} FROM ({self.rows}) AS statement_row"  # noqa: S608  (constants)
        with reads_unnoted(), connection.cursor() as cursor:
            cursor.execute(statement, self.values)
            found = cursor.fetchall()
        if recorder := RECORDER.get():
            recorder.record(self, (), bytes(found[0][-1]) if found else None)
        return [self.read(*row[:-1]) for row in found]
