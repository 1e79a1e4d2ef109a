"""The database backend for `DATABASES`: Django's PostgreSQL backend with connection checks and timeouts."""

from __future__ import annotations

import inspect
from datetime import UTC
from threading import get_ident
from time import monotonic
from typing import Any

import psycopg
from django.db import DatabaseError, InterfaceError, OperationalError
from django.db.backends.postgresql import base
from psycopg_pool import PoolTimeout

from factcheck.web import outage
from factcheck.web.database.cursors import ConvertingCursor, DirectCursor
from factcheck.web.database.replica import REPLICA
from factcheck.web.database.timestamps import with_utc_loader

CONNECTION_TIMEOUT = 2.0
"""Seconds that a request waits for a connection. The timeout of the pool itself is shorter; see `connection.pool_options`."""
CHECK_TIMEOUT = 1.0
"""Seconds within which a connection must respond to a check."""


class OutcomeUnknown(OperationalError):
    """The connection was lost during COMMIT, so it is unknown whether the transaction was committed."""


_create_cursor: Any = inspect.unwrap(base.DatabaseWrapper.create_cursor)


class DatabaseWrapper(base.DatabaseWrapper):
    @property
    def _outage(self) -> outage.Outage:
        return outage.of_replica if self.alias == REPLICA else outage.current

    def get_connection_params(self) -> dict[str, Any]:
        parameters: dict[str, Any] = super().get_connection_params()
        if parameters["cursor_factory"] is base.ServerBindingCursor:
            parameters["cursor_factory"] = ConvertingCursor
        if self.timezone is UTC:
            parameters["context"] = with_utc_loader(parameters["context"])
        return parameters

    def cursor(self) -> Any:
        """A cursor of an open connection, without Django's checks for asynchronous code, of which there is none."""
        if self.health_check_enabled or self.queries_logged:  # type: ignore[attr-defined]
            return super().cursor()
        self.ensure_connection()
        if self._thread_ident != get_ident():  # type: ignore[attr-defined]
            self.validate_thread_sharing()
        try:
            return DirectCursor(_create_cursor(self), self)
        except psycopg.Error:
            return super().cursor()  # raises Django's exception

    def _set_autocommit(self, autocommit: bool) -> None:
        if self.connection.autocommit != autocommit:  # at the begin of a request, it is on already
            super()._set_autocommit(autocommit)  # type: ignore[misc]

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if not self.pool:
            return super().get_new_connection(conn_params)
        return self._take(conn_params, CONNECTION_TIMEOUT)

    def _take(self, conn_params: dict[str, Any], seconds: float, *, is_suspect: bool = False) -> Any:
        """A working connection from the pool. Raises PoolTimeout after `seconds`, or as soon as an outage is detected."""
        deadline = monotonic() + seconds
        while True:
            if self._outage.take_unresponsive():
                self.pool.drain()
            was_outage = self._outage.is_active
            try:
                connection = super().get_new_connection(conn_params)
            except PoolTimeout:
                if self._outage.is_active or monotonic() >= deadline:
                    raise
                continue
            left = deadline - monotonic()
            if left > 0 and connection.is_alive(min(CHECK_TIMEOUT, left), is_suspect=is_suspect or was_outage):
                return connection
            connection.close()
            self.pool.putconn(connection)  # The pool replaces a connection that is returned closed.
            if left <= 0:
                raise PoolTimeout(f"no connection within {seconds:.0f} seconds")

    def responds(self, seconds: float) -> bool:
        """Whether the database responds to a statement within about `seconds`."""
        try:
            if self.pool:
                connection = self._take(self.get_connection_params(), seconds, is_suspect=True)
                self.pool.putconn(connection)
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
