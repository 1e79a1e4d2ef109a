"""Databases of every locale: an upgrade from search vectors made by the locale, the same words found, and the warning about case."""

from __future__ import annotations

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
from factcheck.web.search import parse
from tests.desk.test_hostile_searches import FOUND

LOCALES = {
    "as embedded clusters of 0.1": "lc_ctype 'C' locale_provider builtin builtin_locale 'C.UTF-8'",
    "as embedded clusters now": "lc_ctype 'C.UTF-8' locale_provider builtin builtin_locale 'C.UTF-8'",
    "C of the C library": "lc_ctype 'C' locale_provider libc",
    "C.UTF-8 of the C library": "lc_ctype 'C.UTF-8' locale_provider libc",
}
WARNING = "knows upper and lower case of ASCII letters only"
TEXTS = [f"Someone said {text} today." for text in FOUND]
BEFORE = "0003"  # of `web`: the last migration before the search key; what depends on the key goes with it
WORDS = "SELECT words::text FROM claims_claim UNION ALL SELECT words::text FROM articles_revision ORDER BY 1"


@contextmanager
def database(number: int, locale: str) -> Iterator[str]:
    """The address of an empty database of the locale on the tests' server."""
    url = os.environ["DATABASE_URL"]
    name = f"test_{os.getpid()}_locale{number}"
    with psycopg.connect(url, dbname="postgres", autocommit=True) as server:
        made = f"create database {{}} template template0 lc_collate 'C' {locale}"
        server.execute(sql.SQL(made).format(sql.Identifier(name)))
        try:
            yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
        finally:
            server.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


def migrate(url: str, folder: Path, *target: str) -> str:
    environment = {**os.environ, "DATABASE_URL": url, "FACTCHECK_DATA": str(folder), "FACTCHECK_NO_BOOTSTRAP": "1"}
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0", *target]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr


def fill(connection: psycopg.Connection[Any]) -> None:
    """A claim and a revision of each text, past triggers and foreign keys."""
    connection.execute("SET session_replication_role = replica")
    for text in TEXTS:
        connection.execute(
            "INSERT INTO claims_claim (version, statement, context, layer, claimant_id, said_precision, place, types, topics,"
            " created_at, created_by_id) VALUES (1, %s, '', 'utterance', 1, 'day', '', '{}', '{}', now(), 1)",
            [text],
        )
        connection.execute(
            "INSERT INTO articles_revision (version, article_id, number, text, sha256, length, encoding, original_id, imported_at)"
            " SELECT 1, 1, count(*) + 1, %s, '', 0, 'utf-8', 1, now() FROM articles_revision",
            [text],
        )
    connection.commit()


@pytest.mark.django_db
@pytest.mark.timeout(400)
def test_words_are_the_same_in_every_locale_also_after_an_upgrade(tmp_path: Path) -> None:
    words: dict[str, Any] = {}
    for number, (name, locale) in enumerate(LOCALES.items()):
        with database(number, locale) as url:
            said = migrate(url, tmp_path)
            assert (WARNING in said) == (name == "C of the C library"), name
            migrate(url, tmp_path, "web", BEFORE)
            with psycopg.connect(url) as connection:
                fill(connection)
                before = connection.execute(WORDS).fetchall()
            migrate(url, tmp_path)
            with psycopg.connect(url) as connection:
                words[name] = connection.execute(WORDS).fetchall()
                for text, typed in FOUND.items():
                    sought = parse(typed)
                    asked = f"SELECT statement FROM claims_claim WHERE words @@ {sought.sql()}"
                    assert (f"Someone said {text} today.",) in connection.execute(asked, sought.parameters).fetchall(), name
                indexes = {row[0] for row in connection.execute("SELECT indexname FROM pg_indexes").fetchall()}
                assert {"claim_words", "revision_words"} <= indexes
            migrate(url, tmp_path, "web", BEFORE)
            with psycopg.connect(url) as connection:
                assert connection.execute(WORDS).fetchall() == before
    one, *others = words.values()
    assert len(one) == 2 * len(TEXTS)
    assert [other == one for other in others] == [True] * 3
