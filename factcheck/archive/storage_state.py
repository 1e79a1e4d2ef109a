"""Whether bytes can be stored, for the health check."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class StorageState:
    """`free_bytes` is None if the store has no limit that can be read. `problem` is empty if the store is writable."""

    is_writable: bool
    free_bytes: int | None
    problem: str = ""


def storage_state() -> StorageState:
    """Write and remove a small file. Its name begins with a dot, so it is not mistaken for stored bytes."""
    root = Path(settings.CAPTURES_ROOT)
    try:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=root, prefix=".health-")
        try:
            os.write(handle, b"ok")
        finally:
            os.close(handle)
            os.unlink(name)
        return StorageState(True, shutil.disk_usage(root).free)
    except OSError as error:
        return StorageState(False, None, error.strerror or type(error).__name__)
