"""Limits requests to the same host, from all worker processes together.

Session locks in the database limit how many requests run at once; PostgreSQL releases them if a process is killed. The time
of the last request is in the cache, which is a table. All times are those of the database server.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.cache import cache
from django.db import DatabaseError, InterfaceError, connection, transaction

from factcheck.archive.fetching.failures import busy_host
from factcheck.archive.fetching.limits import FetchLimits

log = logging.getLogger(__name__)

_RUNNING, _STARTING = 1_178_684_201, 1_178_684_202
"""The first of the two numbers that name an advisory lock; they must differ from those of all other locks."""
_POLL = 0.1
"""Seconds between two attempts to get a lock."""
_SECONDS_KEPT = 3600


def refuse_transactions() -> None:
    """Raise RuntimeError in a transaction: a slow server would keep its locks for minutes. Those of tests are permitted."""
    if any(not getattr(block, "_from_testcase", False) for block in connection.atomic_blocks):
        raise RuntimeError("An address must not be fetched in a transaction.")


@contextmanager
def turn(host: str, limits: FetchLimits, waiting: Callable[[], None]) -> Iterator[None]:
    """Wait for the turn at the host, and keep it during the block. `waiting` is called before each wait.

    Raises FetchFailed (BUSY, with `retry_after`) if the turn does not come within `limits.turn` seconds.
    """
    end = time.monotonic() + limits.turn
    number = _waited(lambda: _lock_any(_keys(host, limits.at_once)), host, end, limits, waiting)
    try:
        delay = _reserve_start(host, limits.interval, end - time.monotonic()) if limits.interval else 0.0
        if delay is None:
            raise busy_host(host, limits.turn)
        if delay > 0:
            waiting()
            time.sleep(delay)
        yield
    finally:
        _unlock(number)


def _waited(attempt: Callable[[], int | None], host: str, end: float, limits: FetchLimits, waiting: Callable[[], None]) -> int:
    has_waited = False
    while (result := attempt()) is None:
        if time.monotonic() >= end:
            raise busy_host(host, limits.turn)
        if not has_waited:
            waiting()
            has_waited = True
        time.sleep(_POLL)
    return result


def _key(host: str) -> int:
    return int.from_bytes(hashlib.sha256(host.encode()).digest()[:4], signed=True)


def _keys(host: str, count: int) -> list[int]:
    return [_key(f"{host} {number}") for number in range(count)]


def _lock_any(keys: list[int]) -> int | None:
    """The first of the locks that is free, which this session now has, or None."""
    with connection.cursor() as cursor:
        for key in keys:
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_RUNNING, key])
            if cursor.fetchone() == (True,):
                return key
    return None


def _unlock(key: int) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_RUNNING, key])
    except (DatabaseError, InterfaceError) as error:  # the session has ended, and its locks with it
        log.warning("the lock of a host could not be released: %s", error)


def _reserve_start(host: str, interval: float, most: float) -> float | None:
    """Reserve the next time at which a request may start. Returns the seconds until then, or None for more than `most`."""
    name = f"fetch-start:{hashlib.sha256(host.encode()).hexdigest()}"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_STARTING, _key(host)])
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())::float8")
        now = float(cursor.fetchone()[0])
        last = cache.get(name)
        # A time in the future that no reservation explains is left from before the clock of the server was set back.
        start = now if last is None or last > now + _SECONDS_KEPT else max(now, last + interval)
        if start - now > most:
            return None
        cache.set(name, start, timeout=_SECONDS_KEPT)
        return start - now
