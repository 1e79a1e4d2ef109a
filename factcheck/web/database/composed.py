"""Queries whose SQL Django composes once per process instead of at each call.

Composing a query with joins and annotations takes several times as long as executing it. A `ComposedRows` executes the same
statement as the query that its function builds, with other values.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Sequence
from contextvars import ContextVar
from functools import cached_property
from itertools import chain
from typing import Any, Generic, Protocol, TypeVar, cast

from django.db import connections
from django.db.models import QuerySet
from django.db.models.query import ModelIterable, get_related_populators
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

    def is_empty(self, query: DigestedRows, values: tuple[int | str, ...]) -> bool:
        """Whether it is known that the query has no rows, so that it need not be executed."""

    def record(self, query: DigestedRows, values: tuple[int | str, ...], digest: bytes | None) -> None: ...


RECORDER: ContextVar[DigestRecorder | None] = ContextVar("recorder", default=None)


class Statement:
    """SQL and its parameters. Some of them are values of each call: `places` has their positions, which value, and its type."""

    __slots__ = ("count", "parameters", "places", "sql")

    def __init__(self, sql: str, parameters: Sequence[Any], places: Iterable[tuple[int, int, type]], count: int) -> None:
        self.sql, self.parameters, self.places, self.count = sql, tuple(parameters), tuple(places), count

    def filled(self, values: tuple[int | str, ...]) -> tuple[str, tuple[Any, ...]]:
        """The SQL and its parameters for these values."""
        if len(values) != self.count:
            raise TypeError(f"This query has {self.count} values, not {len(values)}.")
        parameters = list(self.parameters)
        for place, value, kind in self.places:
            parameters[place] = kind(values[value])
        return self.sql, tuple(parameters)

    @staticmethod
    def joined(sql: str, parts: Iterable[Statement]) -> Statement:
        """A statement whose `sql` contains these parts, in this order. They have the same values."""
        parameters: list[Any] = []
        places: list[tuple[int, int, type]] = []
        count = 0
        for part in parts:
            places += [(len(parameters) + place, value, kind) for place, value, kind in part.places]
            parameters += part.parameters
            count = part.count
        return Statement(sql, parameters, places, count)


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
        self._shapes: dict[str, _Shape] = {}
        COMPOSED.append(self)

    def __call__(self, *values: int | str) -> list[Row]:
        recorder = RECORDER.get()
        if recorder is None:
            return self._rows(self._composed[2].filled(values), None)
        if recorder.is_empty(self, values):
            return []
        digests: list[bytes | None] = []
        with reads_unnoted():
            rows = self._rows(self.statement_with_digest(*values), digests)
        recorder.record(self, values, digests[0])
        return rows

    def _rows(self, statement: tuple[str, tuple[Any, ...]], digests: list[bytes | None] | None) -> list[Row]:
        query, compiler, _ = self._composed
        if digests is None and self._has_models_only:
            return self._models(statement)
        rows: Any = query.__class__(query.model, cast(Any, _FixedQuery(query.query, compiler, statement, digests)))
        for name in ("_iterable_class", "_fields", "_prefetch_related_lookups"):
            setattr(rows, name, getattr(query, name))
        return list(rows)

    @cached_property
    def _has_models_only(self) -> bool:
        query: Any = self._composed[0]
        return query._iterable_class is ModelIterable and not (query._prefetch_related_lookups or query._known_related_objects)

    def _models(self, statement: tuple[str, tuple[Any, ...]]) -> list[Row]:
        """What Django's iterable of the query yields, without working out anew which columns belong to which model."""
        alias = self._composed[0].db
        if alias not in self._shapes:
            self._shapes[alias] = _Shape(self._composed[1], alias)
        shape, connection = self._shapes[alias], connections[alias]
        with connection.cursor() as cursor:
            cursor.execute(*statement)
            rows = cursor.fetchall()
        return [shape.model(row) for row in shape.converted(rows, connection)]

    def statement(self, *values: int | str) -> tuple[str, tuple[Any, ...]]:
        """The SQL and its parameters for these values."""
        return self._composed[2].filled(values)

    def with_expressions(self, *expressions: str) -> str:
        """The SQL with these expressions instead of values, as a part of another statement. The arguments must be constants."""
        statement = self._composed[2]
        by_place = {place: expressions[value] for place, value, _ in statement.places}
        written = [
            by_place[place] if place in by_place else quote(str(each)).replace("%", "%%")
            for place, each in enumerate(statement.parameters)
        ]
        first, *rest = statement.sql.split("%s")
        return first + "".join(each + part for each, part in zip(written, rest, strict=True))

    def statement_with_digest(self, *values: int | str) -> tuple[str, tuple[Any, ...]]:
        """The statement with one more column, `digest_expression`: it describes exactly these rows."""
        return self._with_digest.filled(values)

    @cached_property
    def digest_expression(self) -> Statement:
        """SQL for the SHA-256 of all rows, as PostgreSQL writes them. It is NULL if there are no rows."""
        query, _, statement = self._composed
        if query._prefetch_related_lookups:  # type: ignore[attr-defined]
            raise TypeError("The digest would not contain the prefetched rows.")
        rows = "convert_to(string_agg(composed_row::text, E'\\n'), 'UTF8')"
        sql = f"(SELECT sha256({rows}) FROM ({statement.sql}) composed_row)"  # noqa: S608  composed by Django
        return Statement.joined(sql, [statement])

    @cached_property
    def _with_digest(self) -> Statement:
        statement, digest = self._composed[2], self.digest_expression
        sql = f"SELECT composed_row.*, {digest.sql} FROM ({statement.sql}) composed_row"  # noqa: S608  as above
        return Statement.joined(sql, [digest, statement])

    @cached_property
    def _composed(self) -> tuple[QuerySet[Any, Row], SQLCompiler, Statement]:
        """Threads may compose it at the same time, with the same result."""
        query = self.build(*self.marks)
        compiler = query.query.get_compiler(using=query.db)
        sql, parameters = compiler.as_sql()
        if missing := [mark for mark in self.marks if mark not in parameters]:
            raise ValueError(f"{len(missing)} of the values are no parameters of the query.")
        compiler.connection = cast(Any, None)  # that of one thread
        places = [
            (place, self.marks.index(each), type(each))
            for place, each in enumerate(parameters)
            if isinstance(each, (int, str)) and each in self.marks
        ]
        return query, compiler, Statement(sql, parameters, places, len(self.marks))


