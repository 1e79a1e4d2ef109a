"""The lock that orders takedowns and exports: what is hidden first does not leave, and what left first is on record first."""

from __future__ import annotations

from django.db import connection

_TAKEDOWNS = 6_900_569
"""Key of the PostgreSQL advisory lock, which is held until the end of the transaction."""


def lock_takedowns() -> None:
    """Wait until no export is being recorded, and let the next one wait. Take this lock before the locks of rows."""
    _lock("pg_advisory_xact_lock")


def wait_for_takedowns() -> None:
    """Wait until no takedown is being recorded, and let the next one wait. Take this lock before the locks of rows."""
    _lock("pg_advisory_xact_lock_shared")


def _lock(function: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [_TAKEDOWNS])
