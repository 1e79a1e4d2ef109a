"""Shares the measurements of all web processes of this machine through files in the data folder.

Each process writes its own file at most every few seconds. The file of a process that has ended is added to `ended.json`, so the
counters never decrease. If a process is killed, the requests of its last seconds are not counted.
"""

from __future__ import annotations

import json
import logging
import os
import re
import socket
import threading
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from time import monotonic, time
from typing import Any

from factcheck.operations.monitoring.measurements import Measurements
from factcheck.setup.lock import AlreadyHeld, exclusive_lock

WRITE_SECONDS = 5.0
"""Minimum time between two writes of a process."""
ABANDONED_SECONDS = 24 * 60 * 60.0
"""Age of the file of another machine after which its process is considered to have ended. Health checks keep it younger."""

log = logging.getLogger(__name__)


class ProcessFiles:
    """The files in *folder*. Create one object for each process, because it has the name of the process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._host = re.sub(r"[^A-Za-z0-9.]", "_", socket.gethostname())[:60]
        self._file = folder / f"{self._host}-{os.getpid()}-{uuid.uuid4().hex[:8]}.json"
        self._lock = threading.Lock()
        self._next_write = 0.0
        self._has_written = False
        self._has_failed = False

    def write_if_due(self, values: Callable[[], Mapping[str, Any]]) -> None:
        """Write the values of this process, unless it wrote them recently. Does not wait for another thread."""
        if monotonic() < self._next_write or not self._lock.acquire(blocking=False):
            return
        try:
            self._next_write = monotonic() + WRITE_SECONDS
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write(self._file, values())
            if not self._has_written:  # without a monitoring system that reads them, files of ended processes would accumulate
                self._has_written = True
                with suppress(AlreadyHeld), exclusive_lock(self._folder / "lock", wait=False):
                    self._add_ended()
        except OSError as error:
            if not self._has_failed:
                log.warning("metrics cannot be stored in %s, so each process reports only its own: %s", self._folder, error)
            self._has_failed = True
        finally:
            self._lock.release()

    def others(self) -> tuple[Measurements, list[Mapping[str, Any]]]:
        """The sum of all other processes, also of ended ones; and the values of each other process that is running."""
        total, running = Measurements(), []
        try:
            with exclusive_lock(self._folder / "lock"):
                self._add_ended()
                for file, values in self._read():
                    total.add(values)
                    if file.name != "ended.json":
                        running.append(values)
        except OSError as error:
            log.warning("the metrics of other processes cannot be read: %s", error)
        return total, running

    def _add_ended(self) -> None:
        """Move the values of processes of this machine that have ended to `ended.json`."""
        ended = {file: values for file, values in self._read() if file.name != "ended.json" and not self._is_running(file)}
        if not ended:
            return
        total = Measurements()
        for values in [*ended.values(), *(values for file, values in self._read() if file.name == "ended.json")]:
            total.add(values)
        # A crash between these steps could count some requests twice, which a monitoring system tolerates.
        _write(self._folder / "ended.json", total.to_json())
        for file in ended:
            file.unlink(missing_ok=True)

    def _read(self) -> Iterator[tuple[Path, Mapping[str, Any]]]:
        for file in self._folder.glob("*.json"):
            if file == self._file:
                continue
            try:
                values = json.loads(file.read_bytes())
                Measurements().add(values)
            except (OSError, ValueError, KeyError, TypeError, AttributeError):
                continue  # of another version, or removed meanwhile
            yield file, values

    def _is_running(self, file: Path) -> bool:
        host, _, rest = file.name.rpartition("-")[0].rpartition("-")
        if host != self._host or not rest.isdigit():  # of another machine or container that shares the data folder
            return time() - file.stat().st_mtime < ABANDONED_SECONDS
        try:
            os.kill(int(rest), 0)
        except ProcessLookupError:
            return False
        except OSError:
            return True
        return True


def _write(file: Path, values: Mapping[str, Any]) -> None:
    temporary = file.with_suffix(".new")
    temporary.write_text(json.dumps(values, separators=(",", ":")))
    os.replace(temporary, file)
