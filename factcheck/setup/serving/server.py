"""The listening sockets of one process, and what applies to all of its connections."""

from __future__ import annotations

import logging
import socket
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.server import TcpWSGIServer, UnixWSGIServer
from waitress.task import ThreadedTaskDispatcher

from factcheck.setup.serving.buffers import BufferSpace
from factcheck.setup.serving.channel import BufferedChannel
from factcheck.setup.serving.clients import FairQueue
from factcheck.setup.serving.limits import ServingLimits
from factcheck.setup.serving.parsing import StrictParser

log = logging.getLogger(__name__)
CHECK_SECONDS = 0.5
"""How often deadlines are checked."""
HIGH_WATERMARK = 256 * 1024 * 1024
"""Bytes of a response that are buffered before the thread of the application waits for the client."""
AccessLog = Callable[[BufferedChannel, StrictParser, float], None]


class QuietDispatcher(ThreadedTaskDispatcher):
    """The threads that run the application. Does not log a warning for each request that waits."""

    queue_logger = logging.getLogger(f"{__name__}.queue")

    def __init__(self, flood: int) -> None:
        super().__init__()
        self.queue = FairQueue(flood)

    def set_thread_count(self, count: int) -> None:
        self.queue.threads = count
        super().set_thread_count(count)

    def release(self, client: str) -> None:
        """A thread has finished a request of this client."""
        with self.lock:
            self.queue.release(client)
            if self.queue:  # another request of the client may have its turn now
                self.queue_cv.notify_all()


class WebServer:
    """Serves the application on `sockets` with `threads` threads. Create it in the process that serves, after the fork."""

    def __init__(
        self,
        application: Any,
        sockets: Sequence[socket.socket],
        limits: ServingLimits,
        *,
        threads: int,
        trusts_proxy: bool,
        backlog: int = 2048,
        access_log: AccessLog | None = None,
    ) -> None:
        self.limits = limits
        self.space = BufferSpace(limits)
        self.map: dict[int, Any] = {}
        self.access_log = access_log
        self.surplus: list[BufferedChannel] = []
        self.served = 0
        self.overdue = ""
        self.next_check = 0.0
        self.clock: Callable[[], float] = time.monotonic
        self.dispatcher = QuietDispatcher(limits.flood)
        self.dispatcher.set_thread_count(threads)
        self.queue_logger = logging.getLogger(f"{__name__}.queue")
        self.queue_logger.disabled = True
        parser = type("Parser", (StrictParser,), {"space": self.space, "trusts_proxy": trusts_proxy})
        channel = type("Channel", (BufferedChannel,), {"parser_class": parser})
        adjustments = Adjustments(
            threads=threads,
            ident="",
            backlog=backlog,
            # Without a trusted proxy, the headers are removed. With one, Django and its apps interpret them.
            clear_untrusted_proxy_headers=not trusts_proxy,
            recv_bytes=16 * 1024,
            outbuf_high_watermark=HIGH_WATERMARK,
            max_request_header_size=limits.max_headers + 1024,
            max_request_body_size=limits.max_body + 1,
            server_name="localhost",
            asyncore_use_poll=True,
        )
        self.listeners = [self._listener(application, item, channel, adjustments) for item in sockets]

    def _listener(self, application: Any, sock: socket.socket, channel: Any, adjustments: Adjustments) -> Any:
        base = UnixWSGIServer if sock.family == socket.AF_UNIX else TcpWSGIServer
        listener_class = type("Listener", (Listener, base), {"channel_class": channel, "web": self})
        return listener_class(
            application,
            self.map,
            _sock=sock,
            dispatcher=self.dispatcher,
            adj=adjustments,
            bind_socket=False,
            sockinfo=(sock.family, sock.type, sock.proto, sock.getsockname()),
        )

    @property
    def channels(self) -> list[BufferedChannel]:
        return [item for item in self.map.values() if isinstance(item, BufferedChannel)]

    def poll(self, seconds: float) -> None:
        """Read and write for at most `seconds`, and check the deadlines."""
        wasyncore.poll2(min(seconds, CHECK_SECONDS), self.map)
        while self.surplus:
            self.surplus.pop().handle_close()
        now = self.clock()
        if now >= self.next_check:
            self.next_check = now + CHECK_SECONDS
            for channel in self.channels:
                channel.check_deadlines(now)

    def make_room(self) -> bool:
        """At the connection limit, close connections of the client that has the most. Returns False if that is impossible.

        Connections whose request waits for a thread or has one are not closed; they are few, because the queue is limited. They
        are closed after the events of this poll: otherwise, a new one could get its file descriptor and its events.
        """
        channels = [channel for channel in self.channels if not channel.will_close]
        if len(channels) < self.limits.max_connections:
            return True
        idle = [channel for channel in channels if not channel.requests]
        if not idle:
            return False
        connections = Counter(channel.client for channel in channels)
        most = max(connections[channel.client] for channel in idle)
        candidates = sorted(
            (channel for channel in idle if connections[channel.client] == most), key=lambda channel: channel.closing_order
        )
        # Several, because counting the connections for each new one would take too much time during a flood.
        for channel in candidates[: max(1, most // 20)]:
            channel.will_close = True
            self.surplus.append(channel)
        return True

    def stop_accepting(self) -> None:
        """Close the listening sockets and all connections that have no request."""
        for listener in self.listeners:
            listener.accepting = False
            listener.del_channel()
        self.close_unused()

    def close_unused(self) -> None:
        for channel in self.channels:
            if channel.is_unused:
                channel.handle_close()

    @property
    def is_finished(self) -> bool:
        """Whether all requests have ended and their responses have been sent."""
        return not self.channels


class Listener:
    """The parts of waitress's server that differ here, for TCP and for Unix sockets."""

    web: WebServer
    accepting: bool

    def readable(self) -> bool:
        return self.accepting

    def handle_accept(self) -> None:
        if self.web.make_room():
            super().handle_accept()  # type: ignore[misc]
        else:
            connection, _ = self.accept() or (None, None)  # type: ignore[attr-defined]
            if connection is not None:
                connection.close()

    def is_overloaded(self, client: str) -> bool:
        """Whether a request of this client must not wait for a thread, because too many wait, or too many of this client."""
        queue, limits = self.web.dispatcher.queue, self.web.limits
        return len(queue) >= limits.max_queue or queue.count(client) >= limits.max_queue_of_client

    def request_ended(self, channel: BufferedChannel, request: StrictParser, seconds: float) -> None:
        self.web.served += 1
        if self.web.access_log:
            self.web.access_log(channel, request, seconds)

    def report_overdue(self, request: str, place: str) -> None:
        """A request occupies a thread and has exceeded its time limit. Threads cannot be stopped, so the process ends."""
        self.web.overdue = request
        log.error("%s did not end within %.0f seconds. This process will be replaced. The request was in:\n%s",
                  request, self.web.limits.request_seconds, place)  # fmt: skip
