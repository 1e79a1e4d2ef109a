"""Times in rows have the values that psycopg reads."""

from __future__ import annotations

from datetime import UTC, datetime

import psycopg
import pytest
from django.db import DataError, connection
from django.db.backends.postgresql.psycopg_any import get_adapters_template

from factcheck.web.database.timestamps import UtcLoader

TIMES = [
    "2026-11-30 08:11:05+00",
    *(f"2026-11-30 08:11:05.{'123456'[:digits]}+00" for digits in range(1, 7)),
    "2026-11-30 08:11:05.000001+00",
    "0001-01-01 00:00:00+00",
    "9999-12-31 23:59:59.999999+00",
    "2024-02-29 12:00:00+05:30",
    "1890-01-01 00:00:00+00:53:28",
]


@pytest.mark.django_db
def test_times_are_those_of_django_in_utc() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::timestamptz", [TIMES[0]])
        assert cursor.fetchone() == (datetime(2026, 11, 30, 8, 11, 5, tzinfo=UTC),)
        adapters = cursor.connection.adapters
        assert adapters.get_loader(adapters.types["timestamptz"].oid, psycopg.pq.Format.TEXT) is UtcLoader
        usual = cursor.connection.cursor()
        loader = get_adapters_template(True, UTC).get_loader(adapters.types["timestamptz"].oid, psycopg.pq.Format.TEXT)
        assert loader is not None
        usual.adapters.register_loader("timestamptz", loader)
        for text in TIMES:
            cursor.execute("SELECT %s::timestamptz, ARRAY[%s::timestamptz, NULL]", [text, text])
            usual.execute("SELECT %s::timestamptz, ARRAY[%s::timestamptz, NULL]", [text, text])
            found, expected = cursor.fetchone(), usual.fetchone()
            assert found == expected
            assert found[0].tzinfo is UTC
            assert found[1][0].tzinfo is UTC


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["infinity", "0044-03-15 00:00:00+00 BC", "10000-01-01 00:00:00+00"])
def test_times_that_python_cannot_represent_are_refused(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::timestamptz", [text])
        with pytest.raises(DataError, match="timestamp"):
            cursor.fetchone()
