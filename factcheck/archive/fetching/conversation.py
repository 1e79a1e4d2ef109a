"""One request and its response (RFC 9112). h11 parses the response; the bytes of its head are kept as they were received."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import h11

from factcheck.archive.fetching.codings import ACCEPTED
from factcheck.archive.fetching.failures import incomplete, invalid_response, too_large, too_many_headers
from factcheck.archive.fetching.limits import FetchLimits
from factcheck.archive.fetching.targets import Target
from factcheck.archive.fetching.wire import Wire


@dataclass(frozen=True, slots=True)
class Posted:
    """The body of a POST request, its media type, and the media type of the response."""

    body: bytes
    media_type: str
    response_type: str


_ACCEPT = b"text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8"


@dataclass(frozen=True, slots=True)
class ResponseHead:
    """The request, and the beginning of the response."""

    at: datetime
    request: bytes
    raw: bytes
    """The status line and the headers, with the empty line."""
    status: int
    headers: tuple[tuple[str, str], ...]

    def values(self, name: str) -> list[str]:
        """All values of a header; `name` is in lowercase."""
        return [value for key, value in self.headers if key.lower() == name]

    def value(self, name: str) -> str:
        """The first value of a header, or an empty string."""
        return next(iter(self.values(name)), "")

    @property
    def content_length(self) -> int | None:
        text = self.value("content-length").strip()
        return int(text) if text.isascii() and text.isdigit() else None


class Conversation:
    """Sends one request over an open connection and reads the response. All methods raise FetchFailed."""

    def __init__(self, wire: Wire, limits: FetchLimits) -> None:
        self._wire, self._limits = wire, limits
        self._http = h11.Connection(h11.CLIENT, max_incomplete_event_size=limits.head_size)

    def ask(self, target: Target, user_agent: str, posted: Posted | None = None) -> ResponseHead:
        """Send a GET request, or a POST request with `posted`, and read the head of the response.

        The request has neither cookies nor credentials nor a Referer.
        """
        path = target.path.encode("ascii")
        headers = [
            (b"Host", target.host_and_port.encode("ascii")),
            (b"User-Agent", user_agent.encode("ascii")),
        ]
        close = (b"Connection", b"close")
        if posted is None:
            headers += [(b"Accept", _ACCEPT), (b"Accept-Encoding", ACCEPTED.encode("ascii")), close]
            events: list[h11.Event] = [h11.Request(method=b"GET", target=path, headers=headers), h11.EndOfMessage()]
        else:
            headers += [
                (b"Accept", posted.response_type.encode("ascii")),
                (b"Content-Type", posted.media_type.encode("ascii")),
                (b"Content-Length", str(len(posted.body)).encode("ascii")),
                close,
            ]
            request = h11.Request(method=b"POST", target=path, headers=headers)
            events = [request, h11.Data(data=posted.body), h11.EndOfMessage()]
        sent = b"".join(self._http.send(event) or b"" for event in events)
        at = datetime.now(UTC)
        self._wire.send(sent)
        raw, response = self._head()
        pairs = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers.raw_items())
        if len(pairs) > self._limits.headers:
            raise too_many_headers()
        return ResponseHead(at, sent, raw, response.status_code, pairs)

    def body(self, size: int) -> Iterator[bytes]:
        """The body without transfer coding, in pieces. TOO_LARGE after `size` bytes, NO_ANSWER if it is incomplete."""
        received = 0
        # A chunk needs a few bytes around its data. More than this is an attempt to keep this process busy.
        most_on_wire = self._wire.received + size + size // 4 + self._limits.head_size
        while True:
            event = self._next_event()
            if isinstance(event, h11.Data):
                received += len(event.data)
                if received > size:
                    raise too_large(size)
                yield bytes(event.data)
            elif isinstance(event, h11.EndOfMessage):
                return
            elif event is not h11.NEED_DATA:
                raise invalid_response()
            elif self._wire.received > most_on_wire:
                raise too_large(size)
            else:
                self._http.receive_data(self._wire.receive())

    def _head(self) -> tuple[bytes, h11.Response]:
        """The bytes of the final head, and what they mean. Interim responses (1xx) are skipped."""
        raw, start = bytearray(), b""
        while True:
            event = self._next_event()
            if event is h11.NEED_DATA:
                if self._wire.received > self._limits.head_size:
                    raise too_many_headers()
                data = self._wire.receive()
                if not data:
                    raise incomplete()
                if len(start) < 5:
                    start = (start + data[:5])[:5]
                    if not b"HTTP/".startswith(start):  # HTTP/0.9, and other protocols
                        raise invalid_response()
                raw += data
                self._http.receive_data(data)
                continue
            if not isinstance(event, h11.Response | h11.InformationalResponse) or event.status_code == 101:
                raise invalid_response()
            rest = len(self._http.trailing_data[0])
            head = bytes(raw[: len(raw) - rest])
            if isinstance(event, h11.Response):
                if len(head) > self._limits.head_size:
                    raise too_many_headers()
                return head, event
            del raw[: len(raw) - rest]

    def _next_event(self) -> h11.Event | type[h11.NEED_DATA] | type[h11.PAUSED]:
        try:
            return self._http.next_event()
        except h11.RemoteProtocolError as error:
            if error.error_status_hint == 431:
                raise too_many_headers() from None
            if self._http.trailing_data[1]:
                raise incomplete() from None
            raise invalid_response() from None
