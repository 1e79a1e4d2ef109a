"""The processor time of the measured web server and of the database server, where both run on this machine."""

from __future__ import annotations

import os
from pathlib import Path

from django.db import connection

_TICKS = os.sysconf("SC_CLK_TCK")


class ProcessorTimes:
    """Reads the processor seconds that two groups of processes have used so far. A group that is elsewhere has 0.

    `web` is the process that started the workers of the web server. Call `read` with the same set of worker processes.
    """

    def __init__(self, web: int) -> None:
        self._web = web
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            backend = cursor.fetchone()[0]
        # The parent of a backend is the postmaster, unless the server runs on another machine or in another container.
        self._postmaster = _parent(backend) if _name(backend).startswith("postgres") else None

    def read(self) -> tuple[float, float]:
        """Processor seconds of the web server and of the database server."""
        return _seconds(self._web), _seconds(self._postmaster) if self._postmaster else 0.0


def _seconds(pid: int) -> float:
    """User and system time of a process and of its current and ended children."""
    total = _own(pid, with_ended=True)
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(child) for child in task.read_text().split()]
        except OSError:
            continue
        total += sum(_own(child, with_ended=True) for child in children)
    return total


def _fields(pid: int) -> list[str]:
    """The fields of /proc/<pid>/stat after the name of the program (proc(5))."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _own(pid: int, *, with_ended: bool) -> float:
    fields = _fields(pid)
    return sum(int(value) for value in fields[11 : 15 if with_ended else 13]) / _TICKS if fields else 0.0


def _parent(pid: int) -> int | None:
    fields = _fields(pid)
    return int(fields[1]) if fields else None


def _name(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""
