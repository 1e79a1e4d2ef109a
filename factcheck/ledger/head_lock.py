"""Waiting for the lock on the head of the ledger, which every write takes, without blocking every thread of the process."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection

from factcheck.setup import limits

LOCK_TIMEOUT = "55P03"
SHORT = 250
"""Lock timeout in milliseconds of a web process after another request has timed out."""
REMEMBERED = 10.0
"""Seconds for which a timeout is remembered."""

_stuck_until = 0.0


def lock_head(cursor: Any, statement: str, parameters: Sequence[Any] = ()) -> None:
    """Execute `statement`, which locks the head. Raises OperationalError (55P03) if the lock times out.

    The first requests have the usual `lock_timeout`. Once one has timed out, the others of this web process wait only for `SHORT`
    until one of them gets the lock: all threads would wait otherwise, and readers behind them.
    """
    global _stuck_until
    is_stuck = settings.LIMITS.kind == limits.WEB.kind and monotonic() < _stuck_until
    if is_stuck:
        cursor.execute(f"SET LOCAL lock_timeout = {SHORT}")
    try:
        cursor.execute(statement, parameters)
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", None) == LOCK_TIMEOUT:
            _stuck_until = monotonic() + REMEMBERED
        raise
    if is_stuck:
        _stuck_until = 0.0
        with connection.cursor() as another:  # the first one has the rows to be fetched
            another.execute("SET LOCAL lock_timeout TO DEFAULT")
