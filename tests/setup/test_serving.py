"""The web server with a small application: deadlines, limits, ambiguous requests, and buffers. No database, no gunicorn."""

from __future__ import annotations

import logging
import re
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from factcheck.setup.network import network_of
from factcheck.setup.serving import server as server_module
from factcheck.setup.serving.clients import FairQueue
from factcheck.setup.serving.limits import MIB, MinimumRate, ServingLimits
from factcheck.setup.serving.server import WebServer
from tests.setup.processes import eventually

CHUNKED = "Transfer-Encoding: chunked"
GET = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"


LARGE = 32 * MIB
READER = "127.0.0.2"
"""The address of another client than that of the other connections, 127.0.0.1."""


class Application:
    """Responds with the method, the path, and the size of the body. Some paths wait, or respond with many bytes."""

    def __init__(self) -> None:
        self.environs: list[dict[str, Any]] = []
        self.release = threading.Event()

    @property
    def paths(self) -> list[str]:
        return [environ["PATH_INFO"] for environ in self.environs]

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        self.environs.append(environ)
        path = environ["PATH_INFO"]
        if path == "/wait":
            self.release.wait(20)
        if path.startswith("/fail"):
            raise RuntimeError
        size = 0
        while chunk := environ["wsgi.input"].read(65536):
            size += len(chunk)
        if path == "/parts":
            start_response("200 OK", [("Content-Length", str(LARGE))])
            return (b"x" * MIB for _ in range(LARGE // MIB))
        body = b"x" * LARGE if path == "/large" else f"{environ['REQUEST_METHOD']} {path} {size}".encode()
        start_response("200 OK", [("Content-Length", str(len(body)))])
        return [body]


class Running:
    def __init__(self, server: WebServer, application: Application, port: int) -> None:
        self.server, self.application, self.port = server, application, port

    def connect(self, *parts: bytes, address: str = "127.0.0.1") -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=20, source_address=(address, 0))
        for part in parts:
            connection.sendall(part)
        return connection

    def ask(self, *parts: bytes, address: str = "127.0.0.1") -> bytes:
        """Send the parts and return everything until the server closes the connection."""
        with self.connect(*parts, address=address) as connection:
            return read_all(connection)

    def status(self, *parts: bytes, address: str = "127.0.0.1") -> int:
        return statuses(self.ask(*parts, address=address))[0]

    @contextmanager
    def later(self, seconds: float) -> Iterator[None]:
        """Check the deadlines as if `seconds` had passed."""
        self.server.clock = lambda: time.monotonic() + seconds
        try:
            yield
        finally:
            self.server.clock, self.server.next_check = time.monotonic, 0.0

    def hold_large_responses(self, number: int) -> list[socket.socket]:
        """Connections whose responses are larger than the buffers of the system, and are not read."""
        connections = [self.connect(request("/large")) for _ in range(number)]
        assert eventually(
            lambda: sum(bool(item.total_outbufs_len and not item.requests) for item in self.server.channels) == number
        )
        return connections


def read_all(connection: socket.socket) -> bytes:
    received = b""
    while chunk := connection.recv(65536):
        received += chunk
    return received


def statuses(response: bytes) -> list[int]:
    return [int(code) for code in re.findall(rb"HTTP/1\.[01] (\d{3}) ", response)]


def request(target: str = "/", *headers: str, body: bytes = b"", method: str = "GET") -> bytes:
    lines = [f"{method} {target} HTTP/1.1", "Host: a", "Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


@pytest.fixture
def limits(tmp_path: Path) -> ServingLimits:
    return ServingLimits(folder=tmp_path / "requests", max_body=2 * MIB, request_seconds=10.0)


@contextmanager
def running(limits: ServingLimits, threads: int = 2, *, trusts_proxy: bool = False) -> Iterator[Running]:
    application = Application()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        server = WebServer(application, [listening], limits, threads=threads, trusts_proxy=trusts_proxy)
        stopped = threading.Event()

        def serve() -> None:
            while not stopped.is_set():
                server.poll(0.05)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield Running(server, application, port)
        finally:
            application.release.set()
            stopped.set()
            thread.join()
            for channel in server.channels:
                channel.handle_close()
            for listener in server.listeners:
                listener.trigger.close()
            server.dispatcher.shutdown(timeout=5)


@pytest.fixture
def served(limits: ServingLimits) -> Iterator[Running]:
    with running(limits) as instance:
        yield instance


def test_slow_connections_do_not_delay_readers(served: Running) -> None:
    slow_header = [served.connect(b"GET / HTTP/1.1\r\nX: ") for _ in range(100)]
    slow_body = [served.connect(request("/", "Content-Length: 1000", body=b"x", method="POST")) for _ in range(100)]
    assert eventually(lambda: len(served.server.channels) == 200)
    for connection in slow_header + slow_body:
        connection.sendall(b"x")
    start = time.monotonic()
    for _ in range(20):
        assert served.status(request()) == 200
    assert time.monotonic() - start < 5
    for connection in slow_header + slow_body:
        connection.close()


@pytest.mark.parametrize(
    "part", [b"GET / HTTP/1.1\r\nX: ", request("/", "Content-Length: 1000", body=b"x", method="POST")], ids=["headers", "body"]
)
def test_incomplete_request_gets_408(limits: ServingLimits, part: bytes) -> None:
    with running(replace(limits, header_seconds=0.5, rate_window=0.5)) as served:
        response = served.ask(part)
        assert statuses(response) == [408]
        assert b"Connection: close" in response
        assert served.application.environs == []


def test_deadline_of_headers_does_not_restart_with_each_byte(limits: ServingLimits) -> None:
    with running(replace(limits, header_seconds=1.0)) as served, served.connect(b"GET / HTTP/1.1\r\nX: ") as connection:
        deadline = time.monotonic() + 10
        connection.settimeout(0.2)
        received = b""
        while time.monotonic() < deadline and not received:
            connection.sendall(b"x")
            try:
                received = connection.recv(65536)
            except TimeoutError:
                continue
        assert statuses(received) == [408]


def test_rate_is_measured_in_each_window_for_as_long_as_the_transfer_takes(limits: ServingLimits) -> None:
    rate = MinimumRate(replace(limits, rate_window=30.0, least_rate=1000), 100.0, 0)
    assert not rate.is_missed(129.9, 0)
    assert not rate.is_missed(130.0, 30_000)
    assert not rate.is_missed(160.0, 60_000)
    assert rate.is_missed(190.0, 89_999)


def test_head_and_body_of_a_short_response_arrive_together(served: Running) -> None:
    for _ in range(20):
        with served.connect(request("/short")) as connection:
            first = connection.recv(65536)
            assert first.endswith(b"\r\n\r\nGET /short 0")
    for path in ("/large", "/parts"):
        response = served.ask(request(path))
        assert response.partition(b"\r\n\r\n")[2] == b"x" * LARGE


def test_idle_connections_are_closed(served: Running) -> None:
    with served.connect() as unused, served.connect(GET) as kept:
        received = b""
        while not received.endswith(b"GET / 0"):
            received += kept.recv(65536)
        with served.later(11):
            assert (unused.recv(1), kept.recv(1)) == (b"", b"")
    assert served.status(request()) == 200


def test_client_that_does_not_read_is_disconnected(limits: ServingLimits) -> None:
    with running(replace(limits, rate_window=0.5), threads=1) as served, served.connect(request("/large")):
        assert eventually(lambda: bool(served.server.channels))
        assert served.status(request()) == 200  # the only thread does not wait for the slow client
        assert eventually(lambda: not served.server.channels)
        assert eventually(lambda: (served.server.space.memory, served.server.space.disk) == (0, 0))


def test_request_that_exceeds_its_deadline_gets_503_and_the_process_is_replaced(
    limits: ServingLimits, caplog: pytest.LogCaptureFixture
) -> None:
    with running(replace(limits, request_seconds=0.5)) as served, caplog.at_level(logging.ERROR):
        response = served.ask(request("/wait"))
        assert statuses(response) == [503]
        assert b"Retry-After: 5" in response
        assert served.server.overdue == "GET '/wait'"
        assert "release.wait" in caplog.text


def test_request_that_waits_too_long_for_a_thread_gets_503(limits: ServingLimits) -> None:
    with running(limits, threads=1) as served:
        with served.connect(request("/wait")), served.connect() as second:
            assert eventually(lambda: served.application.paths == ["/wait"])
            second.sendall(request("/second"))
            assert eventually(lambda: len(served.server.dispatcher.queue) == 1)
            with served.later(11):
                assert statuses(read_all(second)) == [503]
        served.application.release.set()
        assert served.status(request("/third")) == 200
        assert served.application.paths == ["/wait", "/third"]


def test_path_in_the_log_cannot_begin_a_line(served: Running, caplog: pytest.LogCaptureFixture) -> None:
    assert served.status(request("/fail%0AERROR%20forged")) == 500
    (record,) = [record for record in caplog.records if record.name == "waitress"]
    assert record.getMessage() == "Exception while serving /fail\\nERROR forged"


def test_full_queue_gets_503_at_once(limits: ServingLimits) -> None:
    with running(replace(limits, max_queue=1), threads=1) as served, served.connect(request("/wait")):
        assert eventually(lambda: len(served.application.environs) == 1)
        with served.connect(request("/waiting")) as waiting:
            assert eventually(lambda: len(served.server.dispatcher.queue) == 1)
            assert served.status(request("/refused")) == 503
            served.application.release.set()
            assert statuses(read_all(waiting)) == [200]


def test_at_most_four_pipelined_requests(served: Running) -> None:
    assert statuses(served.ask(GET * 4 + request("/last"))) == [200, 200, 200, 200, 400]
    assert statuses(served.ask(GET * 3 + request("/last"))) == [200, 200, 200, 200]


def test_at_the_connection_limit_the_oldest_waiting_connection_is_closed(limits: ServingLimits) -> None:
    with running(replace(limits, max_connections=3)) as served:
        first, second, third = [served.connect(b"GET / HTTP/1.1\r\nX: ") for _ in range(3)]
        assert eventually(lambda: sum(channel.request is not None for channel in served.server.channels) == 3)
        assert served.status(request()) == 200
        assert first.recv(1) == b""
        for connection in (second, third):
            connection.sendall(b"y\r\nHost: a\r\nConnection: close\r\n\r\n")
            assert statuses(read_all(connection)) == [200]
            connection.close()
        first.close()


def test_at_the_connection_limit_a_client_that_does_not_read_loses_a_connection(limits: ServingLimits) -> None:
    with running(replace(limits, max_connections=3)) as served:
        held = served.hold_large_responses(3)
        for _ in range(2):
            assert served.status(request(), address=READER) == 200
        assert eventually(lambda: len(served.server.channels) == 2)
        for connection in held:
            connection.close()


def test_at_the_connection_limit_the_client_with_the_most_connections_loses_one(limits: ServingLimits) -> None:
    part = b"GET / HTTP/1.1\r\nX: "
    with running(replace(limits, max_connections=3)) as served:
        others = [served.connect(part) for _ in range(2)]
        with served.connect(address=READER) as reader:
            assert eventually(lambda: unused(served) == [READER])
            for _ in range(10):
                others.append(served.connect(part))
                assert others[-3].recv(1) == b""
                assert eventually(lambda: unused(served) == [READER])
            reader.sendall(request())
            assert statuses(read_all(reader)) == [200]
        for connection in others:
            connection.close()


def unused(served: Running) -> list[str]:
    """The clients of the connections on which nothing has arrived, if the limit of three is reached."""
    channels = served.server.channels
    return [channel.client for channel in channels if channel.is_unused] if len(channels) == 3 else []


def test_event_of_a_closed_connection_does_not_close_another_one(served: Running) -> None:
    """A new connection can have the file descriptor, and so get an event, of one that was closed."""
    with served.connect() as connection:
        assert eventually(lambda: len(served.server.channels) == 1)
        served.server.channels[0].handle_read()
        connection.sendall(request())
        assert statuses(read_all(connection)) == [200]


@pytest.mark.parametrize("trusts_proxy", [False, True])
def test_clients_take_turns(limits: ServingLimits, trusts_proxy: bool) -> None:
    with running(limits, threads=1, trusts_proxy=trusts_proxy) as served:

        def send(path: str, address: str) -> socket.socket:
            if trusts_proxy:
                return served.connect(request(path, f"X-Forwarded-For: 192.0.2.1, {address}"))
            return served.connect(request(path), address=address)

        connections = [send("/wait", "127.0.0.1")]
        assert eventually(lambda: served.application.paths == ["/wait"])
        for path, address in [*[(f"/{n}", "127.0.0.1") for n in range(4)], ("/reader", READER)]:
            waiting = len(served.server.dispatcher.queue)
            connections.append(send(path, address))
            assert eventually(partial(is_longer, served, waiting))
        served.application.release.set()
        assert [statuses(read_all(connection)) for connection in connections] == [[200]] * 6
        assert served.application.paths == ["/wait", "/0", "/reader", "/1", "/2", "/3"]
        for connection in connections:
            connection.close()


def test_all_requests_of_a_flood_are_served(limits: ServingLimits) -> None:
    with running(replace(limits, flood=1), threads=2) as served:
        connections = [served.connect(request("/wait"), address=READER) for _ in range(2)]
        assert eventually(lambda: served.application.paths == ["/wait"] * 2)
        connections += [served.connect(request()) for _ in range(5)]
        assert eventually(lambda: len(served.server.dispatcher.queue) == 5)
        served.application.release.set()
        assert [statuses(read_all(connection)) for connection in connections] == [[200]] * 7
        for connection in connections:
            connection.close()


def test_flood_of_one_client_leaves_half_of_the_threads_to_others() -> None:
    queue = FairQueue(flood=1)
    queue.threads = 4
    channels = [SimpleNamespace(client=client) for client in ("a", "a", "a", "a", "a", "b")]
    for channel in channels:
        queue.append(channel)
    taken = [queue.popleft().client for _ in range(3)]
    assert (taken, bool(queue), len(queue)) == (["a", "b", "a"], False, 3)
    queue.release("a")
    assert (queue.popleft().client, bool(queue)) == ("a", False)
    queue.release("a")
    assert (queue.popleft().client, bool(queue)) == ("a", True)  # only one waits, so the client may use all threads
    assert queue.popleft().client == "a"


def is_longer(served: Running, waiting: int) -> bool:
    return len(served.server.dispatcher.queue) > waiting


def test_one_client_cannot_occupy_the_queue(limits: ServingLimits) -> None:
    with running(replace(limits, max_queue_of_client=1), threads=1) as served, served.connect(request("/wait")):
        assert eventually(lambda: served.application.paths == ["/wait"])
        with served.connect(request("/waiting")) as waiting:
            assert eventually(lambda: len(served.server.dispatcher.queue) == 1)
            assert served.status(request("/refused")) == 503
            with served.connect(request("/reader"), address=READER) as reader:
                assert eventually(lambda: len(served.server.dispatcher.queue) == 2)
                served.application.release.set()
                assert (statuses(read_all(waiting)), statuses(read_all(reader))) == ([200], [200])


def test_one_client_cannot_occupy_the_space_for_bodies(limits: ServingLimits) -> None:
    upload = request("/", f"Content-Length: {MIB}", method="POST")
    with running(replace(limits, max_disk_of_client=MIB)) as served, served.connect(upload, b"x" * (MIB // 2)):
        assert eventually(lambda: served.server.space.disk == MIB // 2)
        assert served.status(upload, b"x" * MIB) == 503
        assert served.status(upload, b"x" * MIB, address=READER) == 200


@pytest.mark.parametrize("size", [50 * MIB, 4097 * MIB])
def test_one_client_can_send_a_body_of_the_maximum_size(limits: ServingLimits, size: int) -> None:
    limits = replace(limits, max_body=size).with_room_for_bodies()
    assert size <= limits.max_disk_of_client < limits.max_disk


def test_sent_response_occupies_no_space_while_its_connection_is_open(served: Running) -> None:
    with served.connect(b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n") as connection:
        received = 0
        while received < LARGE:
            received += len(connection.recv(MIB))
        assert eventually(lambda: (served.server.space.memory, served.server.space.disk) == (0, 0))
        assert len(served.server.channels) == 1


def test_large_response_to_a_slow_client_does_not_end_the_process(limits: ServingLimits, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "HIGH_WATERMARK", MIB)
    with running(limits) as served, served.connect(request("/parts")) as connection:
        assert eventually(lambda: any(channel.waits_for_client for channel in served.server.channels))
        with served.later(11):
            assert not eventually(lambda: served.server.overdue != "", 2 * server_module.CHECK_SECONDS)
        assert read_all(connection).endswith(b"x" * LARGE)


@pytest.mark.parametrize(
    ("address", "network"),
    [("192.0.2.1", "192.0.2.1"), ("::ffff:192.0.2.1", "192.0.2.1"), ("2001:db8:1:2:3::4", "2001:db8:1:2::/64")],
)
def test_network_of_a_client(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("data", "status"),
    {
        "a length and chunks": (request("/", "Content-Length: 5", CHUNKED, body=b"0\r\n\r\n", method="POST"), 400),
        "chunks and a length": (request("/", CHUNKED, "Content-Length: 5", body=b"0\r\n\r\n", method="POST"), 400),
        "two lengths": (request("/", "Content-Length: 5", "Content-Length: 6", body=b"12345", method="POST"), 400),
        "the same length twice": (request("/", "Content-Length: 5", "Content-Length: 5", body=b"12345", method="POST"), 400),
        "a list of lengths": (request("/", "Content-Length: 5, 5", body=b"12345", method="POST"), 400),
        "a signed length": (request("/", "Content-Length: +5", body=b"12345", method="POST"), 400),
        "a length of 5,000 digits": (request("/", "Content-Length: " + "1" * 5000, method="POST"), 400),
        "chunks twice": (request("/", "Transfer-Encoding: chunked, chunked", body=b"0\r\n\r\n", method="POST"), 501),
        "two codings": (request("/", "Transfer-Encoding: gzip", CHUNKED, method="POST"), 400),
        "an unknown coding": (request("/", "Transfer-Encoding: xchunked", method="POST"), 501),
        "chunks in HTTP/1.0": (b"POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        "a space before the colon": (request("/", "Content-Length : 5", body=b"12345", method="POST"), 400),
        "a folded header": (request("/", "X: a", " b"), 400),
        "bare line feeds": (b"GET / HTTP/1.1\nHost: a\n\n", 400),
        "a bare line feed in a header": (b"GET / HTTP/1.1\r\nHost: a\nX: y\r\n\r\n", 400),
        "a bare carriage return": (b"GET / HTTP/1.1\r\nHost: a\rX: y\r\n\r\n", 400),
        "a chunk without its end": (request("/", CHUNKED, body=b"1\r\nab\r\n0\r\n\r\n", method="POST"), 400),
        "a chunk size that is no number": (request("/", CHUNKED, body=b"0x1\r\na\r\n", method="POST"), 400),
        "a long chunk line": (request("/", CHUNKED, body=b"1;" + b"a" * 9000, method="POST"), 400),
        "many small chunks": (request("/", CHUNKED, body=b"1\r\na\r\n" * 40_000, method="POST"), 400),
        "a long trailer": (request("/", CHUNKED, body=b"0\r\n" + b"X: y\r\n" * 2000, method="POST"), 400),
        "chunks above the limit": (request("/", CHUNKED, body=b"200001\r\n" + b"a" * 0x200001, method="POST"), 413),
        "no host": (b"GET / HTTP/1.1\r\n\r\n", 400),
        "two hosts": (b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        "no version": (b"GET /\r\n\r\n", 400),
        "another version": (b"GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505),
        "a lower-case method": (b"get / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        "a control character in the URL": (b"GET /\x01 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        "a URL with an invalid host": (b"GET http://[/ HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        "blank lines": (b"\r\n\r\n\r\n\r\n", 400),
        "a long URL": (request("/" + "a" * 9000), 414),
        "a long URL without an end": (b"GET /" + b"a" * 9000, 414),
        "large headers": (request("/", *[f"X{n}: {'a' * 4000}" for n in range(9)]), 431),
        "large headers without an end": (b"GET / HTTP/1.1\r\nX: " + b"a" * 40_000, 431),
        "many headers": (request("/", *[f"X{n}: a" for n in range(120)]), 431),
    }.values(),
)  # fmt: skip
def test_refused_request(served: Running, data: bytes, status: int) -> None:
    response = served.ask(data)
    assert statuses(response) == [status]
    assert b"Content-Security-Policy: default-src 'none'" in response
    assert served.application.environs == []


@pytest.mark.parametrize(
    "data",
    [
        b"\r\n" + request(),
        request("/", "X: \xe9"),
        request("/?" + "a" * 8000),
        request("http://a/path"),
        request("/", *[f"X{n}: a" for n in range(95)]),
    ],
)
def test_accepted_request(served: Running, data: bytes) -> None:
    assert served.status(data) == 200


def test_headers_that_arrive_byte_by_byte(served: Running) -> None:
    data = request("/bytes", "Content-Length: 3", body=b"abc", method="POST")
    with served.connect() as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for index in range(len(data)):
            connection.sendall(data[index : index + 1])
        assert read_all(connection).endswith(b"POST /bytes 3")


def test_chunked_body_has_a_length(served: Running) -> None:
    assert served.ask(request("/", CHUNKED, body=b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", method="POST")).endswith(b"POST / 5")
    assert served.application.environs[0]["CONTENT_LENGTH"] == "5"
    assert "HTTP_TRANSFER_ENCODING" not in served.application.environs[0]


def test_large_body_is_stored_in_a_file_that_has_no_name(served: Running, limits: ServingLimits) -> None:
    size = MIB
    with served.connect(request("/", f"Content-Length: {size}", method="POST"), b"x" * (size - 1)) as connection:
        assert eventually(lambda: served.server.space.disk == size - 1)
        assert served.server.space.memory == 0
        assert list(limits.folder.iterdir()) == []
        connection.sendall(b"x")
        assert read_all(connection).endswith(f"POST / {size}".encode())
    assert eventually(lambda: (served.server.space.memory, served.server.space.disk) == (0, 0))


def test_full_disk_space_gets_503(limits: ServingLimits) -> None:
    with running(replace(limits, max_disk=MIB // 2)) as served:
        assert served.status(request("/", f"Content-Length: {MIB}", body=b"x" * MIB, method="POST")) == 503
        assert served.status(request("/", "Content-Length: 1000", body=b"x" * 1000, method="POST")) == 200
        assert eventually(lambda: served.server.space.disk == 0)


def test_full_memory_moves_small_bodies_to_files(limits: ServingLimits) -> None:
    with running(replace(limits, max_memory=1000)) as served:
        head = request("/", "Content-Length: 3000", method="POST")
        with served.connect(head, b"x" * 1500), served.connect(head, b"x" * 1500) as second:
            assert eventually(lambda: served.server.space.disk > 0)
            second.sendall(b"x" * 1500)
            assert read_all(second).endswith(b"POST / 3000")


def test_oversized_body_is_refused_by_the_application_before_it_arrives(served: Running) -> None:
    assert served.ask(request("/upload", "Content-Length: 99999999", body=b"x" * MIB, method="POST")).endswith(b"POST /upload 0")
    assert served.application.environs[0]["CONTENT_LENGTH"] == "99999999"


def test_expected_continue_is_sent_only_for_an_accepted_body(served: Running) -> None:
    with served.connect(request("/", "Content-Length: 3", "Expect: 100-continue", method="POST")) as connection:
        assert statuses(connection.recv(1000)) == [100]
        connection.sendall(b"abc")
        assert read_all(connection).endswith(b"POST / 3")
    assert statuses(served.ask(request("/", "Content-Length: 99999999", "Expect: 100-continue", method="POST"))) == [200]


def test_stopping_finishes_running_requests(limits: ServingLimits) -> None:
    with running(limits) as served, served.connect(request("/wait")) as connection, served.connect() as idle:
        assert eventually(lambda: len(served.application.environs) == 1 and len(served.server.channels) == 2)
        served.server.listeners[0].trigger.pull_trigger(served.server.stop_accepting)
        assert idle.recv(1) == b""
        assert not served.server.is_finished
        served.application.release.set()
        assert statuses(read_all(connection)) == [200]
        assert eventually(lambda: served.server.is_finished)


def test_forwarded_headers_are_removed_without_a_trusted_proxy(served: Running) -> None:
    served.ask(request("/", "X-Forwarded-Proto: https", "X-Forwarded-For: 1.2.3.4", "SCRIPT_NAME: /evil", "X-Forwarded-Host: b"))
    (environ,) = served.application.environs
    assert environ["wsgi.url_scheme"] == "http"
    assert (environ["SCRIPT_NAME"], environ["REMOTE_ADDR"]) == ("", "127.0.0.1")
    assert [name for name in environ if "FORWARDED" in name] == []
