"""Databases for tests: cloned in a moment from a migrated template, put back to it after each test that commits.

Each run, and each process of a run, has a database of its own, so that many runs at once never meet.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from factcheck.setup.environment import ROOT
from factcheck.setup.lock import exclusive_lock

_KEPT_TEMPLATES = 4
_DECIDES = ("*/migrations/*.py", "**/*.sql", "**/seed*.py", "*/apps.py", "settings.py")  # what a fresh database depends on


@contextmanager
def provided(url: str, folder: Path) -> Iterator[str]:
    """The name of a fresh database on the server at *url*, migrated, and dropped at the end.

    Django's default connection points to it meanwhile. *folder* holds the lock between runs on this machine.
    """
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    name = f"test_{os.getpid()}_{worker}"
    with psycopg.connect(url, dbname="postgres", autocommit=True) as server, exclusive_lock(folder / "template.lock"):
        _drop_left_over(server)
        template = _template(server)
        _execute(server, "drop database if exists {} with (force)", name)
        _execute(server, "create database {} template {} strategy file_copy", name, template)
    _point_django_to(name)
    yield name
    _point_django_to(name)
    with psycopg.connect(url, dbname="postgres", autocommit=True) as server:
        _execute(server, "drop database if exists {} with (force)", name)


@contextmanager
def restored(dump: Path) -> Iterator[None]:
    """A database loaded from *dump*, plain SQL without commands of psql. It is dropped at the end.

    Django's default connection points to it meanwhile. Its character classification is C, as in clusters made by version 0.1.
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
        _execute(server, "create database {} template template0 lc_collate 'C' lc_ctype 'C'", name)
        with psycopg.connect(url, dbname=name, autocommit=True) as database:
            database.execute(dump.read_bytes())
        _point_django_to(name)
        try:
            yield
        finally:
            _point_django_to(before)
            _execute(server, "drop database if exists {} with (force)", name)


@dataclass(frozen=True)
class Seeds:
    """The rows that migrations put into a database, and the way back to exactly these.

    Faster than truncating every table, and blind to triggers that forbid deleting.
    """

    conninfo: str
    tables: tuple[str, ...]
    rows: dict[str, bytes]

    @classmethod
    def of(cls, url: str, name: str) -> "Seeds":
        conninfo = psycopg.conninfo.make_conninfo(url, dbname=name)
        with psycopg.connect(conninfo) as connection:
            found = connection.execute(
                "select quote_ident(relname) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'"
                " and relname <> 'django_migrations' order by 1"
            )
            tables = tuple(table for (table,) in found)
            rows = {table: _copy_out(connection, table) for table in _with_rows(connection, tables)}
        return cls(conninfo, tables, rows)

    def restore(self) -> None:
        """Put every table back. Sessions that a test left open in the middle of a transaction are ended."""
        with psycopg.connect(self.conninfo) as connection:
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
    """The name of the migrated template for the code as it stands; made where missing."""
    code = hashlib.sha256((ROOT / "requirements" / "run.txt").read_bytes())
    for file in sorted({file for pattern in _DECIDES for file in (ROOT / "factcheck").glob(pattern)}):
        code.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    name = f"template_{code.hexdigest()[:16]}"
    if not server.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
        from django.core.management import call_command

        unfinished = f"unfinished_{name}"
        _execute(server, "drop database if exists {} with (force)", unfinished)
        _execute(server, "create database {}", unfinished)
        _point_django_to(unfinished)
        call_command("migrate", verbosity=0, interactive=False)
        _point_django_to(unfinished)
        _execute(server, "alter database {} rename to {}", unfinished, name)
    old = server.execute("select datname from pg_database where datname like 'template\\_%' order by oid desc").fetchall()
    for (other,) in old[_KEPT_TEMPLATES:]:
        if other != name:
            _execute(server, "drop database {} with (force)", other)
    return name


def _drop_left_over(server: psycopg.Connection) -> None:
    if "host=/" not in server.info.dsn and not server.info.host.startswith("/"):
        return  # a server elsewhere: the process numbers in the names may be another machine's
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


def _with_rows(connection: psycopg.Connection, tables: tuple[str, ...]) -> list[str]:
    question = " union all ".join(f"(select {index} where exists (select 1 from {table}))" for index, table in enumerate(tables))
    return [tables[index] for (index,) in connection.execute(question)]


def _copy_out(connection: psycopg.Connection, table: str) -> bytes:
    with connection.cursor() as cursor, cursor.copy(f"copy {table} to stdout") as copy:
        return b"".join(copy)


def _execute(server: psycopg.Connection, statement: str, *names: str) -> None:
    server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
