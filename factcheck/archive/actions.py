"""Stores bytes and adds the rows that describe them.

Actions store bytes before their transaction begins. The store is content-addressed, so bytes without a row are harmless. The
caller checks the permission and the size first.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from factcheck.archive import store
from factcheck.archive.models import Capture, Method
from factcheck.web.text import join_lines


@dataclass(frozen=True, slots=True)
class StoredBytes:
    """The SHA-256 (64 hex digits) and the size in bytes of stored bytes."""

    sha256: str
    size: int


def store_bytes(content: bytes) -> StoredBytes:
    """Store the bytes and flush them to disk. Raises OSError if the disk is full."""
    return StoredBytes(store.write(Path(settings.CAPTURES_ROOT), content), len(content))


def add_capture(*, person: Any, stored: StoredBytes, media_type: str, name: str, method: Method | str) -> Capture:
    """Add the row that describes stored bytes. The caller records it in its own ledger entry."""
    return Capture.objects.create(
        sha256=stored.sha256,
        size=stored.size,
        media_type=media_type,
        name=join_lines(name),
        method=method,
        captured_by=person,
    )
