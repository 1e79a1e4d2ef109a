"""Counts the rows that a long examination has read, for whoever listens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Row = TypeVar("Row")
_STEP = 1000
_listener: ContextVar[Callable[[int], None] | None] = ContextVar("listener", default=None)


@contextmanager
def listening(listener: Callable[[int], None]) -> Iterator[None]:
    """Call `listener` with the number of additional rows each time that rows were read inside this context."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def read(rows: int) -> None:
    """Report that `rows` more rows were read."""
    if listener := _listener.get():
        listener(rows)


def counted(rows: Iterable[Row]) -> Iterator[Row]:
    """The same rows, reported in steps of 1000."""
    for number, row in enumerate(rows, 1):
        if number % _STEP == 0:
            read(_STEP)
        yield row
