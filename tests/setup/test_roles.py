"""The roles of the embedded server, and the upgrade of a cluster in which one superuser owns everything."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from factcheck.setup import postgres, roles
from factcheck.setup.environment import ROOT
from factcheck.setup.postgres import database_url, running
from factcheck.setup.problem import SetupProblem
from tests.setup.commands import run_manage

NEWSROOM = ROOT / "tests" / "upgrade" / "newsroom_0_1"
OWNERS = """
SELECT DISTINCT pg_get_userbyid(owner) FROM (
    SELECT relowner FROM pg_class WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT proowner FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT typowner FROM pg_type WHERE typnamespace = 'public'::regnamespace
    UNION ALL SELECT cfgowner FROM pg_ts_config WHERE cfgnamespace = 'public'::regnamespace
    UNION ALL SELECT datdba FROM pg_database WHERE datname = current_database()
) AS object (owner)
"""
KEPT = """
SELECT e.number, e.hash, (SELECT count(*) FROM publishing_publication) FROM ledger_entry e WHERE e.number = coalesce(%s, (
    SELECT max(number) FROM ledger_entry))
"""
"""Number and hash of an entry, by default the last one, and the number of publications. Migrations append entries."""
FORBIDDEN = [
    "SET ROLE factcheck_owner",
    "SET ROLE factcheck",
    "SET SESSION AUTHORIZATION factcheck_owner",
    "SET session_replication_role = replica",
    "CREATE TABLE forged (id int)",
    "CREATE TEMPORARY TABLE ledger_touch (id int)",
    "CREATE DATABASE forged",
    "ALTER TABLE ledger_entry DISABLE TRIGGER USER",
    "TRUNCATE ledger_entry CASCADE",
    "DELETE FROM ledger_entry",
    "UPDATE verdicts_review SET reason = 'forged'",
]


def old_cluster(folder: Path) -> tuple[object, ...]:
    """Make the database of *folder* one that version 0.1 wrote: a superuser owns it, and there are no other roles."""
    with running(folder, durable=False):
        with psycopg.connect(database_url(folder, roles.SUPERUSER), dbname="postgres", autocommit=True) as server:
            for statement in (
                "DROP DATABASE factcheck",
                "DROP ROLE factcheck_owner",
                "DROP ROLE factcheck_runtime",
                "CREATE DATABASE factcheck",
            ):
                server.execute(statement)
        with psycopg.connect(database_url(folder, roles.SUPERUSER), autocommit=True) as database:
            database.execute((NEWSROOM / "newsroom.sql").read_bytes())
            database.execute("SET search_path = public")
            database.execute("CREATE TEXT SEARCH CONFIGURATION leftover (COPY = simple)")
            database.execute("CREATE SEQUENCE apart")
            assert database.execute(OWNERS).fetchall() == [(roles.SUPERUSER,)]
            return tuple(database.execute(KEPT, [None]).fetchone() or ())


def manage(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    removed = ("FACTCHECK_", "DJANGO_", "DATABASE_URL", "PYTEST_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(removed)} | {
        "FACTCHECK_DATA": str(folder),
        "FACTCHECK_NO_BOOTSTRAP": "1",
        "FACTCHECK_CAPTURES": str(NEWSROOM / "captures"),
        **variables,
    }
    return run_manage(*arguments, environment=environment, seconds=240)


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    postgres.stop(tmp_path)


@pytest.mark.timeout(400)
def test_upgrade_gives_the_tables_to_the_owner_and_limits_the_runtime_role(data: Path) -> None:
    before = old_cluster(data)
    process = manage(data, "migrate", "--verbosity", "0")
    assert (process.returncode, process.stderr) == (0, "Giving the tables of an earlier version to a separate role\n")
    process = manage(data, "doctor")
    assert process.returncode == 0, process.stdout + process.stderr
    assert process.stderr == ""
    assert "ok     the runtime role has exactly the privileges that it needs" in process.stdout
    assert "no separate role for migrations" not in process.stdout
    with running(data) as url:
        with psycopg.connect(url, user=roles.OWNER) as connection:
            assert connection.execute(OWNERS).fetchall() == [(roles.OWNER,)]
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("SET session_replication_role = replica")
        with psycopg.connect(url, autocommit=True) as connection:
            assert connection.info.user == roles.RUNTIME
            assert connection.execute(KEPT, [before[0]]).fetchone() == before
            for statement in FORBIDDEN:
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(statement)


def test_database_of_an_earlier_version_that_is_in_use_is_not_changed(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old_cluster(data)
    monkeypatch.setattr(roles, "_LOCK_LIMIT", "100ms")
    server = postgres.Server(data, durable=True)
    monkeypatch.setattr(roles, "ensure", lambda url, say: None)  # An earlier version starts the server.
    with running(data), psycopg.connect(database_url(data, roles.SUPERUSER)) as session:
        session.execute("LOCK TABLE ledger_head")
        monkeypatch.undo()
        monkeypatch.setattr(roles, "_LOCK_LIMIT", "100ms")
        with pytest.raises(SetupProblem, match="Stop all processes of Factcheck"):
            server.start(lambda text: None)
        session.rollback()
        assert session.execute(OWNERS).fetchall() == [(roles.SUPERUSER,)]
        session.rollback()
        server.start(lambda text: None)
        assert session.execute(OWNERS).fetchall() == [(roles.OWNER,)]


def test_first_start_creates_the_roles_without_further_powers(data: Path) -> None:
    with running(data, durable=False) as url, psycopg.connect(url) as connection:
        rows = connection.execute(
            "SELECT rolname, rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls FROM pg_roles"
            " WHERE rolname !~ '^pg_' ORDER BY 1"
        ).fetchall()
        assert rows == [
            ("factcheck", True, True, True, True, True),
            (roles.OWNER, False, False, False, False, False),
            (roles.RUNTIME, False, False, False, False, False),
        ]
        assert connection.execute("SELECT count(*) FROM pg_auth_members WHERE roleid >= 16384").fetchone() == (0,)


def test_owner_without_the_url_of_the_runtime_role_ends_a_command(
    data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("FACTCHECK_", "DATABASE_URL"))}
    environment |= {
        "FACTCHECK_DATA": str(tmp_path),
        "FACTCHECK_NO_BOOTSTRAP": "1",
        "FACTCHECK_OWNER_DATABASE_URL": "postgresql://owner:secret@localhost/factcheck",
    }
    process = run_manage("check", environment=environment)
    assert process.returncode == 1
    assert process.stderr == (
        "FACTCHECK_OWNER_DATABASE_URL must be set together with DATABASE_URL, the URL of the runtime role.\n"
    )


@pytest.mark.timeout(400)
def test_roles_of_another_server_are_separated_as_documented(data: Path) -> None:
    """First with one role, which owns its database, and then with the statements in docs/running.md."""
    with running(data, durable=False), psycopg.connect(database_url(data, roles.SUPERUSER), autocommit=True) as server:
        server.execute("CREATE ROLE newsroom LOGIN CREATEDB")
        server.execute("CREATE DATABASE newsroom OWNER newsroom")
        url = database_url(data, "newsroom").replace("/factcheck?", "/newsroom?")
        assert manage(data, "migrate", "--verbosity", "0", DATABASE_URL=url).returncode == 0
        process = manage(data, "doctor", DATABASE_URL=url)
        assert process.returncode == 0, process.stdout
        assert "listed no separate role for migrations\n         newsroom, the role of DATABASE_URL, owns" in process.stdout

        owner_url = url.replace("//newsroom@", "//newsroom_owner@")
        both = {"DATABASE_URL": url, "FACTCHECK_OWNER_DATABASE_URL": owner_url}
        server.execute("CREATE ROLE newsroom_owner LOGIN")
        process = manage(data, "doctor", **both)
        assert process.returncode == 1
        assert "newsroom, the role of DATABASE_URL, owns the tables" in process.stdout
        with psycopg.connect(database_url(data, roles.SUPERUSER), dbname="newsroom") as database:
            database.execute("REASSIGN OWNED BY newsroom TO newsroom_owner")
            database.execute("ALTER ROLE newsroom NOSUPERUSER NOCREATEDB NOCREATEROLE")
        process = manage(data, "migrate", "--verbosity", "0", **both)
        assert (process.returncode, process.stderr) == (0, "")
        for variables in (both, {"DATABASE_URL": url}):
            process = manage(data, "doctor", **variables)
            assert process.returncode == 0, process.stdout
            assert "no separate role" not in process.stdout
        add = ("add_person", "a@example.org", "--name", "A", "--role", "editor")
        assert manage(data, *add, DATABASE_URL=url).returncode == 0
