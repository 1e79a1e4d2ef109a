"""Storing bytes, and the rows that describe them.

Bytes are stored before the transaction of the action that uses them: the store is content-addressed, so bytes without a row are
harmless. The caller checks permission and size before it stores anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from factcheck.archive import store
from factcheck.archive.models import Capture, Method


@dataclass(frozen=True, slots=True)
class StoredBytes:
    """Bytes that the store has: their SHA-256 (hex) and their number."""

    sha256: str
    size: int


def store_bytes(content: bytes) -> StoredBytes:
    """Store the bytes and flush them to the disk. Raises OSError where the disk is full."""
    return StoredBytes(store.keep(Path(settings.CAPTURES_ROOT), content), len(content))


def add_capture(*, person: Any, stored: StoredBytes, media_type: str, name: str, method: Method | str) -> Capture:
    """The row that describes stored bytes. The caller records it in its own ledger entry."""
    return Capture.objects.create(
        sha256=stored.sha256, size=stored.size, media_type=media_type, name=name, method=method, captured_by=person
    )