class _Shape:
    """Which columns of the rows belong to which model and annotation, for one connection. See Django's `ModelIterable`."""

    def __init__(self, compiler: Any, alias: str) -> None:
        info, columns = compiler.klass_info, compiler.select
        self._class, self._alias = info["model"], alias
        self._columns = slice(info["select_fields"][0], info["select_fields"][-1] + 1)
        self._names = [column[0].target.attname for column in columns[self._columns]]
        self._related = get_related_populators(info, columns, alias)  # type: ignore[call-arg]  # of a later version
        self._annotations = tuple((compiler.annotation_col_map or {}).items())
        compiler = copy.copy(compiler)
        compiler.connection = connections[alias]
        self._converters = compiler.get_converters([column[0] for column in columns[: compiler.col_count]]).items()

    def model(self, row: Sequence[Any]) -> Any:
        model = self._class.from_db(self._alias, self._names, row[self._columns])
        for related in self._related:
            related.populate(row, model)
        for name, column in self._annotations:
            setattr(model, name, row[column])
        return model

    def converted(self, rows: list[tuple[Any, ...]], connection: Any) -> Iterable[Sequence[Any]]:
        if not self._converters:
            return rows
        changed = [list(row) for row in rows]
        for row in changed:
            for column, (converters, expression) in self._converters:
                for convert in converters:
                    row[column] = convert(row[column], expression, connection)
        return changed


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
