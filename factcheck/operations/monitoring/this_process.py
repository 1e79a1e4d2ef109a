"""What this web process measures."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connection

from factcheck.operations.monitoring.measurements import Measurements
from factcheck.operations.monitoring.process_files import ProcessFiles

measurements = Measurements()
"""The requests of this process."""


@cache
def process_files() -> ProcessFiles:
    """The files that share the measurements. Called first by a request, that is, after the process was forked."""
    return ProcessFiles(Path(settings.DATA_DIR) / "metrics")


def pool_state() -> dict[str, int]:
    """The connections of the pool of this process: open, idle, and requests that wait for one. Empty without a pool."""
    pool = connection.pool  # type: ignore[attr-defined]  # of the PostgreSQL backend
    if not pool:
        return {}
    stats = pool.get_stats()
    names = {"open": "pool_size", "idle": "pool_available", "waiting": "requests_waiting"}
    return {name: int(stats.get(key, 0)) for name, key in names.items()}
