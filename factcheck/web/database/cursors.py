"""The cursors of the database backend. Each statement passes through them, so they do little else than execute it.

With prepared statements, the text of a statement is converted for PostgreSQL once per process. psycopg keeps 128 conversions,
and none of a statement that is longer than 4,096 bytes. Converting one of 10,000 bytes takes about 0.1 ms at each execution.
"""

from __future__ import annotations

from threading import Lock
from typing import Any

from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.utils import CursorWrapper
from psycopg._queries import PostgresQuery, _query2pg_nocache
from psycopg.abc import Params, Query

MOST_BYTES = 12 * 2**20
"""The memory for the conversions that a process keeps, approximately."""
BYTES_PER_CHARACTER, BYTES_PER_PARAMETER = 3, 250
"""What a conversion takes: the text, its key, and its parts; and several objects for each parameter."""
MOST_PARAMETERS = 300
"""Statements with more parameters are not kept: Django generates them from lists of varying length."""

_Conversion = tuple[bytes, list[Any], list[str] | None, list[Any]]


class Conversions:
    """Conversions by text. They depend on nothing else. Threads can share it."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.kept: dict[str, _Conversion] = {}
        self.bytes = 0
        self._most = most_bytes
        self._lock = Lock()

    def add(self, text: str) -> _Conversion:
        """Convert a statement, and keep it unless it has too many parameters. If there is no room, all others are forgotten."""
        conversion: _Conversion = _query2pg_nocache(text.encode(), "utf-8")
        parameters = len(conversion[1])
        if parameters <= MOST_PARAMETERS:
            size = BYTES_PER_CHARACTER * len(text) + BYTES_PER_PARAMETER * parameters
            with self._lock:
                if text in self.kept:  # another thread was faster
                    return conversion
                if self.bytes + size > self._most:
                    self.kept, self.bytes = {}, 0
                self.kept[text] = conversion
                self.bytes += size
        return conversion


conversions = Conversions()
"""Those of this process."""


class ConvertedQuery(PostgresQuery):
    def convert(self, query: Query, vars: Params | None) -> None:
        if type(query) is not str or vars is None or self._tx.encoding != "utf-8":
            super().convert(query, vars)
            return
        conversion = conversions.kept.get(query) or conversions.add(query)
        self.query, formats, self._order, parts = conversion
        self._want_formats, self._parts = formats, parts
        if self._order is None and type(vars) in (tuple, list) and len(vars) == len(formats):
            self.params = self._tx.dump_sequence(vars, formats)  # type: ignore[arg-type]  # a sequence
            self.types = self._tx.types or ()
            self.formats = self._tx.formats
        else:
            self.dump(vars)  # checks the values


class DirectCursor(CursorWrapper):
    """Django's wrapper, except that it calls the cursor without further calls in between if nothing observes the statement."""

    def execute(self, sql: Any, params: Any = None) -> Any:
        if self.db.execute_wrappers or self.db.needs_rollback:
            return super().execute(sql, params)
        try:
            return self.cursor.execute(sql, params)
        except Exception:
            with self.db.wrap_database_errors:
                raise

    def __iter__(self) -> Any:
        return iter(self.fetchall())  # the rows are in memory already

    def fetchone(self) -> Any:
        try:
            return self.cursor.fetchone()
        except Exception:
            with self.db.wrap_database_errors:
                raise

    def fetchmany(self, size: int = 0) -> Any:
        try:
            return self.cursor.fetchmany(size)
        except Exception:
            with self.db.wrap_database_errors:
                raise

    def fetchall(self) -> Any:
        try:
            return self.cursor.fetchall()
        except Exception:
            with self.db.wrap_database_errors:
                raise


class ConvertingCursor(ServerBindingCursor):
    _query_cls = ConvertedQuery
