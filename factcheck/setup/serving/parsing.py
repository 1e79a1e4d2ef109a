"""Parses HTTP requests (RFC 9112). Stricter than waitress: two servers could interpret an ambiguous request differently.

A refused request gets a response in plain text, and the connection is closed.
"""

from __future__ import annotations

import re
import time
from typing import Any

from waitress.parser import HTTPRequestParser
from waitress.receiver import ChunkedReceiver, FixedStreamReceiver
from waitress.utilities import BadRequest

from factcheck.setup.serving.buffers import BufferSpace, BufferSpaceExhausted, CountedBuffer
from factcheck.setup.serving.clients import client_of
from factcheck.setup.serving.limits import KIB, MinimumRate

BARE_LINE_FEED = re.compile(rb"(?<!\r)\n")
BARE_CARRIAGE_RETURN = re.compile(rb"\r(?!\n|\Z)")
REQUEST_LINE = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Z-]+ [\x21-\x7e]+ HTTP/[0-9]\.[0-9]")
FRAMING_ALLOWANCE = 64 * KIB
"""Bytes of chunk sizes, extensions, and trailers, in addition to a sixteenth of the size of the body itself."""

REASONS = {
    400: ("Bad Request", "The request is not valid HTTP."),
    408: ("Request Timeout", "The request did not arrive in time."),
    413: ("Content Too Large", "The request is too large."),
    414: ("URI Too Long", "The address is too long."),
    431: ("Request Header Fields Too Large", "The headers of the request are too large."),
    501: ("Not Implemented", "The server does not support this transfer coding."),
    503: ("Service Unavailable", "The server is busy. Try again in a few seconds."),
    505: ("HTTP Version Not Supported", "The server supports HTTP/1.0 and HTTP/1.1."),
    507: ("Insufficient Storage", "The server has no space for this request. Nothing was changed."),
}
HEADERS = [
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("X-Content-Type-Options", "nosniff"),
]


class RefusedRequest:
    """A response of the server itself. waitress calls `to_response`."""

    def __init__(self, code: int) -> None:
        self.code = code

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        reason, text = REASONS[self.code]
        headers = HEADERS + ([("Retry-After", "5")] if self.code == 503 else [])
        return f"{self.code} {reason}", headers, f"{text}\n".encode()

    def to_bytes(self) -> bytes:
        status, headers, body = self.to_response()
        lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers)]
        lines += [f"Content-Length: {len(body)}", "Connection: close", "", ""]
        return "\r\n".join(lines).encode() + body


class LimitedChunkedReceiver(ChunkedReceiver):
    """Limits the lines and the framing of a chunked body, which waitress stores in memory and parses repeatedly."""

    def __init__(self, buffer: CountedBuffer, max_line: int) -> None:
        super().__init__(buffer)
        self.max_line = max_line
        self.total = 0

    def received(self, data: bytes) -> int:
        consumed = super().received(data)
        self.total += consumed
        framing = self.total - len(self)
        longest = max(len(self.control_line), len(self.trailer))
        if longest > self.max_line or framing > len(self) // 16 + FRAMING_ALLOWANCE:
            self.error = BadRequest("")
        return int(consumed)


