"""Direct SQL writes that the database must reject."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from factcheck.setup import roles


def refused(statement: str, *values: Any) -> str:
    """The error message with which the database rejects the statement, immediately or at commit, even for the owner."""

    def write() -> None:
        with transaction.atomic(), as_owner() as cursor:
            cursor.execute(statement, values)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(DatabaseError) as error:
        write()
    return str(error.value)


@contextmanager
def as_role(role: str) -> Iterator[Any]:
    """A cursor of Django's connection, which has the privileges of `role` within the block, in the same transaction.

    Outside, the connection has the runtime role. NONE is the superuser that opened the connection.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {role}")
        try:
            yield cursor
        except BaseException:
            if not connection.in_atomic_block:  # Otherwise, the rollback restores the role.
                cursor.execute(f"SET ROLE {roles.RUNTIME}")
            raise
        cursor.execute(f"SET ROLE {roles.RUNTIME}")


def as_owner() -> AbstractContextManager[Any]:
    """Like `as_role`, for the owner of the tables: it may execute all statements that triggers and constraints allow."""
    return as_role(roles.OWNER)


def as_superuser() -> AbstractContextManager[Any]:
    """Like `as_role`, for a superuser."""
    return as_role("NONE")


@contextmanager
def without_triggers() -> Iterator[Any]:
    """A cursor of Django's connection with the privileges of a superuser, on which triggers and foreign keys are disabled."""
    with as_superuser() as cursor:
        cursor.execute("SET session_replication_role = replica")
        yield cursor
        cursor.execute("SET session_replication_role = origin")
