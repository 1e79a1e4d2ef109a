"""The lock that lets only one process at a time change the schema: `migrate` and `restore` hold it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg

from factcheck.operations.backup.connections import parameters

KEY = 0x4661637463686B
"""Key of the advisory lock in the database."""
_POLL_SECONDS = 0.2


@contextmanager
def only_one_migration(on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold the lock. If another process holds it, call `on_wait` once and wait for any time.

    The lock belongs to a connection of its own, because migrations may close the default one. It is released if the process is
    killed.
    """
    with psycopg.connect(**parameters(), autocommit=True) as session:
        is_waiting = False
        while not _try_lock(session):
            if not is_waiting:
                on_wait()
            is_waiting = True
            time.sleep(_POLL_SECONDS)  # `lock_timeout` would end a statement that waits for the lock
        yield


def _try_lock(session: psycopg.Connection[tuple[bool]]) -> bool:
    row = session.execute("SELECT pg_try_advisory_lock(%s)", [KEY]).fetchone()
    return bool(row and row[0])
