"""Web processes behind PgBouncer in transaction mode: they leave nothing in a session of the server."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

import psycopg
import pytest

from factcheck.setup import postgres, roles
from factcheck.setup.environment import ROOT
from tests.setup.pooler import PGBOUNCER, Pooler, pooler
from tests.setup.processes import eventually
from tests.setup.served_newsroom import ServedNewsroom, free_port, served_newsroom

pytestmark = pytest.mark.timeout(600)
PAGES = ["/", "/?words=bridge", "/corrections/", "/checks/feed.atom", "/checks/data.json", "/sitemap.xml", "/ledger-head.json"]
LEFTOVERS = {
    "prepared statements": "SELECT name FROM pg_prepared_statements",
    "cursors": "SELECT name FROM pg_cursors WHERE name <> ''",
    "locks": "SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()",
    "channels": "SELECT pg_listening_channels()",
    "temporary tables": "SELECT relname FROM pg_class WHERE relpersistence = 't'",
    "role": "SELECT current_user WHERE current_user <> session_user",
    # PgBouncer itself sets the name of the application of each client.
    "settings": "SELECT name, setting FROM pg_settings WHERE source = 'session' AND name <> 'application_name'",
}
SESSION_STATE = {
    r"pg_(try_)?advisory_lock\b": {"operations/migration_lock.py", "archive/fetching/host_locks.py", "archive/fetching/turns.py"},
    r"\bLISTEN\b": set(),
    r"CREATE TEMP": set(),
    r'"SET (?!LOCAL|TRANSACTION)': {"operations/bench/plans.py"},
}
"""Statements that change a session, and the modules that contain them, which only workers and commands use."""


def test_code_changes_no_session_except_in_commands() -> None:
    files = {file: file.read_text() for file in (ROOT / "factcheck").rglob("*.py") if "migrations" not in file.parts}
    for pattern, expected in SESSION_STATE.items():
        found = {str(file.relative_to(ROOT / "factcheck")) for file, text in files.items() if re.search(pattern, text)}
        assert found == expected, pattern


@pytest.fixture(scope="module")
def pooled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ServedNewsroom, Pooler]]:
    """A web server whose processes share one session of the server, so that each request would see what another one left."""
    home = tmp_path_factory.mktemp("pooled")
    with served_newsroom(home) as direct:
        with psycopg.connect(postgres.database_url(home, roles.SUPERUSER), autocommit=True) as session:
            for limit in ("lock_timeout = '3s'", "statement_timeout = '15s'", "idle_in_transaction_session_timeout = '30s'"):
                session.execute(f"ALTER ROLE {roles.RUNTIME} SET {limit}".encode())
        with pooler(home, tmp_path_factory.mktemp("pgbouncer"), size=1) as pool, pooled_web(direct, pool) as newsroom:
            yield newsroom, pool


@contextmanager
def pooled_web(direct: ServedNewsroom, pool: Pooler) -> Iterator[ServedNewsroom]:
    newsroom = replace(direct, port=free_port(), processes={})
    newsroom.environment = direct.environment | {"DATABASE_URL": pool.url, "FACTCHECK_PREPARED": "0"}
    newsroom.start_web()
    try:
        assert eventually(newsroom.responds, 60)
        yield newsroom
    finally:
        newsroom.processes["web"].terminate()
        newsroom.processes["web"].wait(30)


@pytest.mark.skipif(PGBOUNCER is None, reason="PgBouncer is not installed: apt-get install pgbouncer")
def test_requests_behind_a_pooler_succeed_and_leave_nothing_in_its_session(pooled: tuple[ServedNewsroom, Pooler]) -> None:
    newsroom, pool = pooled
    with ThreadPoolExecutor(8) as clients:
        pages = list(clients.map(newsroom.request, PAGES * 6))
        names = [f"Actor {number}" for number in range(20)]
        added = list(clients.map(lambda name: newsroom.api("actors/", {"name": name}), names))
        read = list(clients.map(lambda row: newsroom.api(f"actors/{json.loads(row.body)['id']}/"), added))
        api = list(clients.map(newsroom.api, ["claims/", "articles/", "evidence/", "ledger/", "verdicts/", "sources/"] * 4))
    assert {page.status for page in (*pages, *read, *api)} == {200}
    assert {response.status for response in added} == {201}
    assert [json.loads(response.body)["name"] for response in read] == names
    with psycopg.connect(pool.url, autocommit=True, prepare_threshold=None) as session:
        left = {name: rows for name, statement in LEFTOVERS.items() if (rows := session.execute(statement.encode()).fetchall())}
        limits = session.execute("SELECT current_setting('lock_timeout'), current_setting('statement_timeout')").fetchone()
    assert left == {}
    assert limits == ("3s", "15s")
    log = pool.log.read_text()
    assert "ERROR" not in log


@pytest.mark.skipif(PGBOUNCER is None, reason="PgBouncer is not installed: apt-get install pgbouncer")
def test_restart_of_the_pooled_server_needs_no_restart_of_the_web_server(pooled: tuple[ServedNewsroom, Pooler]) -> None:
    newsroom, _ = pooled
    newsroom.stop_database()
    assert newsroom.request("/").status == 503
    newsroom.start_database()
    assert eventually(lambda: all(newsroom.request("/").status == 200 for _ in range(8)))
