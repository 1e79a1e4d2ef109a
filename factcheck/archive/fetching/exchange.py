"""The result of fetching an address: each request with its response, and the body of the last one. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

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

    `payload` is the body of the last response without content coding, as a file that can be read more than once.
    """

    exchanges: tuple[Exchange, ...]
    payload: Readable
    payload_sha256: str
    payload_size: int
    media_type: str
    """In lowercase, without parameters; `application/octet-stream` if the response declares none."""
    charset: str
    """The declared charset in lowercase, or an empty string."""

    @property
    def final(self) -> Exchange:
        return self.exchanges[-1]


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
    """no response: DNS, connection, TLS, a time limit, an incomplete response, or a status of 429 or 500 and above"""
    REDIRECTS = "redirects"
    """too many redirects, or a loop"""
    TOO_LARGE = "too_large"
    """more decoded bytes than the limit, or a compression ratio beyond the limit"""
    TYPE = "type"
    """a content type that is not preserved"""
    ENCODING = "encoding"
    """an unknown or invalid content coding"""


class FetchFailed(Exception):
    """The address was not fetched. `detail` completes the message for staff; it contains no secret and no internal address."""

    def __init__(self, failure: Failure, detail: str, *, status: int = 0, retry_after: float | None = None) -> None:
        super().__init__(detail)
        self.failure = failure
        self.detail = detail
        self.status = status
        self.retry_after = retry_after

    @property
    def may_retry(self) -> bool:
        return self.failure is Failure.NO_ANSWER

    @property
    def is_gone(self) -> bool:
        return self.failure is Failure.GONE
