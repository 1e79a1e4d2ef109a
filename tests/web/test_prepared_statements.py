"""The prepared statements of the connections of a web process."""

from __future__ import annotations

import pytest

from factcheck.web.database.connection import BoundedConnection
from tests.web.test_unavailable import connection_parameters

pytestmark = pytest.mark.django_db


def test_connection_keeps_more_statements_than_a_person_uses_in_turn() -> None:
    number = 250
    with BoundedConnection.connect(**connection_parameters(), autocommit=True) as session:
        for _ in range(session.prepare_threshold or 0):
            for value in range(number):
                session.execute(f"SELECT {value} + %s", [1])
        for value in range(number):
            session.execute(f"SELECT {value} + %s", [1])
        (kept,) = session.execute("SELECT count(*) FROM pg_prepared_statements").fetchone() or (0,)
    assert kept == number
