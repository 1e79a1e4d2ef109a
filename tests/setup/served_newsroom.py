"""A complete newsroom for tests of processes: the demonstration data, the web server, and a worker, with an embedded database."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest

from factcheck.setup import postgres
from factcheck.setup.environment import ROOT
from factcheck.setup.lock import exclusive_lock
from tests.setup.commands import run_manage
from tests.setup.processes import eventually


@dataclass
class TimedResponse:
    status: int
    headers: dict[str, str]
    body: str
    seconds: float


@dataclass
class ServedNewsroom:
    """The demonstration newsroom, served by gunicorn with the usual two processes of four threads, and a worker."""

    folder: Path
    url: str
    port: int
    environment: dict[str, str]
    token: str = ""
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def request(self, path: str, method: str = "GET", body: str | None = None, **headers: str) -> TimedResponse:
        start = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            response = connection.getresponse()
            body = response.read().decode(errors="replace")
            return TimedResponse(response.status, dict(response.headers), body, time.monotonic() - start)
        finally:
            connection.close()

    def api(self, path: str, content: dict[str, Any] | None = None, **headers: str) -> TimedResponse:
        method, body = ("POST", json.dumps(content)) if content else ("GET", None)
        headers |= {"Authorization": f"Bearer {self.token}", "Content_Type": "application/json"}
        return self.request(f"/api/v1/{path}", method, body, **headers)

    def start(self, name: str, *command: str) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, *command], cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

    def start_web(self, *options: str) -> None:
        gunicorn = ["-m", "gunicorn", "factcheck.wsgi", "--config", "python:factcheck.setup.web"]
        self.start("web", *gunicorn, "--bind", f"127.0.0.1:{self.port}", *options)

    def restart_web(self, *options: str) -> None:
        """With the current environment."""
        self.processes["web"].terminate()
        self.processes["web"].wait(30)
        self.start_web(*options)

    def start_worker(self) -> None:
        self.start("worker", str(ROOT / "manage.py"), "worker")

    def responds(self) -> bool:
        try:
            return self.request("/health/").status == 200
        except OSError:
            return False

    @property
    def postmaster(self) -> int:
        return int((self.folder / "postgres" / "cluster" / "postmaster.pid").read_text().split()[0])

    def stop_database(self) -> None:
        pid = self.postmaster
        os.kill(pid, signal.SIGQUIT)  # an immediate shutdown: sessions end without a checkpoint
        assert eventually(lambda: not (self.folder / "postgres" / "cluster" / "postmaster.pid").exists())

    def start_database(self) -> None:
        postgres.restart_if_down(self.folder)

    def defer(self, task: str) -> int:
        with psycopg.connect(self.url) as session:
            row = session.execute(
                "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status)"
                " VALUES ('default', %s, '{\"timestamp\": 0}', 'todo') RETURNING id",
                [task],
            ).fetchone()
        assert row
        return int(row[0])

    def is_done(self, job: int) -> bool:
        with psycopg.connect(self.url) as session:
            return session.execute("SELECT 1 FROM procrastinate_jobs WHERE id = %s", [job]).fetchone() is None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedNewsroom]:
    with served_newsroom(tmp_path_factory.mktemp("newsroom")) as newsroom:
        yield newsroom


def _demonstration(environment: dict[str, str]) -> Path:
    """The data folder of a stopped newsroom with the demonstration data, which all processes of this test run share."""
    folder = Path(os.environ["PYTEST_SHARED_FOLDER"]) / "demonstration"
    with exclusive_lock(folder.with_suffix(".lock")):
        if not folder.exists():
            unfinished = folder.with_suffix(".unfinished")
            _load_demonstration(environment | {"FACTCHECK_DATA": str(unfinished)})
            unfinished.rename(folder)
    return folder


def _load_demonstration(environment: dict[str, str]) -> None:
    process = run_manage("demo", "--no-serve", environment=environment, seconds=400)
    assert process.returncode == 0, process.stderr


@contextmanager
def served_newsroom(folder: Path, **settings: str) -> Iterator[ServedNewsroom]:
    """A newsroom whose data folder is `folder`, with these environment variables."""
    removed = ("FACTCHECK_", "DJANGO_", "DATABASE_URL", "PYTEST_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(removed)} | {
        "FACTCHECK_DATA": str(folder),
        "FACTCHECK_NO_BOOTSTRAP": "1",
        "FACTCHECK_API_WRITE_RATE": "100000/min",
        **settings,
    }
    if settings:  # keys sign the demonstration data
        _load_demonstration(environment)
    else:
        shutil.copytree(_demonstration(environment), folder, dirs_exist_ok=True)
    with postgres.running(folder) as url:
        newsroom = ServedNewsroom(folder, url, free_port(), environment | {"DATABASE_URL": url})
        token = run_manage("make_token", "checker@demo.example", environment=environment)
        assert token.returncode == 0, token.stderr
        newsroom.token = token.stdout.strip()
        try:
            newsroom.start_web()
            newsroom.start_worker()
            assert eventually(newsroom.responds, 60)
            for _ in range(16):  # so that each process has served a request
                assert newsroom.request("/").status == 200
            yield newsroom
        finally:
            for process in newsroom.processes.values():
                process.terminate()
            for process in newsroom.processes.values():
                process.wait(30)
