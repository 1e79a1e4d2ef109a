"""The web server and the worker during a lock conflict, an outage, and a freeze of the database. Neither needs a restart."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

from factcheck.setup import postgres, roles
from factcheck.setup.environment import ROOT
from tests.setup.processes import eventually

pytestmark = pytest.mark.timeout(600)
SLOW = 20.0
"""Maximum seconds of a response on a busy machine. Without limits, there would be no response."""


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

    def api(self, path: str, content: dict[str, str] | None = None) -> TimedResponse:
        method, body = ("POST", json.dumps(content)) if content else ("GET", None)
        return self.request(
            f"/api/v1/{path}", method, body, Authorization=f"Bearer {self.token}", Content_Type="application/json"
        )

    def start(self, name: str, *command: str) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, *command], cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

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


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedNewsroom]:
    folder = tmp_path_factory.mktemp("newsroom")
    removed = ("FACTCHECK_", "DJANGO_", "DATABASE_URL", "PYTEST_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(removed)} | {
        "FACTCHECK_DATA": str(folder),
        "FACTCHECK_NO_BOOTSTRAP": "1",
        "FACTCHECK_API_WRITE_RATE": "100000/min",
    }
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with postgres.running(folder) as url:
        newsroom = ServedNewsroom(folder, url, port, environment | {"DATABASE_URL": url})
        manage = [sys.executable, str(ROOT / "manage.py")]
        subprocess.run([*manage, "demo", "--no-serve"], env=environment, check=True, capture_output=True, timeout=150)
        token = subprocess.run(
            [*manage, "make_token", "checker@demo.example"], env=environment, check=True, capture_output=True, timeout=60
        )
        newsroom.token = token.stdout.decode().strip()
        gunicorn = ["-m", "gunicorn", "factcheck.wsgi", "--config", "python:factcheck.setup.web"]
        try:
            newsroom.start("web", *gunicorn, "--bind", f"127.0.0.1:{port}")
            newsroom.start("worker", str(ROOT / "manage.py"), "worker")
            assert eventually(lambda: _responds(newsroom), 60)
            for _ in range(16):  # so that each process has served a request
                assert newsroom.request("/").status == 200
            yield newsroom
        finally:
            for process in newsroom.processes.values():
                process.terminate()
            for process in newsroom.processes.values():
                process.wait(30)


def _responds(newsroom: ServedNewsroom) -> bool:
    try:
        return newsroom.request("/health/").status == 200
    except OSError:
        return False


def test_session_that_blocks_the_ledger_does_not_block_reads(newsroom: ServedNewsroom) -> None:
    is_over, statuses = threading.Event(), Counter[int]()

    def write(number: int) -> None:
        attempt = 0
        while not is_over.is_set():
            attempt += 1
            statuses[newsroom.api("actors/", {"name": f"Actor {number} {attempt}"}).status] += 1
            time.sleep(0.1)

    with psycopg.connect(newsroom.url) as stuck, ThreadPoolExecutor(10) as writers:
        stuck.execute("SELECT 1 FROM ledger_head FOR UPDATE")
        for number in range(10):
            writers.submit(write, number)
        try:
            time.sleep(1)
            responses = [newsroom.request(path) for _ in range(5) for path in ("/", "/health/", "/robots.txt")]
            refused = newsroom.api("actors/", {"name": "One more actor"})
        finally:
            is_over.set()
    assert {response.status for response in responses} == {200}
    assert max(response.seconds for response in responses) < SLOW
    assert set(statuses) == {503}
    assert (refused.status, refused.headers["Retry-After"]) == (503, "5")
    assert "Nothing was saved." in json.loads(refused.body)["detail"]
    assert newsroom.api("actors/", {"name": "One more actor"}).status == 201


def test_sessions_have_the_kind_of_the_process_as_their_name_and_the_runtime_role(newsroom: ServedNewsroom) -> None:
    with psycopg.connect(newsroom.url) as session:
        kinds = session.execute(
            "SELECT DISTINCT application_name, usename FROM pg_stat_activity WHERE application_name LIKE 'factcheck %' ORDER BY 1"
        ).fetchall()
    assert kinds == [("factcheck web", roles.RUNTIME), ("factcheck worker", roles.RUNTIME)]


def test_outage_gets_503_in_the_format_of_each_interface(newsroom: ServedNewsroom) -> None:
    newsroom.stop_database()
    try:
        with ThreadPoolExecutor(24) as readers:
            pages = list(readers.map(newsroom.request, ["/"] * 24))
        desk = newsroom.request("/desk/", Cookie="factcheck_session=" + "a" * 32)
        api, health, robots = newsroom.api("claims/"), newsroom.request("/health/"), newsroom.request("/robots.txt")
    finally:
        newsroom.start_database()
    for response in (*pages, desk, api, health):
        assert (response.status, response.headers["Retry-After"]) == (503, "5")
        assert "no-store" in response.headers["Cache-Control"]
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert max(response.seconds for response in (*pages, desk, api, health)) < SLOW
    assert "temporarily unavailable" in pages[0].body
    assert "Reload this page" in desk.body
    assert set(json.loads(api.body)) == {"detail", "next_step"}
    assert json.loads(health.body) == {"status": "the database is not responding"}
    assert robots.status == 200
    with ThreadPoolExecutor(8) as readers:
        assert {response.status for response in readers.map(newsroom.request, ["/"] * 40)} == {200}


def test_restart_between_requests_causes_no_error(newsroom: ServedNewsroom) -> None:
    newsroom.stop_database()
    newsroom.start_database()
    with ThreadPoolExecutor(8) as readers:
        assert {response.status for response in readers.map(newsroom.request, ["/", "/health/", "/corrections/"] * 10)} == {200}
    assert newsroom.api("actors/", {"name": "An actor after the restart"}).status == 201


def test_frozen_database_gets_503_within_the_limits(newsroom: ServedNewsroom) -> None:
    assert newsroom.request("/").status == 200
    children = subprocess.run(["pgrep", "-P", str(newsroom.postmaster)], capture_output=True, text=True, check=True)
    processes = [newsroom.postmaster, *map(int, children.stdout.split())]
    for pid in processes:
        os.kill(pid, signal.SIGSTOP)  # sockets stay open and accept data, as with a network that drops packets
    try:
        with ThreadPoolExecutor(8) as readers:
            first = list(readers.map(newsroom.request, ["/"] * 8))
        health, api = newsroom.request("/health/"), newsroom.api("claims/")
    finally:
        for pid in reversed(processes):
            os.kill(pid, signal.SIGCONT)
    assert {response.status for response in (*first, health, api)} == {503}
    assert max(response.seconds for response in (*first, health, api)) < SLOW
    assert eventually(lambda: all(newsroom.request("/").status == 200 for _ in range(8)))


def test_worker_reconnects_after_a_restart_of_the_database(newsroom: ServedNewsroom) -> None:
    before = newsroom.defer("factcheck.operations.tasks.clear_receipts")  # so that a thread of the worker has a connection
    assert eventually(lambda: newsroom.is_done(before), 60)
    newsroom.stop_database()
    time.sleep(3)  # so that the worker tries to connect and fails
    newsroom.start_database()
    job = newsroom.defer("factcheck.operations.tasks.clear_receipts")
    assert eventually(lambda: newsroom.is_done(job), 60)
    assert newsroom.processes["worker"].poll() is None
    newsroom.processes["worker"].terminate()
    assert newsroom.processes["worker"].wait(30) == 0
