"""The state of the connections of this process to the database and to its replica.

During an outage, requests fail at once without waiting.
"""

from __future__ import annotations

import logging
import threading
from time import monotonic

log = logging.getLogger(__name__)


class Outage:
    """Shared by the threads of a process. Begins when a connection or a statement fails, ends when a connection succeeds."""

    def __init__(self, server: str) -> None:
        self._server = server
        self._lock = threading.Lock()
        self._since: float | None = None
        self._is_unresponsive = False

    @property
    def is_active(self) -> bool:
        return self._since is not None

    def begin(self, reason: object, *, is_unresponsive: bool = False) -> None:
        """`is_unresponsive`: the server accepts connections or statements but does not respond, so no open connection is safe."""
        with self._lock:
            self._is_unresponsive |= is_unresponsive
            if self._since is not None:
                return
            self._since = monotonic()
        log.error("%s cannot be reached: %s", self._server, str(reason).strip())

    def end(self) -> None:
        with self._lock:
            if self._since is None:
                return
            duration, self._since, self._is_unresponsive = monotonic() - self._since, None, False
        log.warning("%s is responding again after %.1f seconds", self._server, duration)

    def take_unresponsive(self) -> bool:
        """Return True once after the server did not respond. The caller must then discard the open connections."""
        with self._lock:
            was_unresponsive, self._is_unresponsive = self._is_unresponsive, False
        return was_unresponsive


current = Outage("the database")
of_replica = Outage("the replica of the database")
