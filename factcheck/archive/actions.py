"""Stores bytes and adds the rows that describe them.

Actions store bytes before their transaction begins. The store is content-addressed, so bytes without a row are harmless. The
caller checks the permission and the size first.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from factcheck.archive import quota, store
from factcheck.archive.addresses import Readable, digest_of
from factcheck.archive.faults import store_faults
from factcheck.archive.models import Capture, Method
from factcheck.archive.store import BytesState, StoredBytes
from factcheck.web.text import join_lines

__all__ = ["Readable", "StoredBytes", "add_capture", "restore_bytes", "store_bytes"]


def store_bytes(content: bytes | Readable, *, uploaded_by: Any = None) -> StoredBytes:
    """Store bytes or a file durably. A file is read in chunks, twice.

    New bytes count toward the daily quota of `uploaded_by`; a command has no quota. Raises StoreUnavailable or StorageFull if the
    storage fails, and QuotaExceeded.
    """
    file: Readable = io.BytesIO(content) if isinstance(content, bytes) else content
    stored = StoredBytes(*digest_of(file))
    storage = store.captures_storage()
    state = store.prepare(stored, storage, _is_expected_empty)
    if uploaded_by is None or state is BytesState.INTACT:
        store.put(file, stored, state, storage)
        return stored
    reservation = quota.reserve(uploaded_by, stored.size)
    is_new = False
    try:
        is_new = store.put(file, stored, state, storage)
    finally:
        if not is_new:
            quota.release(reservation)
    return stored


def restore_bytes(file: Readable, *, is_expected_empty: Callable[[], bool]) -> StoredBytes:
    """Store a file of a backup, as `store_bytes` does. The file is read in chunks, twice.

    `is_expected_empty` says whether a store without a single capture is acceptable. The database may have another version, so
    models cannot answer this. Raises StoreUnavailable or StorageFull.
    """
    stored = StoredBytes(*digest_of(file))
    storage = store.captures_storage()
    store.put(file, stored, store.prepare(stored, storage, is_expected_empty), storage)
    return stored


def free_bytes() -> int | None:
    """The free space of the store, or None if it is unknown. Raises StoreUnavailable or StorageFull if nothing can be stored."""
    storage = store.captures_storage()
    store.ensure_in_use(storage, _is_expected_empty)
    with store_faults(storage.description, is_writing=True):
        return storage.free_bytes()


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


def _is_expected_empty() -> bool:
    return not Capture.objects.exists()
