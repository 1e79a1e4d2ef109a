"""A separate database and web server for one benchmark, on the PostgreSQL server that Factcheck uses."""

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
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.conf import settings
from psycopg import sql

from factcheck.setup import postgres, roles
from factcheck.setup.launch import OWNER_URL

START_LIMIT = 60.0
"""Seconds for the first response of the server."""
SETTINGS = "factcheck.operations.bench.settings"


@contextmanager
def bench_database() -> Iterator[dict[str, str]]:
    """Create and migrate a database on the configured server. Yields the environment variables of processes that use it.

    A superuser owns it: that of the embedded server, or the role of FACTCHECK_OWNER_DATABASE_URL or, if this is not set, of
    DATABASE_URL. The database is dropped at the end.
    """
    url = os.environ["DATABASE_URL"]
    if url == postgres.database_url(settings.DATA_DIR):
        owner_url = postgres.database_url(settings.DATA_DIR, roles.SUPERUSER)
    else:
        owner_url = os.environ.get(OWNER_URL) or url
    name = f"factcheck_bench_{os.getpid()}"
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as folder:
        environment = {
            **os.environ,
            "DATABASE_URL": _replace_database(url, name),
            OWNER_URL: _replace_database(owner_url, name),
            "DJANGO_SETTINGS_MODULE": SETTINGS,
            "FACTCHECK_DATA": folder,
            "FACTCHECK_NO_BOOTSTRAP": "1",
            "FACTCHECK_REQUIRE_SECOND_FACTOR": "none",
            "FACTCHECK_SECRET_KEY": settings.SECRET_KEY,
        }
        with psycopg.connect(owner_url, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            try:
                _manage(environment, "migrate", "--verbosity", "0")
                _manage(environment, "collectstatic", "--no-input", "--verbosity", "0")
                yield environment
            finally:
                connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _replace_database(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


@dataclass(frozen=True, slots=True)
class RunningServer:
    """A web server on this machine and the process that started its worker processes."""

    port: int
    pid: int


@contextmanager
def bench_server(workers: int = 1, *options: str, threads: int | None = None) -> Iterator[RunningServer]:
    """Run the usual web server on a free port of this machine, with more options of gunicorn."""
    command = [sys.executable, "-m", "gunicorn", "factcheck.wsgi", "--config", "python:factcheck.setup.web"]
    more = ["--threads", str(threads)] if threads else []
    with _running([*command, "--workers", str(workers), *more, *options], f"web{threads or ''}", "/health/") as server:
        yield server


@contextmanager
def bare_server(workers: int) -> Iterator[RunningServer]:
    """Run the baseline on a free port of this machine."""
    command = [sys.executable, "-m", "gunicorn", "factcheck.operations.bench.bare.wsgi"]
    threads = ["--worker-class", "gthread", "--threads", "4", "--keep-alive", "10"]
    with _running([*command, *threads, "--workers", str(workers)], "bare", "/row/") as server:
        yield server


@contextmanager
def _running(command: list[str], name: str, path: str) -> Iterator[RunningServer]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = Path(settings.DATA_DIR) / f"{name}.log"
    with log.open("wb") as out:
        # In the project folder, so that Python can import our modules.
        process = subprocess.Popen(
            [*command, "--bind", f"127.0.0.1:{port}"],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            cwd=settings.BASE_DIR,
        )
    try:
        _wait_for_server(port, path, process, log)
        yield RunningServer(port, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for_server(port: int, path: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_LIMIT
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # without a proxy
    while True:
        try:
            with opener.open(f"http://127.0.0.1:{port}{path}", timeout=5):
                return
        except OSError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The web server did not start:\n{log.read_text(errors='replace')[-2000:]}") from None
            time.sleep(0.1)


def _manage(environment: dict[str, str], *arguments: str) -> None:
    subprocess.run([sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments], env=environment, check=True)
