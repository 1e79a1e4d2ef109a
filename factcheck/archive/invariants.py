"""The invariants of stored bytes, for `manage.py doctor`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from factcheck.archive import store
from factcheck.archive.models import Capture
from factcheck.ledger.invariants import Invariant


def _bytes_are_intact() -> Iterator[str]:
    root = Path(settings.CAPTURES_ROOT)
    for pk, sha256, name in Capture.objects.order_by("id").values_list("id", "sha256", "name").iterator():
        if not store.is_intact(root, sha256):
            state = "changed" if store.path_of(root, sha256).exists() else "missing"
            yield f"the bytes of capture {pk} ({name or sha256[:12]}) are {state}"


INVARIANTS = [Invariant("the bytes of all stored files are intact", _bytes_are_intact)]
