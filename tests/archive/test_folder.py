"""The store of bytes in a folder."""

from __future__ import annotations

import errno
import hashlib
import io
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from factcheck.archive import store
from factcheck.archive.actions import free_bytes, store_bytes
from factcheck.archive.addresses import INCOMING, MARKER, QUARANTINE, name_of, path_of
from factcheck.archive.faults import DamagedCapture, StoreUnavailable
from factcheck.archive.models import Capture
from factcheck.archive.storage.folder import FolderCaptures
from factcheck.archive.store import BytesState
from factcheck.web.database_errors import StorageFull
from tests.archive.faults import WRITE_FAULTS
from tests.world import World

pytestmark = pytest.mark.django_db
CONTENT = b"what was found" * 10_000
SHA256 = hashlib.sha256(CONTENT).hexdigest()


def files(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def damage(path: Path) -> None:
    path.chmod(0o600)
    path.write_bytes(b"X" + path.read_bytes()[1:])


def cut(path: Path) -> None:
    path.chmod(0o600)
    os.truncate(path, 10)


def replace_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def test_bytes_are_stored_under_their_hash_and_are_read_only(root: Path) -> None:
    stored = store_bytes(CONTENT)
    assert (stored.sha256, stored.size) == (SHA256, len(CONTENT))
    assert files(root) == {MARKER, f"{SHA256[:2]}/{SHA256[2:4]}/{SHA256}"}
    assert path_of(root, SHA256).read_bytes() == CONTENT
    assert path_of(root, SHA256).stat().st_mode & 0o777 == 0o400
    assert path_of(root, SHA256).parent.stat().st_mode & 0o777 == 0o700
    assert os.listdir(root / INCOMING) == []


def test_a_file_is_stored_like_bytes(root: Path) -> None:
    file = io.BytesIO(CONTENT)
    file.seek(100)
    assert store_bytes(file).sha256 == SHA256
    assert path_of(root, SHA256).read_bytes() == CONTENT


def test_the_storage_interface_of_django_writes_once(root: Path) -> None:
    storage, name = storages["captures"], name_of(SHA256)
    assert isinstance(storage, FolderCaptures)
    storage.initialize()
    assert storage.save(name, ContentFile(CONTENT)) == name
    assert storage.save(name, ContentFile(CONTENT)) == name
    assert (storage.exists(name), storage.size(name)) == (True, len(CONTENT))
    with storage.open(name) as file:
        assert file.read() == CONTENT
    with pytest.raises(PermissionError):
        storage.delete(name)
    with pytest.raises(OSError, match="changed"):
        storage.save(name_of("0" * 64), ContentFile(CONTENT))
    with pytest.raises(ValueError, match="not the name of a capture"):
        storage.save("a/b.txt", ContentFile(CONTENT))
    assert files(root) == {MARKER, name}


class FlushHook:
    """Records the folders that this process opens, because it opens a folder only to flush it."""

    def __init__(self) -> None:
        self.folders: list[str] | None = None
        sys.addaudithook(self)

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        if event == "open" and self.folders is not None and args[1] is None and os.path.isdir(args[0]):
            self.folders.append(os.fspath(args[0]))


FLUSHES = FlushHook()


def test_new_folders_are_flushed_up_to_the_existing_parent(root: Path) -> None:
    FLUSHES.folders = []
    try:
        store_bytes(CONTENT)
        flushed = FLUSHES.folders
    finally:
        FLUSHES.folders = None
    leaf = path_of(root, SHA256).parent
    assert [folder for folder in flushed if folder in map(str, (leaf, leaf.parent, root))][-3:] == [
        str(leaf),
        str(leaf.parent),
        str(root),
    ]
    assert {str(root.parent), str(root.parent.parent)} <= set(flushed)


def test_storing_the_same_bytes_again_changes_nothing(root: Path) -> None:
    store_bytes(CONTENT)
    before = path_of(root, SHA256).stat()
    store_bytes(CONTENT)
    after = path_of(root, SHA256).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


@pytest.mark.parametrize("harm", [damage, cut, replace_by_folder])
def test_damaged_bytes_are_not_opened_and_are_repaired_by_storing_them_again(
    root: Path, harm: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    store_bytes(CONTENT)
    harm(path_of(root, SHA256))
    damaged = None if path_of(root, SHA256).is_dir() else path_of(root, SHA256).read_bytes()
    for _ in range(2):
        with pytest.raises(DamagedCapture) as refused:
            store.open_verified(SHA256)
    assert (refused.value.status, refused.value.is_missing) == (500, False)
    assert SHA256 in refused.value.message
    assert [record.levelno for record in caplog.records] == [logging.ERROR, logging.WARNING]
    caplog.clear()
    store_bytes(CONTENT)
    assert [(record.levelno, SHA256 in record.getMessage()) for record in caplog.records] == [(logging.ERROR, True)]
    assert "repaired" in caplog.text
    with store.open_verified(SHA256) as file:
        assert file.read() == CONTENT
    (kept,) = (root / QUARANTINE).iterdir()
    assert kept.name.startswith(f"{SHA256}.")
    assert damaged is None or kept.read_bytes() == damaged


def test_missing_bytes_are_reported_and_stored_again(root: Path) -> None:
    store_bytes(CONTENT)
    path_of(root, SHA256).unlink()
    with pytest.raises(DamagedCapture) as refused:
        store.open_verified(SHA256)
    assert (refused.value.status, refused.value.is_missing) == (500, True)
    store_bytes(CONTENT)
    assert store.state_of(SHA256) is BytesState.INTACT


def test_store_of_an_earlier_version_is_marked_by_the_next_write(root: Path) -> None:
    path_of(root, SHA256).parent.mkdir(parents=True)
    path_of(root, SHA256).write_bytes(CONTENT)
    with store.open_verified(SHA256) as file:
        assert file.read() == CONTENT
    assert not (root / MARKER).exists()
    store_bytes(b"other")
    assert (root / MARKER).exists()


@pytest.mark.parametrize("is_mount_point_left", [False, True])
def test_missing_folder_is_not_created_again_while_captures_exist(root: Path, world: World, is_mount_point_left: bool) -> None:
    assert world.first_article
    root.rename(root.parent / "elsewhere")
    if is_mount_point_left:
        root.mkdir()
    for failing in (lambda: store_bytes(CONTENT), lambda: store.open_verified(Capture.objects.all()[0].sha256)):
        with pytest.raises(StoreUnavailable) as refused:
            failing()
        assert refused.value.status == 503
    assert not root.exists() or os.listdir(root) == []
    if is_mount_point_left:
        root.rmdir()
    (root.parent / "elsewhere").rename(root)
    store_bytes(CONTENT)
    assert store.state_of(SHA256) is BytesState.INTACT


@pytest.mark.parametrize(
    ("error", "refusal", "status"),
    [
        (errno.EROFS, StoreUnavailable, 503),
        (errno.EACCES, StoreUnavailable, 503),
        (errno.EIO, StoreUnavailable, 503),
        (errno.ENOSPC, StorageFull, 507),
        (errno.EDQUOT, StorageFull, 507),
    ],
)
def test_failures_are_refusals_and_leave_nothing(root: Path, error: int, refusal: type[Any], status: int) -> None:
    store_bytes(b"earlier")
    before = files(root)
    with WRITE_FAULTS.below(root, error), pytest.raises(refusal) as refused:
        store_bytes(CONTENT)
    assert refused.value.status == status
    assert str(root) not in refused.value.message
    assert files(root) == before
    with store.open_verified(hashlib.sha256(b"earlier").hexdigest()) as file:
        assert file.read() == b"earlier"


def test_a_concurrent_writer_of_the_same_bytes_is_not_overwritten(root: Path) -> None:
    storage = FolderCaptures()
    storage.initialize()
    assert storage.write_once(name_of(SHA256), io.BytesIO(CONTENT)) is True
    inode = path_of(root, SHA256).stat().st_ino
    assert storage.write_once(name_of(SHA256), io.BytesIO(CONTENT)) is False
    assert path_of(root, SHA256).stat().st_ino == inode


def test_names_are_listed_without_the_marker_and_replaced_files(root: Path) -> None:
    store_bytes(CONTENT)
    damage(path_of(root, SHA256))
    store_bytes(CONTENT)
    (root / "note.txt").write_text("left by someone")
    storage = FolderCaptures()
    assert sorted(storage.names()) == sorted([name_of(SHA256), "note.txt"])
    assert [name.startswith(f"{QUARANTINE}/{SHA256}") for name in storage.replaced_names()] == [True]
    assert isinstance(storage.free_bytes(), int)


def test_free_space_is_reported_if_bytes_can_be_stored(root: Path, world: World) -> None:
    assert isinstance(free_bytes(), int)
    assert world.first_article
    with WRITE_FAULTS.below(root, errno.EROFS), pytest.raises(StoreUnavailable):
        free_bytes()
    root.rename(root.parent / "elsewhere")
    with pytest.raises(StoreUnavailable):
        free_bytes()
    assert not root.exists()
