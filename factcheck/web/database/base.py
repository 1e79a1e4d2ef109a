"""The backend that `DATABASES` names: Django's for PostgreSQL, with tested connections and a limit to each wait."""

from __future__ import annotations

from time import monotonic
from typing import Any

import psycopg
from django.db import DatabaseError, InterfaceError, OperationalError
from django.db.backends.postgresql import base
from psycopg_pool import PoolTimeout

from factcheck.web import outage

WAIT = 2.0
"""Seconds that a request waits for a connection. The timeout of the pool itself is shorter: see `connection.pooled`."""
CHECK = 1.0
"""Seconds that a connection has to prove that it works."""


class OutcomeUnknown(OperationalError):
    """The connection was lost during COMMIT: the transaction is stored as a whole or not at all, and nobody can say which."""


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if not self.pool:
            return super().get_new_connection(conn_params)
        return self._take(conn_params, WAIT)

    def _take(self, conn_params: dict[str, Any], seconds: float, *, doubted: bool = False) -> Any:
        """A working connection from the pool. Raises PoolTimeout after `seconds`, or once the database is known to be away."""
        limit = monotonic() + seconds
        while True:
            if outage.current.take_silence():
                self.pool.drain()
            was_away = outage.current.is_on
            try:
                taken = super().get_new_connection(conn_params)
            except PoolTimeout:
                if outage.current.is_on or monotonic() >= limit:
                    raise
                continue
            left = limit - monotonic()
            if left > 0 and taken.is_alive(min(CHECK, left), doubted=doubted or was_away):
                return taken
            taken.close()
            self.pool.putconn(taken)  # the pool replaces a connection that comes back closed
            if left <= 0:
                raise PoolTimeout(f"no connection within {seconds:.0f} seconds")

    def answers(self, seconds: float) -> bool:
        """Whether the database answers a statement within about `seconds`."""
        try:
            if self.pool:
                taken = self._take(self.get_connection_params(), seconds, doubted=True)
                self.pool.putconn(taken)
            else:
                with self.cursor() as cursor:
                    cursor.execute("SELECT 1")
        except (psycopg.Error, DatabaseError, InterfaceError):
            return False
        return True

    def _commit(self) -> None:
        was_open = self.connection is not None and not self.connection.closed
        try:
            super()._commit()  # type: ignore[misc]
        except (OperationalError, InterfaceError) as error:
            if was_open and self.connection.closed:
                raise OutcomeUnknown(*error.args) from error.__cause__
            raise
