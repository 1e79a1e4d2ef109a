"""The read-only maintenance mode. Its state is in the database, so all processes share it, and a restart does not end it."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic
from typing import NamedTuple

import psycopg
from django.db import DatabaseError, connection

from factcheck.web.database_errors import Unavailable
from factcheck.web.models import ServiceState

REFRESH_SECONDS = 2.0
"""Maximum age of the state that a web process uses, and interval at which a worker reads it."""
MAX_MESSAGE = 300
"""Maximum length of the message, in code points."""
RETRY_AFTER = 60
"""The value of Retry-After, in seconds."""


@dataclass(frozen=True, slots=True)
class Maintenance:
    """`since` is UTC. `message` is for staff and API clients, and may be empty."""

    since: datetime
    message: str


class InMaintenance(Unavailable):
    """Maintenance mode is on, so nothing can be saved (503)."""

    title = "Read-only maintenance"
    retry_after = RETRY_AFTER
    page_next_step = "Your input is still in the form. Go back, and submit it again when the maintenance is over."

    def __init__(self, maintenance: Maintenance) -> None:
        super().__init__(
            f"{maintenance.message or 'Factcheck is undergoing maintenance.'} Nothing was saved.",
            next_step="You can read everything. Keep this page open, and submit it again when the maintenance is over.",
            api_next_step="Reading still works. Send the same request again when the maintenance is over.",
            is_writing=True,
        )


class _Known(NamedTuple):
    maintenance: Maintenance | None
    read_at: float


_known: _Known | None = None
_lock = threading.Lock()


def current() -> Maintenance | None:
    """The maintenance that is in progress, or None. The answer is at most `REFRESH_SECONDS` old, unless the database is down."""
    global _known
    known = _known
    if known and monotonic() - known.read_at < REFRESH_SECONDS:
        return known.maintenance
    with _lock:  # one thread reads
        if known is not _known and _known:
            return _known.maintenance
        try:
            maintenance = read()
        except (DatabaseError, psycopg.Error):
            maintenance = known.maintenance if known else None
        _known = _Known(maintenance, monotonic())
    return maintenance


def read() -> Maintenance | None:
    """Read the state from the database. Raises DatabaseError or psycopg.Error if that is impossible.

    The statement bypasses Django's cursor, so that it does not count as a statement of the request that happens to refresh the
    state.
    """
    connection.ensure_connection()
    query = "SELECT maintenance_since, maintenance_message FROM web_servicestate WHERE maintenance_since IS NOT NULL"
    try:
        row = connection.connection.execute(query).fetchone()
    except psycopg.errors.UndefinedTable:  # the database has not been migrated yet
        return None
    return Maintenance(row[0].astimezone(UTC), row[1]) if row else None


def forget() -> None:
    """Read the state again when it is needed next."""
    global _known
    _known = None


def turn_on(message: str) -> None:
    """Begin the maintenance, or change its message."""
    state, _ = ServiceState.objects.get_or_create(pk=1)
    state.maintenance_since = state.maintenance_since or datetime.now(UTC)
    state.maintenance_message = message
    state.save(update_fields=["maintenance_since", "maintenance_message"])
    forget()


def turn_off() -> bool:
    """End the maintenance. Returns whether it was on."""
    rows = ServiceState.objects.filter(maintenance_since__isnull=False).update(maintenance_since=None, maintenance_message="")
    forget()
    return rows > 0
