"""Whether this process reaches the database at present. While it does not, requests fail at once instead of waiting in turn."""

from __future__ import annotations

import logging
import threading
from time import monotonic

log = logging.getLogger(__name__)


class Outage:
    """Shared by the threads of a process. Begins when a connection or a statement fails, ends when a connection succeeds."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._since: float | None = None
        self._is_silent = False

    @property
    def is_on(self) -> bool:
        return self._since is not None

    def begin(self, reason: object, *, silent: bool = False) -> None:
        """`silent`: the server takes connections or statements and answers none, so no open connection can be trusted."""
        with self._lock:
            self._is_silent |= silent
            if self._since is not None:
                return
            self._since = monotonic()
        log.error("the database cannot be reached: %s", str(reason).strip())

    def end(self) -> None:
        with self._lock:
            if self._since is None:
                return
            lasted, self._since, self._is_silent = monotonic() - self._since, None, False
        log.warning("the database answers again after %.1f seconds", lasted)

    def take_silence(self) -> bool:
        """True once after a silent failure, for the caller that then discards the open connections."""
        with self._lock:
            was, self._is_silent = self._is_silent, False
        return was


current = Outage()