class StrictParser(HTTPRequestParser):
    """One request. `error` is set if it is refused; `discards_body` if its body is too large and will not be read."""

    space: BufferSpace
    trusts_proxy: bool
    """Set in a subclass for each process."""
    address = client = ""
    """The address of the client and its client (`clients.client_of`): those of the connection until the headers have arrived."""
    command = path = ""
    error: Any = None
    body_rcv: Any = None
    content_length: int = 0

    def __init__(self, adj: Any) -> None:
        super().__init__(adj)
        self.limits = self.space.limits
        self.started_at = time.monotonic()
        self.completed_at = self.started_at
        self.rate = MinimumRate(self.limits, self.started_at, 0)
        self.discards_body = False
        self.head = bytearray()
        self.line_size: int | None = None

    def received(self, data: bytes) -> int:
        """Read a part of the request. Returns the number of bytes that belong to it."""
        try:
            consumed = self._header_received(data) if self.body_rcv is None else super().received(data)
        except BufferSpaceExhausted:
            consumed = self._refuse(503, data)
        except OSError:
            consumed = self._refuse(507, data)
        except ValueError:  # from the parsing of the URL or the length
            consumed = self._refuse(400, data)
        if self.completed:
            self.completed_at = time.monotonic()
        if self.error and not isinstance(self.error, RefusedRequest):
            self.error = RefusedRequest(self.error.code)
        return int(consumed)

    def _header_received(self, data: bytes) -> int:
        """Collect the headers, and parse them when they are complete. Each byte is scanned once, however slowly it arrives."""
        head, before = self.head, len(self.head)
        head += data
        end = head.find(b"\r\n\r\n", max(0, before - 3))
        size = len(head) if end < 0 else end
        if self.line_size is None and (found := head.find(b"\r\n", max(1, before - 1))) >= 0:
            self.line_size = found
        if (size if self.line_size is None else self.line_size) > self.limits.max_request_line:
            return self._refuse(414, data)
        if size > self.limits.max_headers:
            return self._refuse(431, data)
        start = max(0, before - 1)
        if end == 0 or BARE_LINE_FEED.search(head, start, size) or BARE_CARRIAGE_RETURN.search(head, start, size):
            return self._refuse(400, data)
        if end < 0:
            return len(data)
        if head.count(b"\r\n", 0, end) > self.limits.max_header_count + 1:
            return self._refuse(431, data)
        block = bytes(head[: end + 4])
        head.clear()
        super().received(block)
        self.rate = MinimumRate(self.limits, time.monotonic(), 0)
        return len(block) - before

    def _refuse(self, code: int, data: bytes) -> int:
        self.error, self.completed = RefusedRequest(code), True
        self.version = "1.1"
        return len(data)

    def parse_header(self, header_plus: bytes) -> None:
        """Parse the request line and the headers. The base class raises ParsingError, or another ValueError for some URLs."""
        line, *fields = header_plus.rstrip(b"\r\n").split(b"\r\n")
        if not REQUEST_LINE.fullmatch(line):
            raise ValueError("invalid request line")
        if line[-3:] not in (b"1.0", b"1.1"):
            self.error, self.completed = RefusedRequest(505), True
            return
        names = [field.partition(b":")[0].lower() for field in fields]
        if any(field[:1] in b" \t" for field in fields):
            raise ValueError("a header continues on the next line")
        if any(names.count(name) > 1 for name in (b"host", b"content-length", b"transfer-encoding")):
            raise ValueError("a header occurs twice")
        if b"transfer-encoding" in names and (b"content-length" in names or line.endswith(b"1.0")):
            raise ValueError("the length of the body is ambiguous")
        if line.endswith(b"1.1") and b"host" not in names:
            raise ValueError("the Host header is missing")
        codings = [
            field.partition(b":")[2].strip(b" \t").lower() for field in fields if field[:18].lower() == b"transfer-encoding:"
        ]
        if codings and codings != [b"chunked"]:
            self.error, self.completed = RefusedRequest(501), True
            return
        super().parse_header(header_plus)
        if self.trusts_proxy and (forwarded := self.headers.get("X_FORWARDED_FOR", "").rpartition(",")[2].strip()):
            self.address, self.client = forwarded[:64], client_of(forwarded)
        self._set_receiver()

    def _set_receiver(self) -> None:
        if self.body_rcv is None:
            return
        buffer = CountedBuffer(self.space, self.limits.memory_of_body, self)
        if self.chunked:
            self.body_rcv = LimitedChunkedReceiver(buffer, self.limits.max_chunk_line)
        elif self.content_length > self.limits.max_body:
            # The application refuses it because of the header, with the page or the JSON that belongs to the URL.
            self.body_rcv, self.content_length = None, 0
            self.discards_body, self.expect_continue = True, False
            self.headers["CONNECTION"] = "close"
        else:
            self.body_rcv = FixedStreamReceiver(self.content_length, buffer)

    def is_too_slow(self, now: float) -> bool:
        """Whether the incomplete request has exceeded a time limit."""
        if not self.headers_finished:
            return now - self.started_at > self.limits.header_seconds
        return self.rate.is_missed(now, self.body_bytes_received)
