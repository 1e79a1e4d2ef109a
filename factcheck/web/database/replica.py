"""The connection to a replica of the database, which answers only the reads of a block of `reading_replica` (decision 69).

Django's router sends the queries of models there; SQL uses `reading_connection`. No write ever does.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

REPLICA = "replica"
"""The name of the connection in `DATABASES`."""
_NEVER = frozenset({"sessions", "django_cache"})
"""Apps whose rows decide what a person may do; they are never read from a replica."""

_active: ContextVar[bool] = ContextVar("reading replica", default=False)


@contextmanager
def reading_replica() -> Iterator[None]:
    """Read from the replica within the block."""
    token = _active.set(True)
    try:
        yield
    finally:
        _active.reset(token)


def reading_alias() -> str:
    return REPLICA if _active.get() else DEFAULT_DB_ALIAS


def reading_connection() -> BaseDatabaseWrapper:
    """The connection for SQL that only reads."""
    return connections[reading_alias()]


@contextmanager
def reading_transaction() -> Iterator[None]:
    """A transaction for rows that are fetched in chunks.

    Otherwise, their cursor would outlive its transaction, and a connection pooler in transaction mode would lose it.
    """
    with transaction.atomic(using=reading_alias()):
        yield


class Router:
    """Sends all writes, and all reads outside of `reading_replica`, to the primary."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        return DEFAULT_DB_ALIAS if model._meta.app_label in _NEVER else reading_alias()

    def db_for_write(self, model: Any, **hints: Any) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, first: Any, second: Any, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return False if db == REPLICA else None
