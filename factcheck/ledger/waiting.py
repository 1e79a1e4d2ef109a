"""Waiting for the lock on the head of the ledger, which every write takes, without blocking every thread of the process."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import Any

from django.db import OperationalError, connection

LOCK_TIMEOUT = "55P03"
SHORT = 250
"""Milliseconds to wait for the lock after somebody waited for it in vain."""
REMEMBERED = 10.0
"""Seconds for which a wait in vain counts."""

_stuck_until = 0.0


def lock_head(cursor: Any, statement: str, parameters: Sequence[Any] = ()) -> None:
    """Execute `statement`, which locks the head. Raises OperationalError (55P03) where the lock is not to be had in time.

    The first to wait have the process's usual `lock_timeout`. Once one of them waited in vain, the others of this process wait
    for `SHORT` only until one of them gets the lock: all threads would wait otherwise, and readers behind them.
    """
    global _stuck_until
    is_stuck = monotonic() < _stuck_until
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
