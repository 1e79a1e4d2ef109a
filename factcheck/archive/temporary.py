"""Temporary files on disk, for bytes that are too large for memory."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import IO

from django.conf import settings

_ABANDONED = 24 * 60 * 60
"""Age in seconds of a temporary file whose process must have ended without removing it."""


def temporary_file() -> IO[bytes]:
    """A temporary file in the data folder, which only this process can open. Its bytes are gone when it is closed or killed."""
    folder = Path(settings.UPLOAD_FOLDER)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return tempfile.TemporaryFile(dir=folder)


def remove_abandoned_files(folder: Path) -> int:
    """Remove the files in `folder` that have not changed for a day. Returns their number."""
    removed, oldest = 0, time.time() - _ABANDONED
    if not folder.is_dir():
        return 0
    for path in folder.iterdir():
        try:
            if path.lstat().st_mtime < oldest:
                path.unlink()
                removed += 1
        except FileNotFoundError:  # another process removed it
            continue
    return removed
