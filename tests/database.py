"""Test databases: cloned from a migrated template, and restored after each test that commits.

Each process of each run has its own database, so concurrent runs are isolated.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from factcheck.setup import roles
from factcheck.setup.environment import ROOT
from factcheck.setup.lock import exclusive_lock

_MAX_TEMPLATES = 4
_SCHEMA_SOURCES = ("*/migrations/*.py", "**/*.sql", "**/seed*.py", "*/apps.py", "settings/*.py", "setup/roles.py")
"""The files that determine the content of a new database."""


def url_with_role(url: str, role: str) -> str:
    """The URL of sessions that have the privileges of *role* from the start, although a superuser opens them.

    With `SET ROLE NONE`, a test becomes the superuser again (`tests.sql.as_superuser`).
    """
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    query["options"] = f"{query.get('options', '')} -c role={role}".strip()
    return urlunsplit(parts._replace(query=urlencode(query, quote_via=quote, safe="")))


def superuser_url() -> str:
    """The URL of the superuser that creates databases."""
    return url_with_role(os.environ["DATABASE_URL"], "none")


@contextmanager
def migrated_database(url: str, folder: Path) -> Iterator[str]:
    """Create a migrated database on the server at *url*, yield its name, and drop it at the end.

    *url* is the URL of a superuser. Django's default connection uses the database. *folder* contains the lock file that
    coordinates runs on this machine.
    """
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    name = f"test_{os.getpid()}_{worker}"
    with psycopg.connect(url, dbname="postgres", autocommit=True) as server, exclusive_lock(folder / "template.lock"):
        _drop_leftover_databases(server)
        roles.create_roles(server)
        template = _template(server)
        _execute(server, "drop database if exists {} with (force)", name)
        _execute(server, "create database {} owner {} template {} strategy file_copy", name, roles.OWNER, template)
    _point_django_to(name)
    _grant_privileges()  # A clone does not have the privileges on the database itself.
    yield name
    _point_django_to(name)
    with psycopg.connect(url, dbname="postgres", autocommit=True) as server:
        _execute(server, "drop database if exists {} with (force)", name)


@contextmanager
def restored_database(dump: Path) -> Iterator[None]:
    """Create a database from *dump*, which is plain SQL without psql commands, and drop it at the end.

    Django's default connection uses it. Its LC_CTYPE is C, as in database clusters that version 0.1 created.
    """
    from django.db import connection

    before = str(connection.settings_dict["NAME"])
    name = f"{before}_restored"
    parameters = {**connection.get_connection_params(), "dbname": "postgres"}
    url = psycopg.conninfo.make_conninfo(
        **{key: parameters[key] for key in ("host", "port", "user", "password", "dbname") if parameters.get(key)}
    )
    with psycopg.connect(url, autocommit=True) as server:
        _execute(server, "drop database if exists {} with (force)", name)
        _execute(server, "create database {} owner {} template template0 lc_collate 'C' lc_ctype 'C'", name, roles.OWNER)
        with psycopg.connect(url, dbname=name, options=f"-c role={roles.OWNER}", autocommit=True) as database:
            database.execute(dump.read_bytes())
        _point_django_to(name)
        try:
            yield
        finally:
            _point_django_to(before)
            _execute(server, "drop database if exists {} with (force)", name)


@dataclass(frozen=True)
class MigratedRows:
    """The rows that migrations inserted into a database, and a method that restores exactly these.

    Faster than truncating all tables, and not affected by triggers that prevent deletion. Its session stays open, because a new
    session first reads the definitions of all tables.
    """

    session: psycopg.Connection
    tables: tuple[str, ...]
    rows: dict[str, bytes]

    @classmethod
    @contextmanager
    def of(cls, url: str, name: str) -> "Iterator[MigratedRows]":
        with psycopg.connect(url, dbname=name, autocommit=True) as connection:
            names = connection.execute(
                "select quote_ident(relname) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'"
                " and relname <> 'django_migrations' order by 1"
            )
            tables = tuple(table for (table,) in names)
            rows = {table: _copy_out(connection, table) for table in _with_rows(connection, tables)}
            yield cls(connection, tables, rows)

    def restore(self) -> None:
        """Restore all tables. Sessions that a test left open in a transaction are terminated."""
        connection = self.session
        with connection.transaction():
            connection.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where datname = current_database() and pid <> pg_backend_pid() and state like 'idle in transaction%'"
            )
            connection.execute("set local lock_timeout = '20s'")
            connection.execute("set local session_replication_role = replica")
            for table in {*_with_rows(connection, self.tables), *self.rows}:
                rows = self.rows.get(table, b"")
                if rows and _copy_out(connection, table) == rows:
                    continue
                connection.execute(f"delete from {table}")
                if rows:
                    with connection.cursor() as cursor, cursor.copy(f"copy {table} from stdin") as copy:
                        copy.write(rows)


def _template(server: psycopg.Connection) -> str:
    """The name of the migrated template database for the current code, which is created if it does not exist."""
    code = hashlib.sha256((ROOT / "requirements" / "run.txt").read_bytes())
    for file in sorted({file for pattern in _SCHEMA_SOURCES for file in (ROOT / "factcheck").glob(pattern)}):
        code.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    name = f"template_{code.hexdigest()[:16]}"
    if not server.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
        from django.core.management import call_command

        unfinished = f"unfinished_{name}"
        _execute(server, "drop database if exists {} with (force)", unfinished)
        _execute(server, "create database {} owner {}", unfinished, roles.OWNER)
        _point_django_to(unfinished)
        call_command("migrate", verbosity=0, interactive=False)
        _point_django_to(unfinished)
        _execute(server, "alter database {} rename to {}", unfinished, name)
    old = server.execute("select datname from pg_database where datname like 'template\\_%' order by oid desc").fetchall()
    for (other,) in old[_MAX_TEMPLATES:]:
        if other != name:
            _execute(server, "drop database {} with (force)", other)
    return name


def _drop_leftover_databases(server: psycopg.Connection) -> None:
    if "host=/" not in server.info.dsn and not server.info.host.startswith("/"):
        return  # On a remote server, the process ids in the names may be those of another machine.
    for (name,) in server.execute("select datname from pg_database where datname like 'test\\_%'").fetchall():
        try:
            os.kill(int(name.split("_")[1]), 0)
        except (ProcessLookupError, ValueError):
            _execute(server, "drop database if exists {} with (force)", name)


def _point_django_to(name: str) -> None:
    from django.conf import settings
    from django.db import connection

    connection.close()
    connection.close_pool()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


def _grant_privileges() -> None:
    from django.core.management import call_command

    with open(os.devnull, "w") as nowhere:
        call_command("grant_privileges", stdout=nowhere)


def _with_rows(connection: psycopg.Connection, tables: tuple[str, ...]) -> list[str]:
    query = " union all ".join(f"(select {index} where exists (select 1 from {table}))" for index, table in enumerate(tables))
    return [tables[index] for (index,) in connection.execute(query)]


def _copy_out(connection: psycopg.Connection, table: str) -> bytes:
    with connection.cursor() as cursor, cursor.copy(f"copy {table} to stdout") as copy:
        return b"".join(copy)


def _execute(server: psycopg.Connection, statement: str, *names: str) -> None:
    server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
