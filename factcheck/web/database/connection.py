"""A connection that does not wait for a server that has stopped responding."""

from __future__ import annotations

import select
from collections.abc import Generator
from time import monotonic
from typing import Any, ClassVar, Self, TypeVar

import psycopg
from psycopg.pq import TransactionStatus

from factcheck.web.outage import Outage, current, of_replica

T = TypeVar("T")

PROBE_AFTER = 4.0
"""Seconds without a response after which a second connection tests the server. Longer than the lock timeout of a web process."""
PROBE_TIMEOUT = 2
"""Timeout of the second connection in seconds. It is the minimum that libpq allows."""
GRACE_PERIOD = 5.0
"""Seconds after the statement timeout within which the server is expected to enforce that timeout itself."""
PREPARED_STATEMENTS = 400
"""The prepared statements that a connection keeps. By default, psycopg keeps 100, but the pages have more."""
CHECK_AFTER_IDLE = 10.0
"""Seconds since its last use after which a connection is checked with a round trip."""


def pool_options(statement: int, *, is_replica: bool = False) -> dict[str, Any]:
    """The `OPTIONS` in `DATABASES` for a process with a connection pool; `statement` is its statement timeout in seconds."""
    return {
        "pool": {
            "connection_class": ReplicaConnection if is_replica else BoundedConnection,
            "min_size": 1,
            "max_size": 12,
            "timeout": 0.25,  # seconds; the backend retries until its own timeout, unless there is an outage
            "reconnect_timeout": 0,  # seconds; the next request tries again, without the exponential backoff of the pool
        },
        "response_timeout": statement + GRACE_PERIOD,
    }


class BoundedConnection(psycopg.Connection[Any]):
    """Raises OperationalError, and closes itself, if the server has not responded within `response_timeout` seconds.

    The server enforces `statement_timeout` itself, but not if its machine is frozen, or if a proxy in between accepts packets and
    does not deliver them.
    """

    outage: ClassVar[Outage] = current
    response_timeout: float | None = None
    last_used: float = 0.0
    _opened_with: tuple[str, dict[str, Any]] = ("", {})

    @classmethod
    def connect(cls, conninfo: str = "", *, response_timeout: float | None = None, **kwargs: Any) -> Self:  # type: ignore[override]
        try:
            connection = super().connect(conninfo, **kwargs)
        except psycopg.OperationalError as error:
            cls.outage.begin(error)
            raise
        cls.outage.end()
        connection.response_timeout = response_timeout
        connection.prepared_max = PREPARED_STATEMENTS
        connection._opened_with = conninfo, kwargs
        connection.last_used = monotonic()
        return connection

    def wait(self, gen: Generator[Any, Any, T], interval: float = 0.1, timeout: float | None = None) -> T:
        if timeout is not None or self.response_timeout is None:
            return super().wait(gen, interval, timeout)
        try:
            result = self._wait_and_probe(gen, interval, self.response_timeout)
        except psycopg.OperationalError as error:
            if not self._is_waiting(error):
                raise
            self.close()
            self.outage.begin("it has stopped responding", is_unresponsive=True)
            raise psycopg.OperationalError("the database has stopped responding; the connection was closed") from None
        self.last_used = monotonic()
        return result

    def _wait_and_probe(self, gen: Generator[Any, Any, T], interval: float, limit: float) -> T:
        """Wait at most `limit` seconds, but only PROBE_AFTER seconds if a second connection gets no response either."""
        try:
            return super().wait(gen, interval, min(PROBE_AFTER, limit))
        except psycopg.OperationalError as error:
            if limit <= PROBE_AFTER or not self._is_waiting(error) or not self._server_responds():
                raise
            return super().wait(gen, interval, limit - PROBE_AFTER)

    def _is_waiting(self, error: psycopg.OperationalError) -> bool:
        """Whether `error` is a timeout: the statement was sent, and neither a result nor an error has arrived.

        psycopg then raises an OperationalError of a private class. Errors from the server have a SQLSTATE, and network failures
        close the connection.
        """
        return error.sqlstate is None and self.info.transaction_status == TransactionStatus.ACTIVE

    def _server_responds(self) -> bool:
        """Whether the server responds to a new connection while this one waits. An error is a response too."""
        conninfo, kwargs = self._opened_with
        parameters = {name: value for name, value in kwargs.items() if name not in ("context", "cursor_factory", "autocommit")}
        try:
            psycopg.Connection.connect(conninfo, **{**parameters, "connect_timeout": PROBE_TIMEOUT}).close()
        except psycopg.errors.ConnectionTimeout:
            return False
        except psycopg.OperationalError:
            return True
        return True

    def is_alive(self, limit: float, *, is_suspect: bool = False) -> bool:
        """Check within `limit` seconds whether the connection works.

        If the server closed the connection, the socket is readable, which can be checked without a round trip. A connection that
        was lost without notice is only detected by a round trip. It is made after an idle period, or if `is_suspect`.
        """
        if self.closed:
            return False
        poll = select.poll()
        poll.register(self.pgconn.socket, select.POLLIN)
        if not poll.poll(0) and not is_suspect and monotonic() - self.last_used < CHECK_AFTER_IDLE:
            return True
        previous, self.response_timeout = self.response_timeout, limit
        try:
            self.execute("")
        except psycopg.Error:
            return False
        finally:
            self.response_timeout = previous
        return True


class ReplicaConnection(BoundedConnection):
    """A connection to the replica, whose failure does not affect those to the primary."""

    outage = of_replica
