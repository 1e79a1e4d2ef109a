"""The checks of the detailed health check. Each takes a few milliseconds and changes nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, cast

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from factcheck.archive.actions import free_bytes
from factcheck.ledger.models import Entry, Head
from factcheck.publishing import replica
from factcheck.web import maintenance
from factcheck.web.database.base import DatabaseWrapper
from factcheck.web.dates import format_moment
from factcheck.web.errors import Refused
from factcheck.web.models import ServiceState
from factcheck.web.views import HEALTH_TIMEOUT

HEARTBEAT_LIMIT = timedelta(seconds=60)
"""Maximum age of the heartbeat of a worker, which writes one every ten seconds."""
QUEUE_WARNING, QUEUE_LIMIT = timedelta(minutes=5), timedelta(minutes=15)
"""For how long a job may wait."""
BACKUP_WARNING = timedelta(days=7)
FREE_WARNING, FREE_LIMIT = 1_000_000_000, 100_000_000
"""Free space of the store, in bytes."""

log = logging.getLogger(__name__)


class CheckState(StrEnum):
    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """`detail` is a sentence. `values` are JSON values for monitoring systems."""

    key: str
    name: str
    state: CheckState
    detail: str
    values: dict[str, Any] = field(default_factory=dict)


def run_checks() -> list[CheckResult]:
    """All checks. Those that need the database are unknown if it does not respond."""
    database = check_database()
    results = [database]
    for key, name, check in _checks():
        needs_database = check is not check_storage
        if needs_database and database.state is CheckState.FAILED:
            results.append(CheckResult(key, name, CheckState.UNKNOWN, "The database does not respond."))
            continue
        try:
            state, detail, values = check()
        except (DatabaseError, OSError) as error:
            log.warning("the check of %s failed", key, exc_info=error)
            state, detail, values = CheckState.FAILED, f"The check itself failed ({type(error).__name__}).", {}
        results.append(CheckResult(key, name, state, detail, values))
    return results


def _checks() -> tuple[tuple[str, str, Callable[[], Outcome]], ...]:
    return (*_CHECKS, ("replica", "Replica", check_replica)) if settings.HAS_REPLICA else _CHECKS


def is_healthy(results: list[CheckResult]) -> bool:
    return all(result.state in (CheckState.OK, CheckState.WARNING) for result in results)


Outcome = tuple[CheckState, str, dict[str, Any]]


def check_database() -> CheckResult:
    is_up = cast(DatabaseWrapper, connections["default"]).responds(HEALTH_TIMEOUT)
    state = CheckState.OK if is_up else CheckState.FAILED
    return CheckResult("database", "Database", state, "The database responds." if is_up else "The database does not respond.")


def check_migrations() -> Outcome:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    names = [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
    if names:
        return (
            CheckState.FAILED,
            f"{_count(len(names), 'migration has', 'migrations have')} not been applied. Run: manage.py migrate",
            {"unapplied": names[:20]},
        )
    return CheckState.OK, "All migrations have been applied.", {"unapplied": []}


def check_maintenance() -> Outcome:
    state = maintenance.read()
    if state is None:
        return CheckState.OK, "Maintenance mode is off.", {"is_on": False}
    values = {"is_on": True, "since": state.since.isoformat(timespec="seconds")}
    return CheckState.WARNING, f"Maintenance mode has been on since {format_moment(state.since)}.", values


def check_worker() -> Outcome:
    newest, running = worker_heartbeats()
    values = {"workers": running, "last_heartbeat": newest.isoformat(timespec="seconds") if newest else None}
    if running:
        return CheckState.OK, f"{_count(running, 'worker is', 'workers are')} running.", values
    if maintenance.read():
        return CheckState.OK, "Workers are paused during maintenance.", values
    return CheckState.FAILED, "No worker is running. Start: manage.py worker", values


def worker_heartbeats() -> tuple[datetime | None, int]:
    """The time of the newest heartbeat, and the number of workers with a recent one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT max(last_heartbeat), count(*) FILTER (WHERE last_heartbeat > %s) FROM procrastinate_workers",
            [datetime.now(UTC) - HEARTBEAT_LIMIT],
        )
        newest, running = cursor.fetchone()
    return newest, running


