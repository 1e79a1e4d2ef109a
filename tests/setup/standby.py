"""A streaming replica of an embedded server, made with the programs of the installed package."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from factcheck.setup import roles
from factcheck.setup.binaries import find_binaries
from factcheck.setup.server import Server


@dataclass
class Standby:
    server: Server

    def url(self, role: str = roles.RUNTIME) -> str:
        return self.server.url(roles.DATABASE, role)

    def start(self) -> None:
        self.server.run(lambda text: None)

    def stop(self) -> None:
        self.server.stop()

    def execute(self, statement: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.url(roles.SUPERUSER), autocommit=True) as session:
            return session.execute(statement.encode()).fetchall()

    def pause(self) -> None:
        """Receive the log, but do not replay it."""
        self.execute("SELECT pg_wal_replay_pause()")

    def resume(self) -> None:
        self.execute("SELECT pg_wal_replay_resume()")


@contextmanager
def standby(primary: Path, folder: Path) -> Iterator[Standby]:
    """A running replica, in `folder`, of the embedded server whose data folder is `primary`."""
    source, server = Server(primary, durable=True), Server(folder, durable=True)
    server.home.mkdir(mode=0o700, parents=True)
    command = [str(find_binaries().folder / "pg_basebackup"), "--pgdata", str(server.cluster), "--write-recovery-conf"]
    command += ["--host", str(source.socket), "--username", roles.SUPERUSER, "--checkpoint", "fast", "--no-sync"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    replica = Standby(server)
    replica.start()
    try:
        yield replica
    finally:
        replica.stop()
