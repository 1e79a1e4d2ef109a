"""Newsrooms in databases of their own, used by commands in separate processes."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from factcheck.setup import roles
from factcheck.setup.environment import ROOT
from tests.database import superuser_url, url_with_role
from tests.setup.commands import run_manage

_numbers = itertools.count()


@dataclass
class SeparateNewsroom:
    """A database on the server of the tests, and a data folder."""

    name: str
    folder: Path
    variables: dict[str, str] = field(default_factory=dict)

    def url(self, role: str) -> str:
        """The URL of the database for a role; "none" is the superuser of the server."""
        return urlunsplit(urlsplit(url_with_role(os.environ["DATABASE_URL"], role))._replace(path=f"/{self.name}"))

    @property
    def environment(self) -> dict[str, str]:
        removed = ("FACTCHECK_", "DJANGO_", "PYTEST_", "PG")
        return {name: value for name, value in os.environ.items() if not name.startswith(removed)} | {
            "DATABASE_URL": self.url(roles.RUNTIME),
            "FACTCHECK_OWNER_DATABASE_URL": self.url(roles.OWNER),
            "FACTCHECK_DATA": str(self.folder),
            "FACTCHECK_NO_BOOTSTRAP": "1",
            "FACTCHECK_DEMONSTRATION": "1",
            **self.variables,
        }

    def start(self, *arguments: str, **options: Any) -> subprocess.Popen[str]:
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        return subprocess.Popen(command, env=self.environment, text=True, stdin=subprocess.DEVNULL, **options)

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return run_manage(*arguments, environment=self.environment)

    def succeed(self, *arguments: str) -> str:
        process = self.manage(*arguments)
        assert process.returncode == 0, process.stdout + process.stderr
        return process.stdout

    @contextmanager
    def running(self, *arguments: str) -> Iterator[subprocess.Popen[str]]:
        """Run a command, and stop it at the end. Its output is in the file `NAME.log` of the data folder."""
        with (self.folder / f"{arguments[0]}.log").open("w") as log, self.start(*arguments, stdout=log, stderr=log) as process:
            try:
                yield process
            finally:
                process.terminate()

    def query(self, statement: str, parameters: list[Any] | None = None) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.url("none"), autocommit=True) as session:
            cursor = session.execute(statement, parameters)
            return cursor.fetchall() if cursor.description else []

    def head(self) -> tuple[int, str]:
        ((number, digest),) = self.query("SELECT number, hash FROM ledger_head")
        return number, digest

    def captures(self) -> set[str]:
        return {file.name for file in (self.folder / "captures").glob("*/*/*") if not file.name.startswith(".")}


def migrated_template() -> str:
    """The name of the newest migrated template database on the server of the tests."""
    with psycopg.connect(superuser_url(), dbname="postgres") as server:
        rows = server.execute("select datname from pg_database where datname like 'template\\_%' order by oid desc").fetchall()
    return str(rows[0][0])


@contextmanager
def separate_newsroom(folder: Path, *, like: str = "template0", files: Path | None = None) -> Iterator[SeparateNewsroom]:
    """Create a database from the template `like`, with a copy of the data folder `files`, and drop it at the end."""
    name = f"test_{os.getpid()}_newsroom_{next(_numbers)}"
    if files:
        shutil.copytree(files, folder, dirs_exist_ok=True)
    with psycopg.connect(superuser_url(), dbname="postgres", autocommit=True) as server:
        names = (sql.Identifier(each) for each in (name, roles.OWNER, like))
        server.execute(sql.SQL("create database {} owner {} template {}").format(*names))
        if like != "template0":
            _copy_privileges(server, like, name)
        try:
            yield SeparateNewsroom(name, folder)
        finally:
            server.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def _copy_privileges(server: psycopg.Connection, source: str, target: str) -> None:
    """Grant the privileges on the database itself, which a clone does not have."""
    rows = server.execute(
        "select r.rolname, a.privilege_type from pg_database d cross join aclexplode(d.datacl) a"
        " left join pg_roles r on r.oid = a.grantee where d.datname = %s",
        [source],
    ).fetchall()
    assert rows, f"The migrations granted no privileges on {source}"
    server.execute(sql.SQL("revoke all on database {} from public").format(sql.Identifier(target)))
    for role, privilege in rows:
        grantee = sql.Identifier(role) if role else sql.SQL("public")
        server.execute(sql.SQL("grant {} on database {} to {}").format(sql.SQL(privilege), sql.Identifier(target), grantee))
