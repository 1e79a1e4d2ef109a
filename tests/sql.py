"""Direct SQL writes that the database must reject."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction


def refused(statement: str, *values: Any) -> str:
    """The error message with which the database rejects the statement, immediately or at commit."""

    def write() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(DatabaseError) as error:
        write()
    return str(error.value)