def check_queue() -> Outcome:
    counts, oldest = job_counts(), oldest_waiting()
    waiting = counts.get("todo", 0)
    values = {"waiting": waiting, "failed": counts.get("failed", 0), "oldest_seconds": round(oldest.total_seconds())}
    detail = "No jobs are waiting."
    if waiting:
        seconds = _count(round(oldest.total_seconds()), "second", "seconds")
        detail = f"{_count(waiting, 'job is', 'jobs are')} waiting, the oldest for {seconds}."
    if oldest > QUEUE_LIMIT and not maintenance.read():
        return CheckState.FAILED, detail, values
    return CheckState.WARNING if oldest > QUEUE_WARNING else CheckState.OK, detail, values


def job_counts() -> dict[str, int]:
    """The number of jobs by status."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text, count(*) FROM procrastinate_jobs GROUP BY status")
        return dict(cursor.fetchall())


def oldest_waiting() -> timedelta:
    """For how long the oldest job that is due has waited; zero without such a job."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT max(now() - greatest(e.at, j.scheduled_at)) FROM procrastinate_jobs j"
            " JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'deferred'"
            " WHERE j.status = 'todo' AND (j.scheduled_at IS NULL OR j.scheduled_at <= now())"
        )
        return max(cursor.fetchone()[0] or timedelta(), timedelta())


def check_storage() -> Outcome:
    """Whether a file can be stored now, and the free space, if it is known."""
    try:
        free = free_bytes()
    except Refused as problem:
        return CheckState.FAILED, f"Files cannot be stored: {problem.message}", {"is_writable": False, "free_bytes": None}
    values = {"is_writable": True, "free_bytes": free}
    if free is None:
        return CheckState.OK, "Files can be stored.", values
    detail = f"Files can be stored; {free / 1_000_000_000:.1f} GB are free."
    if free < FREE_LIMIT:
        return CheckState.FAILED, detail, values
    return CheckState.WARNING if free < FREE_WARNING else CheckState.OK, detail, values


def check_backup() -> Outcome:
    at = last_backup()
    if at is None:
        return CheckState.WARNING, "No backup has been written. Run: manage.py backup", {"last": None}
    is_old = datetime.now(UTC) - at > BACKUP_WARNING
    text = at.astimezone(UTC).isoformat(timespec="seconds")
    return CheckState.WARNING if is_old else CheckState.OK, f"The last backup contains the data of {text}.", {"last": text}


def last_backup() -> datetime | None:
    return ServiceState.objects.filter(pk=1).values_list("backup_at", flat=True).first()


def check_ledger() -> Outcome:
    head = Head.objects.first()
    number, digest = (head.number, head.hash) if head else (0, "")
    at = Entry.objects.filter(number=number).values_list("at", flat=True).first()
    values = {"entries": number, "head": digest, "last_entry": at.isoformat(timespec="seconds") if at else None}
    return CheckState.OK, f"The ledger has {_count(number, 'entry', 'entries')}.", values


def check_replica() -> Outcome:
    """Whether the replica responds, and how far it is behind. It never fails, because the primary can serve all pages."""
    primary = replica.position_of_primary()
    try:
        replayed = replica.position_of_replica()
    except (DatabaseError, InterfaceError):
        values: dict[str, Any] = {"is_up": False, "lag_seconds": None, "lag_bytes": None, "missing_entries": None}
        return CheckState.WARNING, "The replica does not respond. Public pages are read from the primary.", values
    lag = replica.current.lag(primary, replayed)
    missing = max(0, primary.entry - replayed.position.entry)
    values = {
        "is_up": True,
        "lag_seconds": round(lag, 3),
        "lag_bytes": max(0, primary.log - replayed.position.log),
        "missing_entries": missing,
    }
    if not replica.is_replica_of(primary, replayed):
        return CheckState.WARNING, "The server in DATABASE_REPLICA_URL is no replica of this database.", values
    detail = f"The replica is {lag:.1f} seconds and {_count(missing, 'ledger entry', 'ledger entries')} behind."
    return CheckState.WARNING if lag > settings.REPLICA_MAX_LAG else CheckState.OK, detail, values


def _count(number: int, one: str, several: str) -> str:
    return f"{number:,} {one if number == 1 else several}"


_CHECKS: tuple[tuple[str, str, Callable[[], Outcome]], ...] = (
    ("migrations", "Migrations", check_migrations),
    ("maintenance", "Maintenance mode", check_maintenance),
    ("worker", "Worker", check_worker),
    ("queue", "Queue", check_queue),
    ("storage", "Stored files", check_storage),
    ("backup", "Backup", check_backup),
    ("ledger", "Ledger", check_ledger),
)
