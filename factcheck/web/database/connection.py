"""A connection that does not wait for a server that has stopped answering."""

from __future__ import annotations

import select
from collections.abc import Generator
from time import monotonic
from typing import Any, Self, TypeVar

import psycopg
from psycopg.pq import TransactionStatus

from factcheck.web import outage

T = TypeVar("T")

QUIET = 4.0
"""Seconds without an answer after which a second connection tests the server. More than a web process waits for a lock."""
PROBE = 2
"""Seconds that this second connection has, which is the least that libpq allows."""
GRACE = 5.0
"""Seconds beyond the limit of a statement that the server has to enforce that limit itself."""
TRUSTED = 10.0
"""Seconds since its last use during which a connection needs no round trip as a test."""


def pooled(statement: int) -> dict[str, Any]:
    """What `DATABASES` says in `OPTIONS` for a process that pools its connections; `statement` is its limit in seconds."""
    return {
        "pool": {
            "connection_class": BoundedConnection,
            "min_size": 1,
            "max_size": 12,
            "timeout": 0.25,  # seconds; the backend asks again until its own limit, unless the database is away
            "reconnect_timeout": 0,  # seconds; the next request tries again. The pool would pause longer after each attempt.
        },
        "answer_limit": statement + GRACE,
    }


class BoundedConnection(psycopg.Connection[Any]):
    """Raises OperationalError, and closes itself, where the server has not answered within `answer_limit` seconds.

    A limit on the server (`statement_timeout`) ends a statement that runs too long. It ends nothing where the server's machine is
    frozen, or where a proxy between accepts packets and delivers none.
    """

    answer_limit: float | None = None
    last_used: float = 0.0
    _opened_with: tuple[str, dict[str, Any]] = ("", {})

    @classmethod
    def connect(cls, conninfo: str = "", *, answer_limit: float | None = None, **kwargs: Any) -> Self:  # type: ignore[override]
        try:
            connection = super().connect(conninfo, **kwargs)
        except psycopg.OperationalError as error:
            outage.current.begin(error)
            raise
        outage.current.end()
        connection.answer_limit = answer_limit
        connection._opened_with = conninfo, kwargs
        connection.last_used = monotonic()
        return connection

    def wait(self, gen: Generator[Any, Any, T], interval: float = 0.1, timeout: float | None = None) -> T:
        if timeout is not None or self.answer_limit is None:
            return super().wait(gen, interval, timeout)
        try:
            answer = self._wait_twice(gen, interval, self.answer_limit)
        except psycopg.OperationalError as error:
            if not self._is_waiting(error):
                raise
            self.close()
            outage.current.begin("it has stopped answering", silent=True)
            raise psycopg.OperationalError("the database has stopped answering; the connection was closed") from None
        self.last_used = monotonic()
        return answer

    def _wait_twice(self, gen: Generator[Any, Any, T], interval: float, limit: float) -> T:
        """Wait at most `limit` seconds, and only `QUIET` seconds where a second connection gets no answer either."""
        try:
            return super().wait(gen, interval, min(QUIET, limit))
        except psycopg.OperationalError as error:
            if limit <= QUIET or not self._is_waiting(error) or not self._server_answers():
                raise
            return super().wait(gen, interval, limit - QUIET)

    def _is_waiting(self, error: psycopg.OperationalError) -> bool:
        """Whether `error` is the end of a timeout: the statement was sent, and neither a result nor a failure came.

        psycopg raises an OperationalError of a private class then. An error of the server has a SQLSTATE, and a failure of the
        network closes the connection.
        """
        return error.sqlstate is None and self.info.transaction_status == TransactionStatus.ACTIVE

    def _server_answers(self) -> bool:
        """Whether a new connection is answered while this one waits. A refusal, such as too many connections, is an answer."""
        conninfo, kwargs = self._opened_with
        plain = {name: value for name, value in kwargs.items() if name not in ("context", "cursor_factory", "autocommit")}
        try:
            psycopg.Connection.connect(conninfo, **{**plain, "connect_timeout": PROBE}).close()
        except psycopg.errors.ConnectionTimeout:
            return False
        except psycopg.OperationalError:
            return True
        return True

    def is_alive(self, limit: float, *, doubted: bool = False) -> bool:
        """Whether statements can be sent, found out within `limit` seconds.

        If the server closed the connection, the socket is readable; checking that costs no round trip. A connection that was
        lost without notice is found by a round trip, which only one that was idle for a while or is `doubted` gets.
        """
        if self.closed:
            return False
        poll = select.poll()
        poll.register(self.pgconn.socket, select.POLLIN)
        if not poll.poll(0) and not doubted and monotonic() - self.last_used < TRUSTED:
            return True
        usual, self.answer_limit = self.answer_limit, limit
        try:
            self.execute("")
        except psycopg.Error:
            return False
        finally:
            self.answer_limit = usual
        return True
