"""The time that is left for a fetch and for each of its phases. Pure."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class DeadlinePassed(Exception):
    """The total time is over."""


class Deadline:
    """The end of the total time, in seconds from now. Changes of the system time do not affect it."""

    def __init__(self, seconds: float) -> None:
        self.total = seconds
        self._end = time.monotonic() + seconds

    def left(self, phase: float) -> float:
        """The seconds that an operation may take: at most `phase`. Raises DeadlinePassed."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise DeadlinePassed
        return min(left, phase)

    @property
    def has_passed(self) -> bool:
        return time.monotonic() >= self._end

    @contextmanager
    def paused(self) -> Iterator[None]:
        """The time in the block does not count."""
        start = time.monotonic()
        try:
            yield
        finally:
            self._end += time.monotonic() - start
