"""One connection: its deadlines, its buffers, and the responses that the server itself sends.

The main loop calls the methods of a channel, except `service` and `write_soon`, which run in a thread of the application.
"""

from __future__ import annotations

import contextlib
import logging
import socket
import sys
import threading
import time
import traceback
from typing import Any

from waitress.buffers import ReadOnlyFileBasedBuffer
from waitress.channel import ClientDisconnected, HTTPChannel

from factcheck.setup.serving.buffers import BufferSpaceExhausted, CountedBuffer
from factcheck.setup.serving.clients import client_of
from factcheck.setup.serving.limits import MinimumRate
from factcheck.setup.serving.parsing import RefusedRequest, StrictParser
from factcheck.setup.serving.task import JoinedTask

MAX_DISCARDED = 64 * 1024 * 1024
"""Bytes of a refused request that are read and discarded."""


class EscapingLogger(logging.LoggerAdapter[logging.Logger]):
    """waitress logs decoded paths, which can contain line breaks."""

    def process(self, msg: Any, kwargs: Any) -> Any:
        return str(msg).encode("unicode_escape").decode(), kwargs


class BufferedChannel(HTTPChannel):
    logger = EscapingLogger(logging.getLogger("waitress"))
    task_class = JoinedTask
    parts: list[Any] | None = None
    parser_class: type[StrictParser]
    """Set in a subclass for each process."""
    request: StrictParser | None = None
    requests: list[StrictParser]

    def __init__(self, server: Any, sock: Any, addr: Any, adj: Any, map: Any = None) -> None:
        self.space = self.parser_class.space
        self.limits = self.space.limits
        self.peer = addr[0]
        self.client = self.client_of_peer = client_of(self.peer)
        self.idle_since = time.monotonic()
        self.sent = 0
        self.sending: MinimumRate | None = None
        self.lingers = False
        self.linger_until: float | None = None
        self.discarded = 0
        self.is_abandoned = False
        self.has_responded = False
        self.waits_for_client = False
        self.response_head = b""
        self.turn_of = ""
        self.thread: int | None = None
        self.work_since = 0.0
        super().__init__(server, sock, addr, adj, map=map)
        self.outbufs = [self._new_buffer()]

    def _new_buffer(self) -> CountedBuffer:
        return CountedBuffer(self.space, self.limits.memory_of_response, self)

    # Reading

    def readable(self) -> bool:
        return self.linger_until is not None or bool(super().readable())

    def handle_read(self) -> None:
        try:
            data = self.recv(self.adj.recv_bytes)  # closes the connection if the client has
        except BlockingIOError:
            return
        except OSError:
            self.handle_close()
            return
        if self.linger_until is None:
            self.received(data)
            return
        self.discarded += len(data)
        if self.discarded > MAX_DISCARDED:
            self.handle_close()

    def received(self, data: bytes) -> bool:
        """Parse the received bytes and queue complete requests, in the order in which they arrived."""
        with self.requests_lock:
            while data and not (self.will_close or self.close_when_flushed):
                if self.request is None:
                    self.request = self.parser_class(self.adj)
                    self.request.address, self.request.client = self.peer, self.client_of_peer
                    if len(self.requests) >= self.limits.max_pipelined:
                        self.request.error, self.request.completed = RefusedRequest(400), True
                        self.request.version = "1.1"
                request = self.request
                consumed = request.received(data)
                if not self.requests:
                    self.client = request.client
                if request.completed:
                    self.sent_continue = False
                    self.request = None
                    self._enqueue(request)
                    if request.error or request.discards_body:
                        self.lingers = True
                        return True
                elif request.expect_continue and request.headers_finished and not self.requests and not self.sent_continue:
                    self.send_continue()
                data = data[consumed:]
        return True

    def _enqueue(self, request: StrictParser) -> None:
        if not self.requests:
            if request.error:
                request.close()
                self.refuse(request.error)
                return
            if self.server.is_overloaded(self.client):
                request.close()
                self.refuse(RefusedRequest(503))
                return
        self.requests.append(request)
        if len(self.requests) == 1:
            self.work_since, self.thread = request.completed_at, None
            self.server.add_task(self)

    # Deadlines

    def check_deadlines(self, now: float) -> None:
        """End the connection, or its request, if it has exceeded a time limit. `now` is in the clock of `time.monotonic`."""
        if self.linger_until is not None:
            if now > self.linger_until:
                self.handle_close()
        elif self.total_outbufs_len and self._sends_too_slowly(now):
            self.handle_close()
        elif self.requests:
            is_working = not (self.is_abandoned or self.waits_for_client)
            if is_working and now - self.work_since > self.limits.request_seconds:
                self._abandon()
        elif self.close_when_flushed or self.total_outbufs_len:
            pass
        elif self.request is None:
            if now - self.idle_since > self.limits.idle_seconds:
                self.handle_close()
        elif self.request.is_too_slow(now):
            self.lingers = True
            self.refuse(RefusedRequest(408))
        if not self.total_outbufs_len:
            self.sending = None

    def _sends_too_slowly(self, now: float) -> bool:
        if self.sending is None:
            self.sending = MinimumRate(self.limits, now, self.sent)
        return self.sending.is_missed(now, self.sent)

    def _abandon(self) -> None:
        """Respond with 503, and let the server replace this process if the request occupies a thread."""
        with self.outbuf_lock:
            self.is_abandoned = True
            if not self.has_responded:
                self.refuse(RefusedRequest(503))
            self.close_when_flushed = True
        if self.thread is not None:
            request = self.requests[0]
            frame = sys._current_frames().get(self.thread)
            place = "".join(traceback.format_stack(frame)[-6:]) if frame else ""
            self.server.report_overdue(f"{request.command} {request.path[:200]!r}", place)

    @property
    def can_be_closed(self) -> bool:
        """Whether the connection waits for its client: no complete request, no response."""
        return not (self.requests or self.total_outbufs_len)

    @property
    def closing_order(self) -> tuple[int, float]:
        """At the connection limit, which connections of a client are closed first: unused, incomplete request, unread response.

        Of those, the one that has waited longest.
        """
        return (0 if self.is_unused else 1 if self.can_be_closed else 2), self.idle_since

    @property
    def is_unused(self) -> bool:
        """Whether no part of a request has arrived."""
        return self.can_be_closed and self.request is None

    # Responses

    def refuse(self, error: RefusedRequest) -> None:
        """Send a response of the server itself and close the connection. Called by the main loop if no response has begun."""
        data = error.to_bytes()
        with self.outbuf_lock:
            try:
                self.outbufs[-1].append(data)
            except (BufferSpaceExhausted, OSError):
                self.will_close = True
                return
            self.total_outbufs_len += len(data)
            self.close_when_flushed = True

    def service(self) -> None:
        """Run the application for the first request. Called in a thread."""
        client = self.turn_of
        try:
            self._serve()
        finally:
            self.server.task_dispatcher.release(client)

    def cancel(self) -> None:
        super().cancel()
        self.server.task_dispatcher.queue.release(self.turn_of)

    def _serve(self) -> None:
        self.thread, self.has_responded, self.response_head = threading.get_ident(), False, b""
        started = time.monotonic()
        request = self.requests[0]
        if self.is_abandoned:
            with self.requests_lock:
                for waiting in self.requests:
                    waiting.close()
                self.requests = []
            self.server.pull_trigger()
            return
        super().service()
        self.server.request_ended(self, request, time.monotonic() - started)
        self.work_since = self.idle_since = time.monotonic()
        if self.thread == threading.get_ident():  # otherwise, the next request already runs in another thread
            self.thread = None

    def write_soon(self, data: Any) -> int:
        """Append to the response. Called in a thread. Raises ClientDisconnected if nobody will read it."""
        if not data:
            return 0
        if self.parts is not None:
            self.parts.append(data)
            return len(data)
        with self.outbuf_lock:
            self._wait_for_client()
            if not self.connected or self.is_abandoned:
                raise ClientDisconnected
            size = len(data)
            if not self.has_responded:
                self.has_responded, self.response_head = True, bytes(data[:4096])
            if isinstance(data, ReadOnlyFileBasedBuffer):
                self.outbufs += [data, self._new_buffer()]
                self.current_outbuf_count = 0
            else:
                if self.current_outbuf_count >= self.adj.outbuf_high_watermark:
                    self.outbufs.append(self._new_buffer())
                    self.current_outbuf_count = 0
                self._append(data)
            self.total_outbufs_len += size
            self._flush_exception(self._flush_some, do_close=False)
            self._release_buffers()
            if self.total_outbufs_len or self.will_close:
                self.server.pull_trigger()
        return size

    def _wait_for_client(self) -> None:
        """Wait while too much of the response is unsent. The minimum rate applies to this time, but not the request deadline."""
        if self.total_outbufs_len <= self.adj.outbuf_high_watermark:
            return
        start, self.waits_for_client = time.monotonic(), True
        try:
            self._flush_outbufs_below_high_watermark()
        finally:
            self.work_since += time.monotonic() - start
            self.waits_for_client = False

    def _append(self, data: bytes) -> None:
        try:
            self.outbufs[-1].append(data)
        except (BufferSpaceExhausted, OSError) as error:
            self.logger.error("A response was cut off, because there is no space to buffer it: %r", error)
            self.will_close = True
            self.server.pull_trigger()
            raise ClientDisconnected from error
        self.current_outbuf_count += len(data)

    def send(self, data: bytes, do_close: bool = True) -> int:
        count = super().send(data, do_close)
        self.sent += count
        return int(count)

    def handle_write(self) -> None:
        if self.close_when_flushed and self.lingers and not self.will_close:
            self._flush_exception(self._flush_some_if_lockable)
            if not self.total_outbufs_len and self.linger_until is None and self.connected:
                self._start_lingering()
            if self.will_close:
                self.handle_close()
            return
        super().handle_write()
        if self.connected and not self.requests and not self.total_outbufs_len:
            self._release_buffers()

    def writable(self) -> bool:
        return bool(self.will_close) if self.linger_until is not None else bool(super().writable())

    def _start_lingering(self) -> None:
        self.linger_until = time.monotonic() + self.limits.linger_seconds
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_WR)

    def _release_buffers(self) -> None:
        """Free the memory of a response that was sent. Otherwise, an idle connection would keep it."""
        with self.outbuf_lock:
            if self.total_outbufs_len or (len(self.outbufs) == 1 and self.outbufs[0].is_unused):
                return
            for buffer in self.outbufs:
                buffer.close()
            self.outbufs, self.current_outbuf_count = [self._new_buffer()], 0

    def handle_close(self) -> None:
        request, self.request = self.request, None
        if request is not None:
            request.close()
        super().handle_close()
