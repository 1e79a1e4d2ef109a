"""Whether public pages can be read from the replica now (decision 69). It must contain every entry of the ledger.

Each takedown, retraction, correction, and setting of an article adds an entry to the ledger in its transaction. So a replica that
has the newest entry of the primary shows nothing that was hidden before the request.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from enum import StrEnum
from time import monotonic

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, connections

from factcheck.web.database.replica import REPLICA

RETRY_SECONDS = 5.0
"""Seconds after a failure for which a process does not try the replica again."""
_POSITION = "SELECT number, hash, (pg_current_wal_lsn() - '0/0'::pg_lsn)::bigint FROM ledger_head WHERE id = 1"
_REPLAYED = """
    SELECT number, hash, (pg_last_wal_replay_lsn() - '0/0'::pg_lsn)::bigint, pg_is_in_recovery(),
        extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp())::float8
    FROM ledger_head WHERE id = 1"""

log = logging.getLogger(__name__)


class ReadFrom(StrEnum):
    """Where the rows of a public page come from, and why."""

    REPLICA = "replica"
    BEHIND = "primary, because the replica lacks an entry of the ledger"
    LAGGING = "primary, because the replica lags too far behind"
    UNAVAILABLE = "primary, because the replica does not respond"
    UNRELATED = "primary, because the replica is none of this database"


@dataclass(frozen=True, slots=True)
class Position:
    """What a server has: the newest entry of the ledger, and the position in the write-ahead log."""

    entry: int
    digest: str
    log: int


@dataclass(frozen=True, slots=True)
class Replayed:
    """What the replica has. `seconds` have passed since the newest transaction that it has replayed was committed."""

    position: Position
    is_replica: bool
    seconds: float | None


def position_of_primary() -> Position:
    with connection.cursor() as cursor:
        cursor.execute(_POSITION)
        return Position(*cursor.fetchone())


def position_of_replica() -> Replayed:
    """Raises OperationalError or InterfaceError if the replica does not respond."""
    with connections[REPLICA].cursor() as cursor:
        cursor.execute(_REPLAYED)
        row = cursor.fetchone()
    if row is None:
        return Replayed(Position(0, "", 0), is_replica=False, seconds=None)
    entry, digest, replayed, is_replica, seconds = row
    return Replayed(Position(entry, digest, replayed or 0), is_replica, seconds)


class ReplicaState:
    """What this process knows about the replica, shared by its threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._retry_at = 0.0
        self._failed_since: float | None = None
        self._complete_at = monotonic()
        """When the replica had all that the primary had."""
        self._awaited: tuple[float, int] | None = None
        """A time, and the position of the primary then, which the replica had not reached."""

    def choose(self) -> ReadFrom:
        """Where to read a public page. Errors of the primary are raised."""
        if monotonic() < self._retry_at:
            return ReadFrom.UNAVAILABLE
        primary = position_of_primary()
        try:
            replayed = position_of_replica()
        except (OperationalError, InterfaceError) as error:
            self.fail(ReadFrom.UNAVAILABLE, str(error).strip())
            return ReadFrom.UNAVAILABLE
        if not is_replica_of(primary, replayed):
            self.fail(ReadFrom.UNRELATED, "DATABASE_REPLICA_URL must name a streaming replica of the server in DATABASE_URL")
            return ReadFrom.UNRELATED
        lag = self.lag(primary, replayed)
        if lag > settings.REPLICA_MAX_LAG:
            self._report(f"it is {lag:.1f} seconds behind")
            return ReadFrom.LAGGING
        if replayed.position.entry < primary.entry:
            return ReadFrom.BEHIND  # usually for some milliseconds after a write
        self._recover()
        return ReadFrom.REPLICA

    def lag(self, primary: Position, replayed: Replayed) -> float:
        """An upper limit of the seconds by which the replica is behind.

        The time of the newest replayed transaction alone would not do: it is old if the newsroom did not write for a while.
        """
        now = monotonic()
        with self._lock:
            if self._awaited and replayed.position.log >= self._awaited[1]:
                self._complete_at, self._awaited = max(self._complete_at, self._awaited[0]), None
            if replayed.position.log >= primary.log:
                self._complete_at, self._awaited = now, None
                return 0.0
            if self._awaited is None:
                self._awaited = now, primary.log
            lag = now - self._complete_at
        return lag if replayed.seconds is None else max(0.0, min(lag, replayed.seconds))

    def fail(self, where: ReadFrom, reason: str) -> None:
        """Read from the primary for some seconds."""
        self._retry_at = monotonic() + RETRY_SECONDS
        self._report(reason or str(where))

    def _report(self, reason: str) -> None:
        with self._lock:
            if self._failed_since is not None:
                return
            self._failed_since = monotonic()
        log.warning("public pages are read from the primary instead of the replica: %s", reason)

    def _recover(self) -> None:
        with self._lock:
            if self._failed_since is None:
                return
            duration, self._failed_since = monotonic() - self._failed_since, None
        log.warning("public pages are read from the replica again after %.1f seconds", duration)


def is_replica_of(primary: Position, replayed: Replayed) -> bool:
    """Whether a server replays the log of the primary. A replica that was promoted does not, and neither does the primary."""
    same = replayed.position.entry != primary.entry or replayed.position.digest == primary.digest
    return replayed.is_replica and same


current = ReplicaState()
