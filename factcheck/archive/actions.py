"""Keeping bytes. A capture is entered in the ledger by the action it belongs to, as a touched row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings

from factcheck.archive import store
from factcheck.archive.models import Capture


def capture_bytes(*, person: Any, content: bytes, media_type: str, name: str, method: str) -> Capture:
    """Store bytes and the row that describes them. The caller records the row in its own ledger entry."""
    sha256 = store.keep(Path(settings.CAPTURES_ROOT), content)
    return Capture.objects.create(
        sha256=sha256, size=len(content), media_type=media_type, name=name, method=method, captured_by=person
    )
