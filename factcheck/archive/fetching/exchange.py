"""The result of fetching an address: each request with its response, and the body of the last one. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import TracebackType
from typing import IO, Self

from factcheck.archive.addresses import Readable


@dataclass(frozen=True, slots=True)
class Exchange:
    """One HTTP request and its response (RFC 9112).

    `request` is the request line and its headers as bytes, and `head` the status line and headers of the response, both with the
    empty line at their end. `body` contains the bytes of the response without transfer coding, but still with its content coding;
    it can be read more than once.
    """

    address: str
    at: datetime
    """When the request was sent, in UTC."""
    ip: str
    """The address of the server that the connection used."""
    request: bytes
    head: bytes
    status: int
    headers: tuple[tuple[str, str], ...]
    body: Readable
    body_sha256: str
    """SHA-256 of `body`, 64 hex digits."""
    body_size: int
    """The size of `body` in bytes."""

    def header(self, name: str) -> str:
        """The first value of a header, or an empty string."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address returned. `exchanges` begins with the redirects, in order.

    `payload` is the body of the last response without content coding, as a file that can be read more than once. If there was no
    content coding, it is the same file as the body of the last exchange, so do not read both at the same time.

    The files are temporary. Close this object, or use it as a context manager, to remove them.
    """

    exchanges: tuple[Exchange, ...]
    payload: Readable
    payload_sha256: str
    payload_size: int
    media_type: str
    """In lowercase, without parameters; `application/octet-stream` if the response declares none."""
    charset: str
    """The declared charset in lowercase, or an empty string."""
    files: tuple[IO[bytes], ...] = field(default=(), repr=False, compare=False)
    """The files that `close` closes."""

    @property
    def final(self) -> Exchange:
        return self.exchanges[-1]

    def close(self) -> None:
        for file in self.files:
            file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


class Phase(StrEnum):
    """What `fetch` is doing."""

    WAITING = "waiting"
    """for its turn at the host"""
    CONNECTING = "connecting"
    """resolving the name, connecting, and waiting for the response"""
    RECEIVING = "receiving"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a request is."""

    phase: Phase
    host: str
    received: int = 0
    """The received bytes of the body."""
    expected: int | None = None
    """The size of the body in bytes, if the response declares it."""


class Failure(StrEnum):
    """Why an address was not preserved. `is_gone` and `may_retry` of FetchFailed depend on it."""

    ADDRESS = "address"
    """the address is not one that may be fetched: its scheme, port, host, or user information"""
    INTERNAL = "internal"
    """the name resolves to an address that is not public"""
    GONE = "gone"
    """404 or 410"""
    REFUSED = "refused"
    """another status of 400 or above that a retry does not change"""
    NO_ANSWER = "no_answer"
    """no response: DNS, connection, TLS, a time limit, an invalid, incomplete, or empty response, or a status that a retry can
    change: 408, 425, 429, 500 and above, and any of 200 to 299 except 200 and 203"""
    BUSY = "busy"
    """nothing was requested, because this installation fetches other pages of the same host"""
    REDIRECTS = "redirects"
    """too many redirects, or a loop"""
    TOO_LARGE = "too_large"
    """more decoded bytes or more headers than the limit, or a compression ratio beyond the limit"""
    TYPE = "type"
    """a content type that is not preserved"""
    ENCODING = "encoding"
    """an unknown or invalid content coding"""


class FetchFailed(Exception):
    """The address was not fetched.

    `detail` says in one or more sentences what happened and what staff can do next, without secrets and internal addresses.
    `retry_after` is the number of seconds, at most a day, after which the server permits another request, or None.
    """

    def __init__(self, failure: Failure, detail: str, *, status: int = 0, retry_after: float | None = None) -> None:
        super().__init__(detail)
        self.failure = failure
        self.detail = detail
        self.status = status
        self.retry_after = retry_after

    @property
    def may_retry(self) -> bool:
        return self.failure in (Failure.NO_ANSWER, Failure.BUSY)

    @property
    def is_gone(self) -> bool:
        return self.failure is Failure.GONE
