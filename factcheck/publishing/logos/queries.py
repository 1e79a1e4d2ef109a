"""Reads the files of logos."""

from __future__ import annotations

from functools import lru_cache

from factcheck.archive.queries import read_capture
from factcheck.newsroom.models import Logo


def logo_content(sha256: str) -> bytes | None:
    """The PNG file with this hash, if it is or was a logo of the newsroom; otherwise None.

    Raises DamagedCapture if its bytes are missing or damaged, and StoreUnavailable.
    """
    logo = Logo.objects.filter(capture__sha256=sha256).select_related("capture").first()
    return _stored_content(logo) if logo else None


@lru_cache(maxsize=4)
def _stored_content(logo: Logo) -> bytes:
    """The bytes of a row, which never change. They were compared with their hash."""
    return b"".join(read_capture(logo.capture))
