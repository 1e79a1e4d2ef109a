"""Temporary files on disk, for bytes that are too large for memory."""

from __future__ import annotations

import logging
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

from django.conf import settings

from factcheck.archive.addresses import INCOMING

log = logging.getLogger(__name__)

_ABANDONED = 24 * 60 * 60
"""Age in seconds of a temporary file whose process must have ended without removing it."""


def temporary_file() -> IO[bytes]:
    """A temporary file in the data folder, which only this process can open. Its bytes are gone when it is closed or killed."""
    folder = Path(settings.UPLOAD_FOLDER)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return tempfile.TemporaryFile(dir=folder)


def remove_abandoned_uploads() -> None:
    """Remove the temporary files of processes that were killed, and packages that were uploaded, a day ago or earlier.

    Failures are logged.
    """
    for folder in (Path(settings.UPLOAD_FOLDER), Path(settings.PACKAGE_FOLDER), Path(settings.CAPTURES_ROOT) / INCOMING):
        try:
            _remove_abandoned_files(folder)
        except OSError as error:
            log.warning("temporary files in %s cannot be removed: %s", folder, error)


def _remove_abandoned_files(folder: Path) -> None:
    oldest = time.time() - _ABANDONED
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        with suppress(FileNotFoundError):  # another process removed it
            if path.lstat().st_mtime < oldest:
                path.unlink()
