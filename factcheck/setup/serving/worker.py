"""A worker process of gunicorn that serves with waitress. gunicorn starts, monitors, and replaces these processes."""

from __future__ import annotations

import logging
import os
import re
import resource
import sys
import time

from gunicorn.workers.base import Worker

from factcheck.setup.serving.channel import BufferedChannel
from factcheck.setup.serving.limits import ServingLimits
from factcheck.setup.serving.parsing import StrictParser
from factcheck.setup.serving.server import WebServer

log = logging.getLogger(__name__)
SWITCH_SECONDS = 0.0005
"""After this time, a thread hands the interpreter lock to another one that waits for it. The default of Python is ten times as
long; a short request waits for the lock ten or twenty times, and would be slow while another thread computes."""
REQUEST_ID = re.compile(rb"\r\nX-Request-Id: ([^\r]+)", re.IGNORECASE)
MAX_FILES = 8192
RESERVED_FILES = 128
"""File descriptors for everything except connections and the temporary files of their buffers."""


class BufferedWorker(Worker):
    """Uses these settings of gunicorn: `threads`, `backlog`, `graceful_timeout`, `max_requests`, and `accesslog`."""

    alive: bool
    ppid: int

    def run(self) -> None:
        from django.conf import settings

        sys.setswitchinterval(SWITCH_SECONDS)
        limits = ServingLimits(
            folder=settings.DATA_DIR / "requests",
            max_body=settings.MAX_REQUEST_BYTES,
            request_seconds=settings.REQUEST_TIMEOUT,
            idle_seconds=self.cfg.keepalive,
            max_connections=min(ServingLimits.max_connections, (raise_file_limit() - RESERVED_FILES) // 2),
        ).with_room_for_bodies()
        server = WebServer(
            self.wsgi,
            [listener.sock for listener in self.sockets],
            limits,
            threads=self.cfg.threads,
            trusts_proxy=settings.BEHIND_PROXY,
            backlog=self.cfg.backlog,
            access_log=self._log_access if self.cfg.accesslog else None,
        )
        while self.alive and os.getppid() == self.ppid and not server.overdue:
            self.notify()
            server.poll(1.0)
            if server.served >= self.max_requests:
                self.log.info("This process has served %s requests and will be replaced.", server.served)
                self.alive = False
        self._finish(server)

    def _finish(self, server: WebServer) -> None:
        """Finish the requests that have begun, within the graceful timeout."""
        server.stop_accepting()
        deadline = time.monotonic() + self.cfg.graceful_timeout - 1
        while not server.is_finished and time.monotonic() < deadline:
            self.notify()
            server.poll(0.1)
            server.close_unused()
        if not server.is_finished:
            log.error("Requests had not ended after %.0f seconds and were stopped.", self.cfg.graceful_timeout - 1)
            os._exit(1)  # a thread may never end

    def _log_access(self, channel: BufferedChannel, request: StrictParser, seconds: float) -> None:
        found = REQUEST_ID.search(channel.response_head)
        values = {
            "address": request.address.encode("unicode_escape").decode(),
            "method": request.command,
            "path": request.path.encode("unicode_escape").decode(),  # not the query, which can contain what people search for
            "status": int(channel.response_head[9:12] or 503),  # without a response, it exceeded its time limit
            "milliseconds": round(seconds * 1000),
            "request_id": found[1].decode() if found else "",
        }
        self.log.access_log.info("request", extra=values)


def raise_file_limit() -> int:
    """Raise the limit on open files of this process, as far as the system allows, and return it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MAX_FILES if hard == resource.RLIM_INFINITY else min(MAX_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft = wanted
    return MAX_FILES if soft == resource.RLIM_INFINITY else soft
