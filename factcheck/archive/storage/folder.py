"""Captures in a folder. A file is written under a temporary name, flushed to disk, and linked to its final name.

After a crash or on a full disk, a final name therefore refers to the complete file or to nothing.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

from factcheck.archive.addresses import CHUNK, INCOMING, MARKER, QUARANTINE, Readable, sha256_in
from factcheck.archive.storage.write_once import WriteOnceStorage
from factcheck.setup.durable import flush_folder, link

_MARKER_TEXT = (
    "Factcheck stores captures in this folder. It creates a missing folder again only if no captures exist.\n"
    "Do not delete this file: without it, Factcheck assumes that the file system is not mounted.\n"
)


class FolderCaptures(WriteOnceStorage, FileSystemStorage):
    """The folder is the setting CAPTURES_ROOT, unless `location` names another one."""

    def __init__(self, location: str | os.PathLike[str] = "") -> None:
        super().__init__(location=location or None, base_url="")
        self._folder = str(location)

    @property
    def root(self) -> Path:
        return Path(self._folder or settings.CAPTURES_ROOT)

    @property
    def description(self) -> str:
        return f"the folder {self.root}"

    def path(self, name: str) -> str:
        if not sha256_in(name) and name != MARKER and not name.startswith(f"{QUARANTINE}/"):
            raise ValueError(f"{name!r} is not the name of a capture")
        return str(self.root / name)

    def _open(self, name: str, mode: str = "rb") -> File[Any]:
        return File(Path(self.path(name)).open("rb"), name)

    def url(self, name: str | None) -> str:
        raise NotImplementedError("Captures have no public URL.")

    def has_marker(self) -> bool:
        """Reads no other file, so a folder of an earlier version, without a marker, has none."""
        try:
            os.stat(self.root / MARKER)
        except (FileNotFoundError, NotADirectoryError):
            return False
        return True

    def initialize(self) -> None:
        missing = [folder for folder in (self.root, *self.root.parents) if not folder.exists()]
        for folder in reversed(missing):
            folder.mkdir(mode=0o700, exist_ok=True)
            flush_folder(folder.parent)
        with self._temporary_file() as (descriptor, temporary):
            os.write(descriptor, _MARKER_TEXT.encode())
            os.fsync(descriptor)
            os.replace(temporary, self.root / MARKER)
        flush_folder(self.root)

    def write_once(self, name: str, content: Readable) -> bool:
        target = Path(self.path(name))
        with self._temporary_copy(name, content) as temporary:
            self._make_folders(target)
            is_new = link(temporary, target)
        self.flush(name)
        return is_new

    def replace_damaged(self, name: str, content: Readable) -> str:
        target, kept = Path(self.path(name)), f"{QUARANTINE}/{sha256_in(name)}.{time.time_ns()}"
        with self._temporary_copy(name, content) as temporary:
            (self.root / QUARANTINE).mkdir(mode=0o700, exist_ok=True)
            if target.is_dir() or not link(target, self.root / kept):
                target.rename(self.root / kept)
            flush_folder(self.root / QUARANTINE)
            os.replace(temporary, target)
        self.flush(name)
        return kept

    def flush(self, name: str) -> None:
        """Flush all folders up to the root, because another process may have created them without having flushed them yet."""
        folder = Path(self.path(name)).parent
        for parent in (folder, *folder.parents):
            flush_folder(parent)
            if parent == self.root:
                break

    def names(self) -> Iterator[str]:
        """Reads one folder at a time. Files with names that are not hashes are included."""
        for path in self._files_below(self.root):
            name = path.relative_to(self.root).as_posix()
            if name != MARKER and not name.startswith((f"{QUARANTINE}/", f"{INCOMING}/", ".health-")):
                yield name

    def replaced_names(self) -> Iterator[str]:
        if (self.root / QUARANTINE).is_dir():
            for path in self._files_below(self.root / QUARANTINE):
                yield path.relative_to(self.root).as_posix()

    def free_bytes(self) -> int | None:
        with self._temporary_file() as (descriptor, _):
            os.write(descriptor, b"ok")
        return shutil.disk_usage(self.root).free

    def _make_folders(self, target: Path) -> None:
        """Create the folders below the root. The root itself must exist."""
        for folder in (target.parent.parent, target.parent):
            with suppress(FileExistsError):
                os.mkdir(folder, 0o700)

    @contextmanager
    def _temporary_copy(self, name: str, content: Readable) -> Iterator[Path]:
        """A read-only copy of `content` in the file system of the store, flushed to disk."""
        with self._temporary_file() as (descriptor, temporary):
            digest = hashlib.sha256()
            content.seek(0)
            with os.fdopen(os.dup(descriptor), "wb") as file:
                while chunk := content.read(CHUNK):
                    digest.update(chunk)
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            content.seek(0)
            if digest.hexdigest() != sha256_in(name):
                raise OSError(errno.EIO, "the bytes changed while they were being stored")
            os.fchmod(descriptor, 0o400)
            yield temporary

    @contextmanager
    def _temporary_file(self) -> Iterator[tuple[int, Path]]:
        folder = self.root / INCOMING
        with suppress(FileExistsError):
            os.mkdir(folder, 0o700)
        descriptor, name = tempfile.mkstemp(dir=folder, prefix="new-")
        try:
            yield descriptor, Path(name)
        finally:
            os.close(descriptor)
            Path(name).unlink(missing_ok=True)

    def _files_below(self, folder: Path) -> Iterator[Path]:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
        for entry in entries:
            if entry.is_dir(follow_symlinks=False) and not sha256_in(Path(entry.path).relative_to(self.root).as_posix()):
                yield from self._files_below(Path(entry.path))
            else:
                yield Path(entry.path)
