"""The write-once store of bytes, addressed by their SHA-256, in the storage `captures` (setting STORAGES).

Bytes are compared with their hash whenever they leave the store, and when the same bytes are stored again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any, Self, cast

from django.core.files.base import File
from django.core.files.storage import storages

from factcheck.archive.addresses import CHUNK, MARKER, Readable, digest_of, name_of, sha256_in
from factcheck.archive.faults import DamagedCapture, StoreUnavailable, note_intact, report_damage, report_repair, store_faults
from factcheck.archive.storage.write_once import WriteOnceStorage

log = logging.getLogger(__name__)


class BytesState(Enum):
    """The state of stored bytes. The value completes the sentence “the bytes are …”."""

    INTACT = "intact"
    MISSING = "missing"
    DAMAGED = "changed"


@dataclass(frozen=True, slots=True)
class StoredBytes:
    """The SHA-256 (64 hex digits) and the size in bytes of stored bytes."""

    sha256: str
    size: int


def captures_storage(alias: str = "captures") -> WriteOnceStorage:
    """The storage backend with this name in STORAGES."""
    return cast(WriteOnceStorage, storages[alias])


class VerifiedFile:
    """Stored bytes that were compared with their hash. The owner closes it, or iterates over all chunks of 64 KiB."""

    def __init__(self, file: File[Any], size: int) -> None:
        self._file = file
        self.size = size

    def read(self, size: int = -1) -> bytes:
        return cast(bytes, self._file.read(size))

    def seek(self, offset: int, whence: int = 0) -> int:
        return int(self._file.seek(offset, whence))

    def tell(self) -> int:
        return int(self._file.tell())

    def __iter__(self) -> Iterator[bytes]:
        with self:
            while chunk := self.read(CHUNK):
                yield chunk

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def open_verified(sha256: str, storage: WriteOnceStorage | None = None) -> VerifiedFile:
    """Open stored bytes and compare all of them with their hash. The returned file is the one that was compared.

    Raises DamagedCapture if they are missing or damaged, and StoreUnavailable if the storage fails.
    """
    storage = storage or captures_storage()
    file, size, state = _open(storage, sha256)
    if state is BytesState.INTACT and file is not None:
        note_intact(sha256)
        return VerifiedFile(file, size)
    damage = DamagedCapture(sha256, is_missing=state is BytesState.MISSING)
    report_damage(damage)
    raise damage


def state_of(sha256: str, storage: WriteOnceStorage | None = None) -> BytesState:
    """Compare stored bytes with their hash. Raises StoreUnavailable if the storage fails."""
    file, _, state = _open(storage or captures_storage(), sha256)
    if file is not None:
        file.close()
    return state


def ensure_in_use(storage: WriteOnceStorage, is_expected_empty: Callable[[], bool] = lambda: True) -> None:
    """Create and mark a new store.

    `is_expected_empty` is asked if the store has no marker and no captures: if it returns False, the file system is probably not
    mounted. Raises StoreUnavailable in this case, and if the storage fails.
    """
    with store_faults(storage.description, is_writing=True):
        if storage.has_marker():
            return
        if not has_captures(storage) and not is_expected_empty():
            log.error("%s has no captures, but the database has some: is its file system mounted?", storage.description)
            raise StoreUnavailable(is_writing=True)
        storage.initialize()


def is_available(storage: WriteOnceStorage) -> bool:
    """Whether the store can be reached and was in use before. A folder whose file system is not mounted was not."""
    try:
        return storage.exists(MARKER) or has_captures(storage)
    except OSError:
        return False


def prepare(stored: StoredBytes, storage: WriteOnceStorage, is_expected_empty: Callable[[], bool] = lambda: True) -> BytesState:
    """The state of bytes that are about to be stored. Marks a new store and raises StoreUnavailable, as `ensure_in_use` does."""
    ensure_in_use(storage, is_expected_empty)
    return state_of(stored.sha256, storage)


def put(content: Readable, stored: StoredBytes, state: BytesState, storage: WriteOnceStorage) -> bool:
    """Store the bytes durably. Returns whether they were written: not if the store has them, intact. Damaged ones are replaced.

    `state` is the result of `prepare`. Raises StoreUnavailable or StorageFull if the storage fails.
    """
    name = name_of(stored.sha256)
    with store_faults(storage.description, is_writing=True):
        if state is BytesState.DAMAGED:
            kept = storage.replace_damaged(name, content)
            report_repair(stored.sha256, place=storage.description, kept=kept)
            is_new = True
        elif state is BytesState.MISSING:
            is_new = storage.write_once(name, content)
        else:
            storage.flush(name)
            is_new = False
    note_intact(stored.sha256)
    return is_new


def has_captures(storage: WriteOnceStorage) -> bool:
    """Whether the store has at least one capture. Raises OSError if the storage fails."""
    try:
        return any(sha256_in(name) for name in storage.names())
    except (FileNotFoundError, NotADirectoryError):
        return False


def _open(storage: WriteOnceStorage, sha256: str) -> tuple[File[Any] | None, int, BytesState]:
    """The open file, its size in bytes, and its state. The file is None unless it is intact."""
    name = name_of(sha256)
    with store_faults(storage.description, is_writing=False):
        try:
            file = storage.open(name)
        except IsADirectoryError:
            return None, 0, BytesState.DAMAGED
        except FileNotFoundError:
            if storage.has_marker() or has_captures(storage):
                return None, 0, BytesState.MISSING
            raise
        try:
            actual, size = digest_of(file)
        except IsADirectoryError:
            actual, size = "", 0
        except BaseException:
            file.close()
            raise
        if actual == sha256:
            return file, size, BytesState.INTACT
        file.close()
        return None, 0, BytesState.DAMAGED
