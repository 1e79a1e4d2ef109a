"""The states of a request for a copy, the failures with their messages, and the times of further attempts. Pure."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum


class RequestState(StrEnum):
    """`WAITING` includes waiting for the next attempt after no answer. All other states except `FETCHING` are final."""

    WAITING = "waiting"
    FETCHING = "fetching"
    KEPT = "kept"
    FAILED = "failed"
    GONE = "gone"
    NO_ANSWER = "no_answer"


STATE_LABELS = {
    RequestState.WAITING: "waiting",
    RequestState.FETCHING: "fetching",
    RequestState.KEPT: "copy kept",
    RequestState.FAILED: "not preserved",
    RequestState.GONE: "page is gone",
    RequestState.NO_ANSWER: "no answer",
}
OPEN_STATES = (RequestState.WAITING, RequestState.FETCHING)

DELAYS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=12))
"""The time from an attempt without an answer to the next one. After the last of them, the request ends without an answer."""
MAX_ATTEMPTS = len(DELAYS) + 1
MAX_DELAY = timedelta(days=1)
"""A server that asks for a longer delay (`Retry-After`) is asked again after this time."""
LEASE = timedelta(minutes=5)
"""An attempt that has reported nothing for this time was interrupted, for example because its worker was killed.

It is longer than each step between two reports: fetching (100 seconds), storing one file in a slow bucket (a few operations of
46 seconds each), and reading (70 seconds).
"""
HEARTBEAT = timedelta(seconds=1)
"""The time between two reports of an attempt about the bytes that it has received."""


def next_delay(attempts: int, retry_after: float | None) -> timedelta | None:
    """The time until the next attempt after `attempts` attempts without an answer; None if there is none.

    `retry_after` is what the server asked for, in seconds. It can make the delay longer, but not shorter.
    """
    if not 0 < attempts <= len(DELAYS):
        return None
    asked = timedelta(seconds=min(max(retry_after or 0.0, 0.0), MAX_DELAY.total_seconds()))
    return max(DELAYS[attempts - 1], asked)
