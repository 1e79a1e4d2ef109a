"""Acquires the lock on the head of the ledger, which every write needs, without blocking every thread of the process."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection

from factcheck.setup import limits

LOCK_TIMEOUT = "55P03"
SHORT_TIMEOUT = 250
"""Lock timeout of a web process, in milliseconds, after another request has timed out."""
REMEMBER_SECONDS = 10.0
"""Seconds for which a timeout is remembered."""

_stuck_until = 0.0


def lock_head(cursor: Any, statement: str, parameters: Sequence[Any] = ()) -> None:
    """Execute `statement`, which locks the head. Raises OperationalError (55P03) if the lock times out.

    Requests start with the usual `lock_timeout`. After one of them has timed out, the requests of this web process wait for at
    most `SHORT_TIMEOUT` until one of them gets the lock. Otherwise all threads would wait, and reads would queue behind them.
    """
    global _stuck_until
    is_stuck = settings.LIMITS.kind == limits.WEB.kind and monotonic() < _stuck_until
    if is_stuck:
        cursor.execute(f"SET LOCAL lock_timeout = {SHORT_TIMEOUT}")
    try:
        cursor.execute(statement, parameters)
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", None) == LOCK_TIMEOUT:
            _stuck_until = monotonic() + REMEMBER_SECONDS
        raise
    if is_stuck:
        _stuck_until = 0.0
        with connection.cursor() as another:  # `cursor` still has rows to fetch
            another.execute("SET LOCAL lock_timeout TO DEFAULT")
