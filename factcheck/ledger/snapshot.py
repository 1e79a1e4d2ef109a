"""A consistent view of the database for commands that read all of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def snapshot() -> Iterator[None]:
    """A read-only transaction with the isolation level REPEATABLE READ, or the transaction of the caller, if there is one."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if is_outermost:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL cursor_tuple_fraction = 1")  # all rows are read, so a fast first row is not the aim
        yield
