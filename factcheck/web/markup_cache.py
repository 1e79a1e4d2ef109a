"""Markup of this process, kept under a digest of the values that it was rendered from. Markup is therefore never stale."""

from __future__ import annotations

import io
import logging
import pickle
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from hashlib import blake2b
from threading import Lock
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.models import Model

log = logging.getLogger(__name__)

DIGEST_BYTES = 16
PICKLE_PROTOCOL = 5
MOST_BYTES = 32 * 2**20
"""The most markup that a process keeps, in bytes of UTF-8, approximately."""


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


class MarkupCache:
    """Markup by digest. What was used least recently is removed first. Threads can share it."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._size = 0
        self._markup: OrderedDict[bytes, tuple[str, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, digest: bytes) -> str | None:
        with self._lock:
            found = self._markup.get(digest)
            if found is None:
                return None
            self._markup.move_to_end(digest)
            return found[0]

    def add(self, digest: bytes, markup: str) -> None:
        """Keep the markup, unless it would fill a quarter of the cache."""
        size = len(markup.encode()) + 200  # about 200 bytes for the entry
        if size > self._most_bytes // 4:
            return
        with self._lock:
            if earlier := self._markup.pop(digest, None):
                self._size -= earlier[1]
            self._markup[digest] = (markup, size)
            self._size += size
            while self._size > self._most_bytes:
                self._size -= self._markup.popitem(last=False)[1][1]

    def clear(self) -> None:
        with self._lock:
            self._markup.clear()
            self._size = 0

    @property
    def size(self) -> int:
        """Bytes."""
        return self._size

    def __len__(self) -> int:
        return len(self._markup)


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
