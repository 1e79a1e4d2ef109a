"""Markup of this process, kept under a digest of the values that it was rendered from. Markup is therefore never stale."""

from __future__ import annotations

import io
import logging
import pickle
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.models import Model

from factcheck.web.bounded_cache import BoundedCache
from factcheck.web.field_values import field_values

log = logging.getLogger(__name__)

DIGEST_BYTES = 16
PICKLE_PROTOCOL = 5
MOST_BYTES = 32 * 2**20
"""The most markup that a process keeps, in bytes of memory, approximately."""


class NotRepeatable(RuntimeError):
    """Markup that would be kept depends on something other than its values."""


class _ValuePickler(pickle.Pickler):
    """Writes the values of a model and of its loaded relations, but not from which database they come.

    A class can have a static method `markup_key`, which returns what is written instead of its values.
    """

    def reducer_override(self, value: Any) -> Any:
        if key := getattr(type(value), "markup_key", None):
            return str, (type(value).__name__,), key(value)
        if isinstance(value, Model):
            values = {name: field for name, field in value.__dict__.items() if name != "_state"}
            return str, (value._meta.label,), values | value._state.fields_cache
        if found := field_values(value.__class__):
            name, values_of = found
            return str, (name,), values_of(value)
        return NotImplemented


def digest_of(*values: Any) -> bytes:
    """A digest of 16 bytes that differs if any value in `values` differs, also in dataclasses, models, and relations.

    Raises NotRepeatable if a value cannot be written, such as an open file.
    """
    written = io.BytesIO()
    try:
        _ValuePickler(written, PICKLE_PROTOCOL).dump(values)
    except (pickle.PicklingError, TypeError, AttributeError) as error:
        raise NotRepeatable(f"has a value that cannot be written: {error}") from error
    return blake2b(written.getbuffer(), digest_size=DIGEST_BYTES).digest()


class MarkupCache(BoundedCache[bytes, str]):
    """Markup by digest."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        super().__init__(most_bytes)

    def keep(self, digest: bytes, markup: str) -> None:
        """Keep the markup, unless it would fill a quarter of the cache."""
        self.add(digest, markup, sys.getsizeof(markup))


_reads: ContextVar[set[str] | None] = ContextVar("reads", default=None)


CHANGED = "rows that changed meanwhile"
"""Noted if rows differ from those of the key, because another request wrote at the same time. This is not an error."""


def is_kept() -> bool:
    """Whether the markup that is being rendered is kept."""
    return _reads.get() is not None


def note_read(what: str) -> None:
    """Called by code whose result depends on `what`, such as the time, which is not among the values of the markup."""
    reads = _reads.get()
    if reads is not None:
        reads.add(what)


TIME, TODAY = "the time", "today’s date"
"""What code reads from the clock. A part that reads the date can have it among its values, under the name `today`."""


@contextmanager
def reads_noted() -> Iterator[set[str]]:
    """What is read meanwhile although it is not among the values: what `note_read` is called with, and the database."""
    reads: set[str] = set()
    token = _reads.set(reads)
    try:
        with ExitStack() as stack:
            for connection in connections.all(initialized_only=True):
                stack.enter_context(connection.execute_wrapper(_note_statement))
            yield reads
    finally:
        _reads.reset(token)


@contextmanager
def reads_unnoted() -> Iterator[None]:
    """For statements whose rows are among the values."""
    token = _reads.set(None)
    try:
        yield
    finally:
        _reads.reset(token)


def _note_statement(execute: Any, sql: Any, values: Any, many: bool, context: Any) -> Any:
    note_read("the database")
    return execute(sql, values, many, context)


def report(problem: NotRepeatable, place: str) -> None:
    """Raise the problem in tests and in development. A newsroom gets the page, and a line in the log."""
    message = f"The cached part of {place} {problem}."
    if settings.TESTING or settings.DEBUG:
        raise NotRepeatable(message) from problem
    log.error("%s", message)
