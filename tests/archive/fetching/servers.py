"""Servers on the loopback interface that send exactly the bytes of a test."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Send = Callable[[bytes], None]
Answer = Callable[[bytes, Send], None]
"""Receives the request line and the headers, and a function that sends bytes to the client."""


@dataclass
class RawServer:
    """`requests` are the received heads, in order. `most_at_once` is the largest number of connections at the same time."""

    port: int
    requests: list[bytes] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    most_at_once: int = 0
    scheme: str = "http"
    host: str = "127.0.0.1"

    @property
    def lines(self) -> list[str]:
        """The request lines."""
        return [request.split(b"\r\n")[0].decode() for request in self.requests]

    def url(self, path: str = "/") -> str:
        return f"{self.scheme}://{self.host}:{self.port}{path}"


def response(body: bytes = b"<html>text</html>", status: str = "200 OK", **headers: str) -> bytes:
    """A complete response. Underscores in the names of headers become hyphens; an empty value removes a default header."""
    values = {"Content-Type": "text/html", "Content-Length": str(len(body))}
    values |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in values.items() if value)]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def sending(data: bytes) -> Answer:
    """Always sends the same bytes, then closes the connection."""
    return lambda _, send: send(data)


def by_path(**answers: bytes) -> Answer:
    """Sends the response for the path without its first slash. The path `/` is `root`."""

    def answer(request: bytes, send: Send) -> None:
        path = request.split(b" ")[1].decode().partition("?")[0].strip("/") or "root"
        send(answers[path] if path in answers else response(b"none", "404 Not Found"))

    return answer


def endless(start: bytes, piece: bytes, pause: float = 0.0, seconds: float = 60.0) -> Answer:
    """Sends the piece again and again, until the client closes the connection."""

    def answer(_: bytes, send: Send) -> None:
        send(start)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            send(piece)
            if pause:
                time.sleep(pause)

    return answer


@contextmanager
def serving(answer: Answer, context: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> Iterator[RawServer]:
    """A server in this process, which handles each connection in a thread and closes it after the answer."""
    listener = socket.create_server((host, 0), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    server = RawServer(
        listener.getsockname()[1], scheme="https" if context else "http", host=f"[{host}]" if ":" in host else host
    )
    lock, threads, running = threading.Lock(), [], [0]

    def handle(connection: socket.socket) -> None:
        with lock:
            running[0] += 1
            server.most_at_once = max(server.most_at_once, running[0])
            server.starts.append(time.monotonic())
        try:
            connection.settimeout(30)
            if context:
                connection = context.wrap_socket(connection, server_side=True)
            request = b""
            while b"\r\n\r\n" not in request and (data := connection.recv(65_536)):
                request += data
            if request:
                server.requests.append(request)
                answer(request, connection.sendall)
                if isinstance(connection, ssl.SSLSocket):
                    connection.unwrap()
                else:
                    connection.shutdown(socket.SHUT_WR)
                    connection.settimeout(2)
                    while connection.recv(65_536):  # closing with unread data would reset the connection
                        pass
        except OSError:
            pass  # the client has closed the connection, which is what the test is about
        finally:
            with lock:
                running[0] -= 1
            connection.close()

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=handle, args=(connection,), daemon=True)
            threads.append(thread)
            thread.start()

    accepting = threading.Thread(target=accept, daemon=True)
    accepting.start()
    try:
        yield server
    finally:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        accepting.join(10)
        for thread in threads:
            thread.join(10)
