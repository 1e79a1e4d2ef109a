"""Two roles: the owner changes the schema, and the runtime role, which every process uses, changes only the rows it may change.

`DATABASE_URL` has the runtime role, `FACTCHECK_OWNER_DATABASE_URL` the owner. Without the second one, a single role does both.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

_runtime: ContextVar[str | None] = ContextVar("runtime role", default=None)
_CREDENTIALS = ("HOST", "PORT", "USER", "PASSWORD", "OPTIONS")


def current_role() -> str:
    """The role of Django's default connection."""
    return _session()[0]


@contextmanager
def as_owner() -> Iterator[str | None]:
    """Connect as the owner within the block. Yields the name of the runtime role, or None if there is only one role.

    It closes Django's default connection before and after the block, so it cannot run in a transaction. With one role, or in
    another such block, it changes nothing. Raises ImproperlyConfigured if the URLs name different databases.
    """
    if settings.OWNER_DATABASE is None or _runtime.get():
        yield _runtime.get()
        return
    if connection.in_atomic_block:
        raise RuntimeError("the role of a connection cannot change in a transaction")
    runtime, database = _session()
    usual = connection.settings_dict
    connection.close()
    connection.settings_dict = usual | {name: settings.OWNER_DATABASE[name] for name in _CREDENTIALS}
    try:
        owner, database_of_owner = _session()
        if database_of_owner != database:
            raise ImproperlyConfigured("FACTCHECK_OWNER_DATABASE_URL must name the same database as DATABASE_URL")
        token = _runtime.set(runtime if runtime != owner else None)
        try:
            yield _runtime.get()
        finally:
            _runtime.reset(token)
    finally:
        connection.close()
        connection.settings_dict = usual


def _session() -> tuple[str, str]:
    """The role and the database of the connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_database()")
        role, database = cursor.fetchone()
    return role, database
