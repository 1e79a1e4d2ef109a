"""A web server and a worker whose database is stuck, down, or frozen: readers keep their pages, and nothing is restarted."""

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

from factcheck.setup import postgres
from factcheck.setup.environment import ROOT
from tests.setup.processes import eventually

pytestmark = pytest.mark.timeout(600)
SLOW = 20.0
"""Seconds within which a request is answered on a machine with other work. Without limits it is not answered at all."""


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: str
    seconds: float


@dataclass
class Newsroom:
    """The demonstration newsroom under gunicorn with its usual two processes of four threads, and a worker."""

    folder: Path
    url: str
    port: int
    environment: dict[str, str]
    token: str = ""
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def ask(self, path: str, method: str = "GET", body: str | None = None, **headers: str) -> Answer:
        began = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            body = answer.read().decode(errors="replace")
            return Answer(answer.status, dict(answer.headers), body, time.monotonic() - began)
        finally:
            connection.close()

    def api(self, path: str, content: dict[str, str] | None = None) -> Answer:
        method, body = ("POST", json.dumps(content)) if content else ("GET", None)
        return self.ask(f"/api/v1/{path}", method, body, Authorization=f"Bearer {self.token}", Content_Type="application/json")

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
        postgres.revive(self.folder)

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
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    folder = tmp_path_factory.mktemp("newsroom")
    ours = ("FACTCHECK_", "DJANGO_", "DATABASE_URL", "PYTEST_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)} | {
        "FACTCHECK_DATA": str(folder),
        "FACTCHECK_NO_BOOTSTRAP": "1",
        "FACTCHECK_API_WRITE_RATE": "100000/min",
    }
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    with postgres.running(folder) as url:
        made = Newsroom(folder, url, port, environment | {"DATABASE_URL": url})
        manage = [sys.executable, str(ROOT / "manage.py")]
        subprocess.run([*manage, "demo", "--no-serve"], env=environment, check=True, capture_output=True, timeout=150)
        token = subprocess.run(
            [*manage, "make_token", "checker@demo.example"], env=environment, check=True, capture_output=True, timeout=60
        )
        made.token = token.stdout.decode().strip()
        gunicorn = ["-m", "gunicorn", "factcheck.wsgi", "--config", "python:factcheck.setup.web"]
        try:
            made.start("web", *gunicorn, "--bind", f"127.0.0.1:{port}")
            made.start("worker", str(ROOT / "manage.py"), "worker")
            assert eventually(lambda: _answers(made), 60)
            for _ in range(16):  # so that both processes have served
                assert made.ask("/").status == 200
            yield made
        finally:
            for process in made.processes.values():
                process.terminate()
            for process in made.processes.values():
                process.wait(30)


def _answers(newsroom: Newsroom) -> bool:
    try:
        return newsroom.ask("/health/").status == 200
    except OSError:
        return False


def test_stuck_session_that_holds_the_head_does_not_stop_readers(newsroom: Newsroom) -> None:
    over, written = threading.Event(), Counter[int]()

    def write(number: int) -> None:
        turn = 0
        while not over.is_set():
            turn += 1
            written[newsroom.api("actors/", {"name": f"Actor {number} {turn}"}).status] += 1
            time.sleep(0.1)

    with psycopg.connect(newsroom.url) as stuck, ThreadPoolExecutor(10) as writers:
        stuck.execute("SELECT 1 FROM ledger_head FOR UPDATE")
        for number in range(10):
            writers.submit(write, number)
        try:
            time.sleep(1)
            answers = [newsroom.ask(path) for _ in range(5) for path in ("/", "/health/", "/robots.txt")]
            refused = newsroom.api("actors/", {"name": "One more actor"})
        finally:
            over.set()
    assert {answer.status for answer in answers} == {200}
    assert max(answer.seconds for answer in answers) < SLOW
    assert set(written) == {503}
    assert (refused.status, refused.headers["Retry-After"]) == (503, "5")
    assert "Nothing was saved." in json.loads(refused.body)["detail"]
    assert newsroom.api("actors/", {"name": "One more actor"}).status == 201


