"""Digests of the rows of composed queries, and values that are loaded from these rows only if something reads them.

A page whose markup is kept (`web.templatetags.markup`) needs to know whether its rows have changed, but not the rows themselves.
PostgreSQL digests what the queries return, all in one statement, so the digests contain each column that the queries select.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from typing import Any, TypeVar, cast

from django.db import connection
from django.utils.functional import SimpleLazyObject

from factcheck.web.database.composed import RECORDER, ComposedRows, DigestedRows
from factcheck.web.markup_cache import CHANGED, NotRepeatable, note_read, reads_noted

Value = TypeVar("Value")
Digests = dict[DigestedRows, bytes | None]


class RowDigests:
    """The digests of the rows of these queries for the same values. Each call takes one statement."""

    def __init__(self, *queries: ComposedRows[Any]) -> None:
        self.queries = tuple(dict.fromkeys(queries))

    def __call__(self, *values: int | str) -> KnownRows:
        parts, parameters = zip(*(query.digest_expression(*values) for query in self.queries), strict=True)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(parts)}", [each for own in parameters for each in own])
            found = cursor.fetchone()
        digests = [None if digest is None else bytes(digest) for digest in found]
        return KnownRows(values, dict(zip(self.queries, digests, strict=True)))


class KnownRows:
    """What is known of the rows of queries: their digests."""

    def __init__(self, values: tuple[int | str, ...], digests: Digests) -> None:
        self.values, self.digests = values, digests

    def lazy(self, load: Callable[..., Value], queries: Iterable[DigestedRows], *arguments: Any) -> Value:
        """The result of `load(*arguments)`, which is called when a template or a view reads it first.

        In the key of kept markup it is represented by the digests of `queries` and by `arguments`. It can read the rows of these
        queries and nothing else that can change. Other reads are an error in tests, and prevent that markup is kept.
        """
        return cast(Value, LazyRows(load, arguments, self.values, {query: self.digests[query] for query in queries}))


class LazyRows(SimpleLazyObject):  # type: ignore[type-arg]
    """A value that is loaded from rows whose digests are known. Use `KnownRows.lazy`."""

    def __init__(
        self, load: Callable[..., Any], arguments: tuple[Any, ...], values: tuple[int | str, ...], digests: Digests
    ) -> None:
        super().__init__(lambda: _loaded(self, load, arguments, _Recorder(values, digests)))
        name = f"{load.__module__}.{load.__qualname__}"
        self.__dict__.update(known=(name, arguments, tuple(digests.values())), problems=frozenset())

    @staticmethod
    def markup_key(value: LazyRows) -> Any:
        """What represents the value in the key of kept markup. Raises NotRepeatable if it was loaded from other rows."""
        problems = value.__dict__["problems"]
        if CHANGED in problems:
            return secrets.token_bytes(16)  # no other key is equal
        if problems:
            raise NotRepeatable(f"has a value that reads {', '.join(sorted(problems))}")
        return value.__dict__["known"]


class _Recorder:
    """Compares the digests of rows that are loaded with the known ones."""

    def __init__(self, values: tuple[int | str, ...], digests: Digests) -> None:
        self.values, self.digests = values, digests

    def record(self, query: DigestedRows, values: tuple[int | str, ...], digest: bytes | None) -> None:
        if values != self.values or query not in self.digests:
            note_read(f"the query {query.name}, whose digest is not known")
        elif digest != self.digests[query]:
            note_read(CHANGED)


def _loaded(value: LazyRows, load: Callable[..., Any], arguments: tuple[Any, ...], recorder: _Recorder) -> Any:
    token = RECORDER.set(recorder)
    try:
        with reads_noted() as reads:
            result = load(*arguments)
    finally:
        RECORDER.reset(token)
    value.__dict__["problems"] = frozenset(reads)
    for what in reads:
        note_read(what)
    return result
