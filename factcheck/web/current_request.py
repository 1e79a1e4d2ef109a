"""The request that this thread handles, and its id.

The id is in the header X-Request-ID of the response, on error pages, in the log lines of the request, and in its security events.
"""

from __future__ import annotations

import re
from contextvars import ContextVar
from secrets import token_hex
from typing import Any

from django.core.signals import request_finished
from django.dispatch import receiver

HEADER = "X-Request-ID"
_FORMAT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
_current: ContextVar[Any] = ContextVar("request", default=None)


def current_request() -> Any:
    """The request that this thread handles, or None in commands and jobs."""
    return _current.get()


def request_id() -> str:
    """The id of the current request, or an empty string."""
    return getattr(_current.get(), "request_id", "")


def begin(request: Any, *, proposed: str | None) -> None:
    """Make `request` the current one, with the `proposed` id if that is valid, and otherwise with a new one."""
    request.request_id = proposed if proposed and _FORMAT.fullmatch(proposed) else token_hex(16)
    _current.set(request)


@receiver(request_finished)
def end(**kwargs: Any) -> None:
    """The response was sent completely. (Django logs error responses after the last middleware, so that is too early.)"""
    _current.set(None)


def mark_event(request: Any, kind: str, **details: Any) -> None:
    """Name the security event that the refusal of this request is. `accounts.middleware` records it with the response.

    Without a mark, a 403 is the event `permission_refused`, and a 429 is `rate_limited`.
    """
    request.refusal_event = (kind, details)
