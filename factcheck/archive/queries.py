"""Queries for stored bytes."""

from __future__ import annotations

from factcheck.archive import store
from factcheck.archive.models import Capture
from factcheck.archive.store import VerifiedFile


def read_capture(capture: Capture) -> VerifiedFile:
    """The bytes of a capture, after all of them were compared with its hash. Iterating yields chunks and closes the file.

    Raises DamagedCapture if they are missing or damaged, and StoreUnavailable if the storage fails.
    """
    return store.open_verified(capture.sha256)