def test_sessions_name_the_kind_of_their_process(newsroom: Newsroom) -> None:
    with psycopg.connect(newsroom.url) as session:
        kinds = dict(
            session.execute(
                "SELECT application_name, count(*) FROM pg_stat_activity WHERE application_name LIKE 'factcheck %' GROUP BY 1"
            ).fetchall()
        )
    assert set(kinds) == {"factcheck web", "factcheck worker"}


def test_database_that_is_down_gets_everybody_an_answer_of_their_kind(newsroom: Newsroom) -> None:
    newsroom.stop_database()
    try:
        with ThreadPoolExecutor(24) as readers:
            pages = list(readers.map(newsroom.ask, ["/"] * 24))
        desk = newsroom.ask("/desk/", Cookie="factcheck_session=" + "a" * 32)
        api, health, robots = newsroom.api("claims/"), newsroom.ask("/health/"), newsroom.ask("/robots.txt")
    finally:
        newsroom.start_database()
    for answer in (*pages, desk, api, health):
        assert (answer.status, answer.headers["Retry-After"]) == (503, "5")
        assert "no-store" in answer.headers["Cache-Control"]
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert max(answer.seconds for answer in (*pages, desk, api, health)) < SLOW
    assert "temporarily unavailable" in pages[0].body
    assert "Reload this page" in desk.body
    assert set(json.loads(api.body)) == {"detail", "next_step"}
    assert json.loads(health.body) == {"status": "the database does not answer"}
    assert robots.status == 200
    with ThreadPoolExecutor(8) as readers:
        assert {answer.status for answer in readers.map(newsroom.ask, ["/"] * 40)} == {200}


def test_restart_while_nobody_asks_is_noticed_by_nobody(newsroom: Newsroom) -> None:
    newsroom.stop_database()
    newsroom.start_database()
    with ThreadPoolExecutor(8) as readers:
        assert {answer.status for answer in readers.map(newsroom.ask, ["/", "/health/", "/corrections/"] * 10)} == {200}
    assert newsroom.api("actors/", {"name": "An actor after the restart"}).status == 201


def test_database_that_is_frozen_is_given_up(newsroom: Newsroom) -> None:
    assert newsroom.ask("/").status == 200
    listed = subprocess.run(["pgrep", "-P", str(newsroom.postmaster)], capture_output=True, text=True, check=True)
    processes = [newsroom.postmaster, *map(int, listed.stdout.split())]
    for pid in processes:
        os.kill(pid, signal.SIGSTOP)  # sockets stay open and take what is sent, as with a network that swallows it
    try:
        with ThreadPoolExecutor(8) as readers:
            first = list(readers.map(newsroom.ask, ["/"] * 8))
        health, api = newsroom.ask("/health/"), newsroom.api("claims/")
    finally:
        for pid in reversed(processes):
            os.kill(pid, signal.SIGCONT)
    assert {answer.status for answer in (*first, health, api)} == {503}
    assert max(answer.seconds for answer in (*first, health, api)) < SLOW
    assert eventually(lambda: all(newsroom.ask("/").status == 200 for _ in range(8)))


def test_worker_goes_on_after_a_restart_of_the_database(newsroom: Newsroom) -> None:
    before = newsroom.defer("factcheck.operations.tasks.clear_receipts")  # so that a thread of the worker has a connection
    assert eventually(lambda: newsroom.is_done(before), 60)
    newsroom.stop_database()
    time.sleep(3)  # so that it tries to connect, and cannot
    newsroom.start_database()
    job = newsroom.defer("factcheck.operations.tasks.clear_receipts")
    assert eventually(lambda: newsroom.is_done(job), 60)
    assert newsroom.processes["worker"].poll() is None
    newsroom.processes["worker"].terminate()
    assert newsroom.processes["worker"].wait(30) == 0
