"""Files that survive a power cut, also on file systems without hard links."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest

from factcheck.operations.backup.creation import BackupProblem, write_file
from factcheck.operations.backup.keys import write_keys
from factcheck.secret_variables import stored_secret
from factcheck.setup.durable import add_file, link, replace_file
from tests.archive.faults import WRITE_FAULTS


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_file_is_added_once_and_readable_only_by_its_owner(tmp_path: Path) -> None:
    assert add_file(tmp_path / "key", b"first") is True
    assert add_file(tmp_path / "key", b"second") is False
    assert contents(tmp_path) == {"key": b"first"}
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600


def test_file_is_replaced(tmp_path: Path) -> None:
    for content in (b"first", b"second"):
        replace_file(tmp_path / "key", content)
        assert contents(tmp_path) == {"key": content}


def test_bytes_are_flushed_before_they_get_their_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[tuple[str, bool]] = []
    fsync = os.fsync

    def record(descriptor: int) -> None:
        path = os.readlink(f"/proc/self/fd/{descriptor}")
        flushed.append(("folder" if os.path.isdir(path) else "file", (tmp_path / "key").exists()))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", record)
    assert stored_secret(tmp_path / "key", lambda: "secret") == "secret"
    assert flushed == [("file", False), ("folder", True)]


def test_concurrent_processes_get_the_same_secret(tmp_path: Path) -> None:
    """All threads have the same process id, as processes in different containers can."""
    barrier, found = threading.Barrier(8), list[str]()

    def generate() -> str:
        barrier.wait(10)  # all of them have seen that the file is missing
        return str(threading.get_ident()) * 1000

    threads = [threading.Thread(target=lambda: found.append(stored_secret(tmp_path / "key", generate))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(found) == {(tmp_path / "key").read_text()}
    assert len(found) == 8
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_file_systems_without_links(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"other")
    with WRITE_FAULTS.below(tmp_path, errno.EPERM):
        assert add_file(tmp_path / "key", b"first") is True
        assert add_file(tmp_path / "key", b"second") is False
        write_file(tmp_path / "keys", b"content", replace=False)
        with pytest.raises(BackupProblem, match="exists"):
            write_file(tmp_path / "keys", b"another", replace=False)
        assert write_keys(tmp_path, {"key": b"restored"}) == ["key"]
        assert link(tmp_path / "other", tmp_path / "renamed") is True
    assert contents(tmp_path) == {
        "key": b"restored",
        "key.before-restore": b"first",
        "keys": b"content",
        "renamed": b"other",
    }


def test_other_errors_of_links_are_raised(tmp_path: Path) -> None:
    with WRITE_FAULTS.below(tmp_path, errno.ENOSPC), pytest.raises(OSError, match="space"):
        add_file(tmp_path / "key", b"content")
    assert contents(tmp_path) == {}
