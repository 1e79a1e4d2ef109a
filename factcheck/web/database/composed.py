"""Queries whose SQL Django composes once per process instead of at each call.

Composing a query with joins and annotations takes several times as long as executing it. A `ComposedRows` executes the same
statement as the query that its function builds, with other values.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from contextvars import ContextVar
from itertools import chain
from typing import Any, Generic, Protocol, TypeVar, cast

from django.db import connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler
from psycopg.sql import quote

from factcheck.web.markup_cache import reads_unnoted

Row = TypeVar("Row")
_MARKS: dict[type, Callable[[int], Any]] = {int: lambda place: 2**62 + 7_919 + place, str: lambda place: f"composed\x1f{place}"}
"""The values that queries are composed with: no id is as large, and no text contains such a character."""

COMPOSED: list[ComposedRows[Any]] = []
"""All of them. A test compares their statements with those of their queries."""


class DigestedRows(Protocol):
    """Rows whose digest PostgreSQL computes. `name`: for messages."""

    name: str


class DigestRecorder(Protocol):
    """Gets the digest of the rows of each query that is executed meanwhile (`web.database.row_digests`)."""

    def record(self, query: DigestedRows, values: tuple[int | str, ...], digest: bytes | None) -> None: ...


RECORDER: ContextVar[DigestRecorder | None] = ContextVar("recorder", default=None)


class ComposedRows(Generic[Row]):
    """The rows of a query whose only values are integers and texts. Each call executes the statement.

    `build` returns the query for its values; `kinds` are their types. It must not read anything that can change while the
    process runs: neither the clock, nor a setting of the newsroom, nor a person.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Row]], *kinds: type) -> None:
        self.build = build
        self.name = build.__qualname__
        self.kinds = kinds or (int,)
        self.marks = tuple(_MARKS[kind](place) for place, kind in enumerate(self.kinds))
        self._composed: tuple[QuerySet[Any, Row], SQLCompiler, str, tuple[Any, ...]] | None = None
        COMPOSED.append(self)

    def __call__(self, *values: int | str) -> list[Row]:
        recorder = RECORDER.get()
        if recorder is None:
            return self._rows(self.statement(*values), None)
        digests: list[bytes | None] = []
        with reads_unnoted():
            rows = self._rows(self.statement_with_digest(*values), digests)
        recorder.record(self, values, digests[0])
        return rows

    def _rows(self, statement: tuple[str, tuple[Any, ...]], digests: list[bytes | None] | None) -> list[Row]:
        query, compiler, _, _ = self._compose()
        rows: Any = query.__class__(query.model, cast(Any, _FixedQuery(query.query, compiler, statement, digests)))
        for name in ("_iterable_class", "_fields", "_prefetch_related_lookups"):
            setattr(rows, name, getattr(query, name))
        return list(rows)

    def statement(self, *values: int | str) -> tuple[str, tuple[Any, ...]]:
        """The SQL and its parameters for these values."""
        if len(values) != len(self.marks):
            raise TypeError(f"This query has {len(self.marks)} values, not {len(values)}.")
        _, _, sql, parameters = self._compose()
        by_mark = dict(zip(self.marks, values, strict=True))
        return sql, tuple(type(each)(by_mark[each]) if _is_mark(each, by_mark) else each for each in parameters)

    def with_expressions(self, *expressions: str) -> str:
        """The SQL with these expressions instead of values, as a part of another statement. The arguments must be constants."""
        _, _, sql, parameters = self._compose()
        by_mark = dict(zip(self.marks, expressions, strict=True))
        written = [by_mark[each] if _is_mark(each, by_mark) else quote(str(each)).replace("%", "%%") for each in parameters]
        first, *rest = sql.split("%s")
        return first + "".join(each + part for each, part in zip(written, rest, strict=True))

    def digest_expression(self, *values: int | str) -> tuple[str, tuple[Any, ...]]:
        """SQL for the SHA-256 of all rows, as PostgreSQL writes them, and its parameters. It is NULL if there are no rows."""
        sql, parameters = self.statement(*values)
        if self._compose()[0]._prefetch_related_lookups:  # type: ignore[attr-defined]
            raise TypeError("The digest would not contain the prefetched rows.")
        rows = "convert_to(string_agg(composed_row::text, E'\\n'), 'UTF8')"
        return f"(SELECT sha256({rows}) FROM ({sql}) composed_row)", parameters  # noqa: S608  composed by Django

    def statement_with_digest(self, *values: int | str) -> tuple[str, tuple[Any, ...]]:
        """The statement with one more column, `digest_expression`: it describes exactly these rows."""
        sql, parameters = self.statement(*values)
        digest, more = self.digest_expression(*values)
        return f"SELECT composed_row.*, {digest} FROM ({sql}) composed_row", (*more, *parameters)  # noqa: S608  as above

    def _compose(self) -> tuple[QuerySet[Any, Row], SQLCompiler, str, tuple[Any, ...]]:
        if self._composed is None:  # threads may compose it at the same time, with the same result
            query = self.build(*self.marks)
            compiler = query.query.get_compiler(using=query.db)
            sql, parameters = compiler.as_sql()
            if missing := [mark for mark in self.marks if mark not in parameters]:
                raise ValueError(f"{len(missing)} of the values are no parameters of the query.")
            compiler.connection = cast(Any, None)  # that of one thread
            self._composed = query, compiler, sql, tuple(parameters)
        return self._composed


