"""Tracks whether the current request has committed a write, so that a later failure does not report that nothing was saved."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

_committed: ContextVar[bool] = ContextVar("committed", default=False)


def begin(**signal: Any) -> None:
    """Reset the state. A receiver of Django's `request_started` signal."""
    _committed.set(False)


def note_commit() -> None:
    _committed.set(True)


def has_committed() -> bool:
    return _committed.get()
