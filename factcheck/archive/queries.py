"""Queries for stored bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from factcheck.archive import store
from factcheck.archive.models import Capture
from factcheck.web.errors import Refused


def read_capture(capture: Capture) -> Iterator[bytes]:
    """The bytes of a capture in chunks of 64 KiB. Raises Refused if they are missing from the store."""
    root = Path(settings.CAPTURES_ROOT)
    if not store.path_of(root, capture.sha256).exists():
        raise Refused("This file is missing from the server’s storage.", next_step="Contact an administrator.")
    return store.read(root, capture.sha256)
