"""Search in databases with different locales, the warning about case, and the upgrade from locale-dependent search vectors."""

from __future__ import annotations

import importlib
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg import sql

from factcheck.setup.environment import ROOT
from factcheck.web.database_locale import warn_if_ascii_only
from factcheck.web.search import parse
from tests.database import superuser_url
from tests.desk.test_hostile_searches import FOUND

LOCALES = {
    "as embedded clusters of 0.1": "lc_ctype 'C' locale_provider builtin builtin_locale 'C.UTF-8'",
    "as embedded clusters now": "lc_ctype 'C.UTF-8' locale_provider builtin builtin_locale 'C.UTF-8'",
    "C of the C library": "lc_ctype 'C' locale_provider libc",
    "C.UTF-8 of the C library": "lc_ctype 'C.UTF-8' locale_provider libc",
}
TEXTS = [f"Someone said {text} today." for text in FOUND]
BEFORE = "0003"  # the last migration of `web` before the search key
WORDS = "SELECT words::text FROM claims_claim UNION ALL SELECT words::text FROM articles_revision ORDER BY 1"


@contextmanager
def database(like: str) -> Iterator[str]:
    """Create a database on the server of the tests and yield its URL. `like` has the options of `CREATE DATABASE`."""
    url = superuser_url()
    name = f"test_{os.getpid()}_locale"
    with psycopg.connect(url, dbname="postgres", autocommit=True) as server:
        server.execute(sql.SQL(f"create database {{}} template {like}").format(sql.Identifier(name)))
        try:
            yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
        finally:
            server.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


@pytest.mark.django_db
def test_search_vectors_do_not_depend_on_the_locale(caplog: pytest.LogCaptureFixture) -> None:
    function = importlib.import_module("factcheck.web.migrations.0004_search_key").FUNCTION
    configuration = importlib.import_module("factcheck.web.migrations.0007_search_configuration").CREATE
    vectors, warned = [], []
    for name, locale in LOCALES.items():
        with database(f"template0 lc_collate 'C' {locale}") as url, psycopg.connect(url) as connection:
            caplog.clear()
            with caplog.at_level(logging.WARNING):
                warn_if_ascii_only(connection)
            warned += [name for record in caplog.records if "the case of ASCII letters only" in record.message]
            connection.execute(function)
            connection.execute(configuration)
            vector = "to_tsvector('factcheck', factcheck_search_key(%(text)s))"
            vectors.append([connection.execute(f"SELECT {vector}::text", {"text": text}).fetchone() for text in TEXTS])
            for text, query in FOUND.items():
                parsed = parse(query)
                parameters = {"text": f"Someone said {text} today.", **parsed.parameters}
                assert connection.execute(f"SELECT {vector} @@ {parsed.sql()}", parameters).fetchone() == (True,), (name, text)
    assert [other == vectors[0] for other in vectors] == [True] * 4
    assert warned == ["C of the C library"]


def migrate(url: str, folder: Path, *target: str) -> None:
    """Migrate with a single role, which owns the tables."""
    environment = {**os.environ, "DATABASE_URL": url, "FACTCHECK_DATA": str(folder), "FACTCHECK_NO_BOOTSTRAP": "1"}
    del environment["FACTCHECK_OWNER_DATABASE_URL"]
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0", *target]
    process = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert process.returncode == 0, process.stderr


def fill(connection: psycopg.Connection[Any]) -> None:
    """Insert a claim and a revision with each text, without triggers and foreign keys."""
    connection.execute("SET session_replication_role = replica")
    for number, text in enumerate(TEXTS):
        connection.execute(
            "INSERT INTO claims_claim (version, statement, context, layer, claimant_id, said_precision, place, types, topics,"
            " created_at, created_by_id) VALUES (1, %s, '', 'utterance', 1, 'day', '', '{}', '{}', now(), 1)",
            [text],
        )
        connection.execute(
            "INSERT INTO articles_revision (version, article_id, number, text, sha256, length, encoding, original_id,"
            " imported_at) VALUES (1, 1, %s, %s, '', 0, 'utf-8', 1, now())",
            [number, text],
        )
    connection.commit()


@pytest.mark.django_db
@pytest.mark.timeout(400)
def test_upgrade_recomputes_the_search_vectors_and_can_be_reversed(tmp_path: Path) -> None:
    with psycopg.connect(superuser_url(), dbname="postgres") as server:
        migrated = server.execute(
            "select datname from pg_database where datname like 'template\\_%' order by oid desc"
        ).fetchone()
    assert migrated
    with database(migrated[0]) as url:
        migrate(url, tmp_path, "web", BEFORE)
        with psycopg.connect(url) as connection:
            fill(connection)
            before = connection.execute(WORDS).fetchall()
        migrate(url, tmp_path)
        with psycopg.connect(url) as connection:
            for text, query in FOUND.items():
                parsed = parse(query)
                statement = f"SELECT statement FROM claims_claim WHERE words @@ {parsed.sql()}"
                assert (f"Someone said {text} today.",) in connection.execute(statement, parsed.parameters).fetchall()
            indexes = {row[0] for row in connection.execute("SELECT indexname FROM pg_indexes").fetchall()}
            assert {"claim_words", "revision_words"} <= indexes
        migrate(url, tmp_path, "web", BEFORE)
        with psycopg.connect(url) as connection:
            assert connection.execute(WORDS).fetchall() == before


JUWAYNI = "J\u030cuwayni"


@pytest.mark.django_db
@pytest.mark.timeout(400)
def test_upgrade_recomputes_only_the_keys_of_letters_that_compose_when_small(tmp_path: Path) -> None:
    with psycopg.connect(superuser_url(), dbname="postgres") as server:
        (migrated,) = server.execute(
            "select datname from pg_database where datname like 'template\\_%' order by oid desc"
        ).fetchone() or (None,)
    assert migrated
    state = "SELECT statement, words::text, xmin::text FROM claims_claim ORDER BY id"
    enabled = "SELECT count(*) FROM pg_trigger WHERE tgenabled <> 'O'"
    with database(migrated) as url:
        migrate(url, tmp_path, "web", "0008")
        with psycopg.connect(url) as connection:
            fill(connection)
            connection.execute("UPDATE claims_claim SET statement = %s WHERE id = (SELECT min(id) FROM claims_claim)", [JUWAYNI])
            connection.commit()
            before = connection.execute(state).fetchall()
            disabled = connection.execute(enabled).fetchone()
        migrate(url, tmp_path, "web")
        with psycopg.connect(url) as connection:
            after = connection.execute(state).fetchall()
            assert connection.execute(enabled).fetchone() == disabled
        first = {each[0]: each[1] for each in after}[JUWAYNI]
        assert "\u01f0uwayni" in first
        changed = [row for row in before if row not in after]
        assert [row[0] for row in changed] == [JUWAYNI]
        migrate(url, tmp_path, "web", "0008")
        with psycopg.connect(url) as connection:
            assert [row[:2] for row in connection.execute(state).fetchall()] == [row[:2] for row in before]
