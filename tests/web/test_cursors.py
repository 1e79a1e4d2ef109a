"""Cursors: statements are converted for PostgreSQL once per process, are observed, and raise the exceptions of Django."""

from __future__ import annotations

import tracemalloc
from threading import Thread
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, ProgrammingError, connection, connections, transaction
from django.db.transaction import TransactionManagementError

from factcheck.web.database import cursors
from factcheck.web.database.cursors import Conversions, ConvertingCursor

LONG = f"SELECT %s::int + 1, %s::text, '{'x' * 5000}%%'"


@pytest.fixture
def converted(monkeypatch: pytest.MonkeyPatch) -> Conversions:
    """Those of this test alone."""
    conversions = Conversions()
    monkeypatch.setattr(cursors, "conversions", conversions)
    return conversions


@pytest.mark.django_db
def test_a_long_statement_is_converted_once_and_executed_with_each_values(converted: Conversions) -> None:
    with connection.cursor() as cursor:
        assert isinstance(cursor.cursor, ConvertingCursor)
        for number in (1, 2, 3, 4, 5):  # from the fourth time, as a prepared statement
            cursor.execute(LONG, [number, f"{number}"] if number % 2 else (number, f"{number}"))
            assert cursor.fetchone() == (number + 1, f"{number}", "x" * 5000 + "%")
    assert list(converted.kept) == [LONG]


@pytest.mark.django_db
def test_names_of_values_and_a_wrong_number_of_values(converted: Conversions) -> None:
    with connection.cursor() as cursor:
        for value in (1, 2):
            cursor.execute("SELECT %(a)s::int + %(b)s::int + %(a)s::int", {"a": value, "b": 10})
            assert cursor.fetchone() == (2 * value + 10,)
        cursor.execute("SELECT 1 %% 2", [])
        assert cursor.fetchone() == (1,)
        for values in ([], [1], [1, "1", 1]):
            with pytest.raises(ProgrammingError, match="2 placeholders"):
                cursor.execute(LONG, values)
        with pytest.raises(TypeError, match="mapping"):
            cursor.execute("SELECT %(a)s::int", [1])
        cursor.execute("SELECT '%'")
        assert cursor.fetchone() == ("%",)
    assert len(converted.kept) == 4


def test_the_memory_of_kept_conversions_is_limited() -> None:
    conversions = Conversions(most_bytes=50)
    for text in ("SELECT 1", "SELECT 2", "SELECT 2"):
        conversions.add(text)
    assert (list(conversions.kept), conversions.bytes) == (["SELECT 1", "SELECT 2"], 48)
    conversions.add("SELECT 3")
    assert (list(conversions.kept), conversions.bytes) == (["SELECT 3"], 24)


def test_lists_of_varying_length_are_not_kept() -> None:
    conversions = Conversions()
    tracemalloc.start()
    try:
        for number in (*range(250, 350), *range(2_000, 2_100)):
            text = f"SELECT 1 WHERE 1 IN ({', '.join(['%s'] * number)})"
            assert conversions.add(text)[0].endswith(f"${number})".encode())
        used, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(conversions.kept) == 51  # up to 300 values
    assert 0.5 * used < conversions.bytes < 2 * used


def test_a_text_that_cannot_be_converted_is_not_kept() -> None:
    conversions = Conversions()
    with pytest.raises(psycopg.ProgrammingError):
        conversions.add("SELECT %x")
    assert conversions.kept == {}


@pytest.mark.django_db(transaction=True)
def test_statements_are_observed_and_errors_are_those_of_django(django_assert_num_queries: Any) -> None:
    seen: list[str] = []

    def observe(execute: Any, sql: str, *arguments: Any) -> Any:
        seen.append(sql)
        return execute(sql, *arguments)

    with connection.execute_wrapper(observe), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert (cursor.fetchmany(5), cursor.fetchall(), cursor.fetchone()) == ([(1,)], [], None)
    assert seen == ["SELECT 1"]
    with django_assert_num_queries(1), connection.cursor() as cursor:
        cursor.execute("SELECT 2")
    with connection.cursor() as cursor:
        with pytest.raises(ProgrammingError) as raised:
            cursor.execute("SELECT nothing")
        assert isinstance(raised.value.__cause__, psycopg.errors.UndefinedColumn)
        for fetch in (cursor.fetchone, cursor.fetchmany, cursor.fetchall):
            with pytest.raises(ProgrammingError):
                fetch()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO accounts_person DEFAULT VALUES")
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(TransactionManagementError), connection.cursor() as cursor:
            cursor.execute("SELECT 1")


@pytest.mark.django_db(transaction=True)
def test_a_cursor_of_a_lost_connection_or_another_thread_is_refused() -> None:
    connection.ensure_connection()
    connection.connection.close()
    with pytest.raises(OperationalError):
        connection.cursor()
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    mine = connections["default"]
    errors: list[Exception] = []

    def use() -> None:
        try:
            mine.cursor()
        except DatabaseError as error:
            errors.append(error)

    thread = Thread(target=use)
    thread.start()
    thread.join()
    assert "can only be used in that same thread" in str(errors[0])
