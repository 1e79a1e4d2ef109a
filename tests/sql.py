"""Direct SQL writes that the database must reject."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from factcheck.setup import roles


def refused(statement: str, *values: Any) -> str:
    """The error message with which the database rejects the statement, immediately or at commit, even for the owner."""

    def write() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {roles.OWNER}")  # no privilege is missing, so triggers and constraints decide
            cursor.execute(statement, values)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(DatabaseError) as error:
        write()
    return str(error.value)


@contextmanager
def as_superuser() -> Iterator[Any]:
    """A cursor of Django's connection, which has the privileges of a superuser within the block, in the same transaction.

    Outside, the connection has the runtime role.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        try:
            yield cursor
        except BaseException:
            if not connection.in_atomic_block:  # Otherwise, the rollback restores the role.
                cursor.execute(f"SET ROLE {roles.RUNTIME}")
            raise
        cursor.execute(f"SET ROLE {roles.RUNTIME}")


@contextmanager
def without_triggers() -> Iterator[Any]:
    """A cursor of Django's connection with the privileges of a superuser, on which triggers and foreign keys are disabled."""
    with as_superuser() as cursor:
        cursor.execute("SET session_replication_role = replica")
        yield cursor
        cursor.execute("SET session_replication_role = origin")
