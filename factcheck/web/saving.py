"""Whether the current request has committed something, so that a later failure does not claim that nothing was saved."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

_committed: ContextVar[bool] = ContextVar("committed", default=False)


def begin(**signal: Any) -> None:
    """Receives Django's `request_started`."""
    _committed.set(False)


def note_commit() -> None:
    _committed.set(True)


def has_committed() -> bool:
    return _committed.get()
