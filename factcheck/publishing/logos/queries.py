"""Reads the files of logos."""

from __future__ import annotations

from functools import lru_cache

from factcheck.archive.models import Capture
from factcheck.archive.queries import read_capture
from factcheck.newsroom.models import Logo


def logo_content(sha256: str) -> bytes | None:
    """The PNG file with this hash, if it is or was a logo of the newsroom; otherwise None.

    Raises DamagedCapture if its bytes are missing or damaged, and StoreUnavailable.
    """
    return _stored_content(sha256) if Logo.objects.filter(capture__sha256=sha256).exists() else None


@lru_cache(maxsize=4)
def _stored_content(sha256: str) -> bytes:
    """The bytes of a logo, which were compared with their hash."""
    return b"".join(read_capture(Capture.objects.filter(sha256=sha256)[0]))