def _is_mark(value: Any, by_mark: dict[Any, Any]) -> bool:
    return isinstance(value, (int, str)) and value in by_mark


class _FixedQuery:
    """A query for the iterables of Django that is already composed."""

    def __init__(
        self, query: Any, compiler: SQLCompiler, statement: tuple[str, tuple[Any, ...]], digests: list[bytes | None] | None
    ) -> None:
        self._query, self._compiler, self._statement, self._digests = query, compiler, statement, digests

    def __getattr__(self, name: str) -> Any:
        return getattr(self._query, name)

    def get_compiler(self, using: str) -> _FixedCompiler:
        compiler = copy.copy(self._compiler)
        compiler.__class__ = _FixedCompiler
        compiler.using, compiler.connection = using, connections[using]
        fixed = cast(_FixedCompiler, compiler)
        fixed.fixed_statement, fixed.digests = self._statement, self._digests
        fixed.kept_converters = self._compiler.__dict__.setdefault("kept_converters", [])
        return fixed


class _FixedCompiler(SQLCompiler):
    """`digests`: gets the last column of the rows, unless it is None. `kept_converters`: those of the columns, once known."""

    fixed_statement: tuple[str, tuple[Any, ...]]
    digests: list[bytes | None] | None
    kept_converters: list[dict[int, Any]]

    def results_iter(
        self, results: Any = None, tuple_expected: bool = False, chunked_fetch: bool = False, chunk_size: int = 0
    ) -> Any:
        if results is None:
            results = self.execute_sql()
        if not self.kept_converters:  # they depend on neither the connection nor the values
            self.kept_converters.append(self.get_converters([column[0] for column in self.select[: self.col_count]]))
        rows: Any = chain.from_iterable(results)
        if self.kept_converters[0]:
            rows = self.apply_converters(rows, self.kept_converters[0])
        return map(tuple, rows) if tuple_expected else rows

    def execute_sql(self, *arguments: Any, **options: Any) -> Any:
        chunks = super().execute_sql(*arguments, **options)
        if self.digests is None:
            return chunks
        rows = [row for chunk in chunks for row in chunk]
        self.digests.append(bytes(rows[0][-1]) if rows else None)
        return [[row[:-1] for row in rows]]

    def as_sql(self, with_limits: bool = True, with_col_aliases: bool = False) -> tuple[str, tuple[Any, ...]]:
        return self.fixed_statement
