"""A server and a database of its own for one measurement, on the same machine and the same PostgreSQL as the product."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.conf import settings
from psycopg import sql

START_LIMIT = 60.0
"""Seconds that the server has for its first answer."""


@contextmanager
def bench_database() -> Iterator[dict[str, str]]:
    """An empty, migrated database beside the configured one; yields the environment that leads to it, and drops it at the end."""
    url = os.environ["DATABASE_URL"]
    name = f"factcheck_bench_{os.getpid()}"
    parts = urlsplit(url)
    beside = urlunsplit(parts._replace(path=f"/{name}"))
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as folder:
        environment = {
            **os.environ,
            "DATABASE_URL": beside,
            "FACTCHECK_DATA": folder,
            "FACTCHECK_BENCH": "1",
            "FACTCHECK_NO_BOOTSTRAP": "1",
            "FACTCHECK_SECRET_KEY": settings.SECRET_KEY,
        }
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            try:
                _manage(environment, "migrate", "--verbosity", "0")
                _manage(environment, "collectstatic", "--no-input", "--verbosity", "0")
                yield environment
            finally:
                connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def bench_server() -> Iterator[int]:
    """The product under its usual web server, one process, on a free port of this machine; yields the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "factcheck.wsgi", "--config", "python:factcheck.setup.web"]
    command += ["--workers", "1", "--bind", f"127.0.0.1:{port}"]
    log = Path(settings.DATA_DIR) / "web.log"
    with log.open("wb") as out:
        # From where its modules are found, wherever we were called from.
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd=settings.BASE_DIR)
    try:
        _wait_for_server(port, process, log)
        yield port
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for_server(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    limit = time.monotonic() + START_LIMIT
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while True:
        try:
            with direct.open(f"http://127.0.0.1:{port}/health/", timeout=5):
                return
        except OSError:
            if process.poll() is not None or time.monotonic() > limit:
                raise RuntimeError(f"The web server did not start:\n{log.read_text(errors='replace')[-2000:]}") from None
            time.sleep(0.1)


def _manage(environment: dict[str, str], *arguments: str) -> None:
    subprocess.run([sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments], env=environment, check=True)
