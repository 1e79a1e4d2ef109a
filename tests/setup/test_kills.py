"""Each process is killed during a stream of writes: every acknowledged write is present exactly once.

The clients repeat a request, with the same idempotency key, until it is acknowledged.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import psycopg
import pytest

from factcheck.setup.problem import SetupProblem
from tests.setup.commands import run_manage
from tests.setup.processes import eventually, is_alive
from tests.setup.served_newsroom import ServedNewsroom, TimedResponse, newsroom

__all__ = ["newsroom"]

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
CLIENTS = 3
WRITES = 6
"""Acknowledged writes before and after each kill."""


@dataclass
class Stream:
    """Clients that add claims. `acknowledged`: statement → id and idempotency key of each write with a response of success."""

    newsroom: ServedNewsroom
    prefix: str
    claimant: int
    acknowledged: dict[str, tuple[int, str]] = field(default_factory=dict)
    unexpected: list[str] = field(default_factory=list)
    repeated: int = 0
    is_over: threading.Event = field(default_factory=threading.Event)

    def run(self, client: int) -> None:
        number = 0
        while not self.is_over.is_set():
            number += 1
            self.write(f"{self.prefix} {client} {number}", str(uuid.uuid4()))

    def send(self, statement: str, key: str) -> TimedResponse:
        claim = {"statement": statement, "claimant": self.claimant, "layer": "proposition", "said_on": "2026-01-02"}
        return self.newsroom.api("claims/", claim, Idempotency_Key=key)

    def write(self, statement: str, key: str) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                response = self.send(statement, key)
            except (OSError, http.client.HTTPException):
                self.repeated += 1
                time.sleep(0.1)
                continue
            if response.status == 201:
                self.acknowledged[statement] = (json.loads(response.body)["id"], key)
                return
            if response.status not in (500, 502, 503):
                self.unexpected.append(f"{statement}: {response.status} {response.body[:200]}")
                return
            self.repeated += 1
            time.sleep(0.1)
        self.unexpected.append(f"{statement}: not acknowledged")

    def wait_for_writes(self) -> None:
        goal = len(self.acknowledged) + WRITES
        assert eventually(lambda: len(self.acknowledged) >= goal, 40), (len(self.acknowledged), self.unexpected)


@contextmanager
def writing(newsroom: ServedNewsroom, prefix: str) -> Iterator[Stream]:
    actor = newsroom.api("actors/", {"name": f"The claimant for {prefix}"})
    stream = Stream(newsroom, prefix, json.loads(actor.body)["id"])
    threads = [threading.Thread(target=stream.run, args=[client]) for client in range(CLIENTS)]
    for thread in threads:
        thread.start()
    try:
        stream.wait_for_writes()
        yield stream
        stream.wait_for_writes()
    finally:
        stream.is_over.set()
        for thread in threads:
            thread.join()


def children(pid: int) -> list[int]:
    return [int(line) for line in subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True).stdout.split()]


def kill_web_process(newsroom: ServedNewsroom) -> None:
    victims = children(newsroom.processes["web"].pid)
    assert len(victims) == 2
    os.kill(victims[0], signal.SIGKILL)


def kill_master_of_the_web_processes(newsroom: ServedNewsroom) -> None:
    master = newsroom.processes["web"]
    processes = children(master.pid)
    master.kill()
    master.wait(10)
    assert eventually(lambda: not any(map(is_alive, processes)))  # they exit with their parent, so that the port is free
    newsroom.start_web()


def kill_worker(newsroom: ServedNewsroom) -> None:
    """Jobs that were acknowledged, but that the worker has not begun, are done by the next worker."""
    worker = newsroom.processes["worker"]
    os.kill(worker.pid, signal.SIGSTOP)  # so that it begins none of these jobs
    jobs = [newsroom.defer("factcheck.operations.tasks.clear_receipts") for _ in range(5)]
    worker.kill()
    worker.wait(10)
    assert not any(newsroom.is_done(job) for job in jobs)
    newsroom.start_worker()
    assert eventually(lambda: all(newsroom.is_done(job) for job in jobs), 60)


def kill_postmaster(newsroom: ServedNewsroom) -> None:
    os.kill(newsroom.postmaster, signal.SIGKILL)

    def start() -> bool:
        try:
            newsroom.start_database()
        except SetupProblem:  # the processes of the killed server have not all exited yet
            return False
        return newsroom.responds()

    assert eventually(start, 40)


@pytest.mark.parametrize("kill", [kill_web_process, kill_master_of_the_web_processes, kill_worker, kill_postmaster])
def test_acknowledged_writes_are_present_exactly_once(newsroom: ServedNewsroom, kill: Callable[[ServedNewsroom], None]) -> None:
    with writing(newsroom, kill.__name__) as stream:
        kill(newsroom)
    assert stream.unexpected == []
    assert rows(newsroom, stream.prefix) == {statement: [pk] for statement, (pk, _) in stream.acknowledged.items()}
    statement, (pk, key) = next(iter(stream.acknowledged.items()))
    assert json.loads(stream.send(statement, key).body)["id"] == pk


def test_ledger_is_intact_after_all_kills(newsroom: ServedNewsroom) -> None:
    doctor = run_manage("doctor", environment=newsroom.environment)
    assert doctor.returncode == 0, doctor.stdout + doctor.stderr


def rows(newsroom: ServedNewsroom, prefix: str) -> dict[str, list[int]]:
    """The ids of the claims whose statements begin with `prefix`, by statement."""
    found: dict[str, list[int]] = {}
    query = "SELECT statement, id FROM claims_claim WHERE starts_with(statement, %s)"
    with psycopg.connect(newsroom.url) as session:
        for statement, pk in session.execute(query, [f"{prefix} "]):
            found.setdefault(statement, []).append(pk)
    return found
