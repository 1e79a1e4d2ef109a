"""Writes past the product, straight at the database: what it says of them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction


def refused(statement: str, *values: Any) -> str:
    """The message with which the database refuses the statement, at once or at commit."""

    def write() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(DatabaseError) as caught:
        write()
    return str(caught.value)
