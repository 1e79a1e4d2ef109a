"""One job at a time for each host, from all worker processes together, so that a slow host cannot occupy all of them.

A job that does not get the lock of its host ends at once and is enqueued again; it does not wait in a thread. Within a job,
`turns` limits the requests. The lock belongs to the session in the database; PostgreSQL releases it if the process is killed.
"""

from __future__ import annotations

import hashlib
import logging
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import DatabaseError, InterfaceError, connection

from factcheck.archive.fetching.exchange import FetchFailed
from factcheck.archive.fetching.targets import target_of

log = logging.getLogger(__name__)

PAGES_QUEUE = "pages"
"""The queue of jobs that fetch or render pages. A worker processes it beside all others, with slots of its own."""
_HOST = 1_178_684_203
"""The first of the two numbers that name the lock; it must differ from those of all other advisory locks."""
_LONGEST_DELAY = 60.0
"""Seconds."""


@contextmanager
def lock_host(address: str) -> Iterator[bool]:
    """Whether this job has the lock of the host during the block. An invalid address has no host and needs no lock."""
    try:
        host = target_of(address).host
    except FetchFailed:
        yield True
        return
    key = int.from_bytes(hashlib.sha256(host.encode()).digest()[:4], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_HOST, key])
        (is_free,) = cursor.fetchone()
    try:
        yield is_free
    finally:
        if is_free:
            _leave(key)


def retry_delay(passed: int) -> timedelta:
    """How long a job waits after the `passed`th time, from 0, that the lock was taken: 0.5 to 60 seconds, at random."""
    return timedelta(seconds=min(_LONGEST_DELAY, 2.0 ** min(passed, 10)) * random.uniform(0.5, 1.0))  # noqa: S311


def _leave(key: int) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_HOST, key])
    except (DatabaseError, InterfaceError) as error:  # the session has ended, and its locks with it
        log.warning("the lock of a host could not be released: %s", error)
