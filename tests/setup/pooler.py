"""PgBouncer in transaction mode before an embedded server."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

from factcheck.setup import namespace, roles
from factcheck.setup.server import Server
from tests.setup.processes import eventually

PGBOUNCER = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin:/usr/local/sbin")
_CONFIGURATION = """
[databases]
{database} = host={server} port=5432 dbname={database}

[pgbouncer]
listen_port = 6432
listen_addr =
unix_socket_dir = {folder}
auth_type = trust
auth_file = {folder}/users.txt
pool_mode = transaction
default_pool_size = {size}
ignore_startup_parameters = options
"""


@dataclass(frozen=True)
class Pooler:
    url: str
    log: Path


@contextmanager
def pooler(data: Path, folder: Path, *, size: int) -> Iterator[Pooler]:
    """A pooler with at most `size` sessions of the embedded server with the data folder `data`."""
    server, folder = Server(data, durable=True), folder.resolve()
    configuration, log = folder / "pgbouncer.ini", folder / "pgbouncer.log"
    values = {"database": roles.DATABASE, "server": server.socket, "folder": folder, "size": size}
    configuration.write_text(_CONFIGURATION.format(**values))
    (folder / "users.txt").write_text(f'"{roles.RUNTIME}" ""\n')
    # PgBouncer refuses to run as root, but must be able to open the socket of the server.
    prefix = [sys.executable, "-I", "-S", str(Path(namespace.__file__))] if os.geteuid() == 0 else []
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*prefix, str(PGBOUNCER), str(configuration)], stdin=subprocess.DEVNULL, stdout=out, stderr=out
        )
    url = f"postgresql://{roles.RUNTIME}@:6432/{roles.DATABASE}?host={quote(str(folder), safe='')}"
    try:
        assert eventually(lambda: _accepts_connections(url)), log.read_text()
        yield Pooler(url, log)
    finally:
        process.terminate()
        process.wait(30)


def _accepts_connections(url: str) -> bool:
    try:
        psycopg.connect(url, prepare_threshold=None).close()
    except psycopg.OperationalError:
        return False
    return True
