"""Attackers of `manage.py bench --attack`. Each runs in a process of its own, so that it does not delay the measured reader.

This module imports no other part of Factcheck, because the process starts without Django.
"""

from __future__ import annotations

import http.client
import json
import selectors
import socket
import time
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from typing import Any

RATE = 4.0
"""Requests of an attack per second."""
SLOW_CONNECTIONS = 200
HEAD_START = 1.0
"""Seconds for which an attack runs before the reader starts."""
START_LIMIT = 60.0


class Attack(ABC):
    """One attack. `run` attacks until `stop` is set; `outcomes` counts the statuses of the responses."""

    name: str
    outcomes: Counter[int]

    @abstractmethod
    def run(self, port: int, stop: Event) -> None: ...

    @abstractmethod
    def is_effective(self) -> bool:
        """Whether the attack did what it was meant to do. Otherwise, the measurement says nothing."""


@dataclass
class RepeatedRequest(Attack):
    """Sends the same request at a fixed rate, one at a time. The expected response has this `status` and contains `marker`."""

    name: str
    path: str
    cookies: dict[str, str] = field(default_factory=dict)
    content: object = None
    """The JSON body of a POST request to the API; None for a GET request."""
    status: int = 200
    marker: str = ""
    expected: int = 0
    """The number of expected responses."""
    outcomes: Counter[int] = field(default_factory=Counter)

    def run(self, port: int, stop: Event) -> None:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if self.content is not None:
            headers |= {"Content-Type": "application/json", "X-CSRFToken": self.cookies["factcheck_csrf"]}
        body = None if self.content is None else json.dumps(self.content)
        method = "GET" if body is None else "POST"
        due = time.monotonic()
        while not stop.wait(max(0.0, due - time.monotonic())):
            due = max(due + 1 / RATE, time.monotonic())
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=90)
            try:
                connection.request(method, self.path, body, headers)
                response = connection.getresponse()
                text = response.read().decode(errors="replace")
                self.outcomes[response.status] += 1
                self.expected += response.status == self.status and self.marker in text
            except (OSError, http.client.HTTPException):
                self.outcomes[0] += 1
            finally:
                connection.close()

    def is_effective(self) -> bool:
        return self.expected > 0


@dataclass
class SlowConnections(Attack):
    """Keeps many connections open that send `beginning`, then one byte per second. Reopens those that the server closes."""

    name: str
    beginning: bytes
    count: int = SLOW_CONNECTIONS
    outcomes: Counter[int] = field(default_factory=Counter)
    """1 → the number of connections that were opened."""

    def run(self, port: int, stop: Event) -> None:
        connections: list[socket.socket] = []
        try:
            while True:
                while len(connections) < self.count and not stop.is_set():
                    connections.append(socket.create_connection(("127.0.0.1", port), timeout=10))
                    connections[-1].sendall(self.beginning)
                    self.outcomes[1] += 1
                if stop.wait(1.0):
                    return
                connections = [connection for connection in connections if _send_byte(connection)]
        except OSError:
            self.outcomes[0] += 1
        finally:
            for connection in connections:
                connection.close()

    def is_effective(self) -> bool:
        return self.outcomes[1] >= self.count


def _send_byte(connection: socket.socket) -> bool:
    """Send one byte. Returns False, and closes the connection, if the server has responded or closed it."""
    try:
        with selectors.DefaultSelector() as selector:
            selector.register(connection, selectors.EVENT_READ)
            if not selector.select(0):
                connection.sendall(b"x")
                return True
    except OSError:
        pass
    connection.close()
    return False


@contextmanager
def attacking(attack: Attack, port: int) -> Iterator[None]:
    """Run the attack during the block. Afterward, `attack` has its outcomes."""
    processes = get_context("spawn")
    started, stop, results = processes.Event(), processes.Event(), processes.SimpleQueue()
    process = processes.Process(target=_run, args=[attack, port, started, stop, results], daemon=True)
    process.start()
    try:
        if not started.wait(START_LIMIT):
            raise RuntimeError("The process of the attack did not start.")
        time.sleep(HEAD_START)
        yield
    finally:
        stop.set()
        vars(attack).update(results.get())
        process.join()


def _run(attack: Attack, port: int, started: Event, stop: Event, results: Any) -> None:
    started.set()
    try:
        attack.run(port, stop)
    finally:
        results.put(vars(attack))
