"""Attackers of `manage.py bench --attack`. Each runs in a process of its own, so that it does not delay the measured reader.

This module imports no other part of Factcheck, because the process starts without Django.
"""

from __future__ import annotations

import http.client
import json
import resource
import selectors
import socket
import time
from abc import ABC, abstractmethod
from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from typing import Any

RATE = 4.0
"""Requests of an attack per second."""
MOST_IN_FLIGHT = 64
"""Requests of an attack that wait for their responses. The rate does not depend on how fast the server responds."""
BURST = 100
SLOW_CONNECTIONS = 200
UNREAD_CONNECTIONS = 1100
"""More than a process of the web server accepts."""
ADDRESS = "127.0.0.2"
"""The attacker's address. The reader has another one."""
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
    """Sends the same request at a fixed rate. The expected response has this `status` and contains `marker`."""

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
        due = time.monotonic()
        sent = []
        with ThreadPoolExecutor(MOST_IN_FLIGHT) as pool:
            while not stop.wait(max(0.0, due - time.monotonic())):
                due += 1 / RATE
                sent.append(pool.submit(self._send, port))
            for request in sent:
                request.cancel()
        for status, is_expected in (request.result() for request in sent if not request.cancelled()):
            self.outcomes[status] += 1
            self.expected += is_expected

    def _send(self, port: int) -> tuple[int, bool]:
        """The status of the response (0 without one), and whether it is the expected one."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if self.content is not None:
            headers |= {"Content-Type": "application/json", "X-CSRFToken": self.cookies["factcheck_csrf"]}
        body = None if self.content is None else json.dumps(self.content)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=90, source_address=(address(), 0))
        try:
            connection.request("GET" if body is None else "POST", self.path, body, headers)
            response = connection.getresponse()
            text = response.read().decode(errors="replace")
        except (OSError, http.client.HTTPException):
            return 0, False
        finally:
            connection.close()
        return response.status, response.status == self.status and self.marker in text

    def is_effective(self) -> bool:
        return self.expected > 0


@dataclass
class Burst(Attack):
    """Sends many requests at once, once a second."""

    name: str
    path: str
    count: int = BURST
    outcomes: Counter[int] = field(default_factory=Counter)

    def run(self, port: int, stop: Event) -> None:
        due = time.monotonic()
        while not stop.wait(max(0.0, due - time.monotonic())):
            due = max(due + 1.0, time.monotonic())
            connections = [open_connection(port) for _ in range(self.count)]
            for connection in connections:
                with suppress(OSError):
                    connection.sendall(request_for(self.path))
            for connection in connections:
                self.outcomes[_status_of(connection)] += 1

    def is_effective(self) -> bool:
        return self.outcomes[200] > 0 and self.outcomes.total() >= self.count


@dataclass
class UnreadResponses(Attack):
    """Keeps many connections open, each with a request whose response it does not read. Reopens those that the server closes."""

    name: str
    path: str
    count: int = UNREAD_CONNECTIONS
    outcomes: Counter[int] = field(default_factory=Counter)
    """1 → the number of connections that were opened."""

    def run(self, port: int, stop: Event) -> None:
        raise_file_limit(self.count + 100)
        connections: deque[socket.socket] = deque()
        try:
            while not stop.is_set():
                if len(connections) >= self.count:
                    connections.popleft().close()
                    stop.wait(0.02)
                connections.append(open_connection(port, receive_buffer=2048))
                with suppress(OSError):
                    connections[-1].sendall(request_for(self.path))
                self.outcomes[1] += 1
        finally:
            for connection in connections:
                connection.close()

    def is_effective(self) -> bool:
        return self.outcomes[1] > self.count


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
                    connections.append(open_connection(port))
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


def address() -> str:
    """The address of the attacker: 127.0.0.2, or that of the reader if the loopback interface has no other one."""
    with socket.socket() as probe:
        try:
            probe.bind((ADDRESS, 0))
        except OSError:
            return "127.0.0.1"
    return ADDRESS


def open_connection(port: int, *, receive_buffer: int = 0) -> socket.socket:
    """A new connection of the attacker. `receive_buffer` is the size in bytes, or 0 for that of the system."""
    connection = socket.socket()
    if receive_buffer:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    connection.settimeout(30)
    connection.bind((address(), 0))
    connection.connect(("127.0.0.1", port))
    return connection


def request_for(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode()


def raise_file_limit(least: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < least:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(least, hard), hard))


def _status_of(connection: socket.socket) -> int:
    """Read the response and close the connection. Returns the status, or 0 without a response."""
    received = b""
    with connection, suppress(OSError):
        while chunk := connection.recv(65536):
            received = received or chunk
    return int(received[9:12]) if received[9:12].isdigit() else 0


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
