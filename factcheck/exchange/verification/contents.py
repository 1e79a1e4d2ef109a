"""Reads a package from a ZIP file or from a folder. Nothing is unpacked. Pure."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from factcheck.exchange.layout import BAG_DECLARATION
from factcheck.exchange.verification.report import UnreadablePackage

CHUNK = 1 << 16
_FAULTS = (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OverflowError, IndexError, KeyError)


class Contents(Protocol):
    """The files of a bag. Names are relative to its folder, with slashes."""

    structure: str
    """What was verified when it was opened, as a sentence, or an empty text."""

    @property
    def names(self) -> frozenset[str]: ...

    def size(self, name: str) -> int: ...

    def open(self, name: str) -> IO[bytes]:
        """The file, which can be read from any position. Raises KeyError if there is none."""


class FolderContents:
    """The files in a folder. Links are refused."""

    structure = ""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._sizes = dict(self._walk(root, ""))
        self.names = frozenset(self._sizes)

    def size(self, name: str) -> int:
        return self._sizes[name]

    def open(self, name: str) -> IO[bytes]:
        self._sizes[name]
        return (self._root / name).open("rb")

    def _walk(self, folder: Path, prefix: str) -> Iterator[tuple[str, int]]:
        with os.scandir(folder) as entries:
            for entry in entries:
                state = entry.stat(follow_symlinks=False)
                if stat.S_ISDIR(state.st_mode):
                    yield from self._walk(Path(entry.path), f"{prefix}{entry.name}/")
                elif stat.S_ISREG(state.st_mode):
                    yield f"{prefix}{entry.name}", state.st_size
                else:
                    raise UnreadablePackage(f"{prefix}{entry.name} is neither a file nor a folder.")


class ZipContents:
    """The files in a ZIP file with one folder. Members have to be stored without compression, as Factcheck writes them.

    So nothing can expand. Names that occur twice, names outside of the folder, and links are refused.
    """

    structure = "The ZIP file has one folder, without links, names that occur twice, and compressed or encrypted files."

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        try:
            members = zipfile.ZipFile(file).infolist()
        except _FAULTS:
            raise UnreadablePackage("The file is not a ZIP file, or it is damaged.") from None
        self._members: dict[str, zipfile.ZipInfo] = {}
        folder = members[0].filename.partition("/")[0] if members else ""
        if not any(member.filename == f"{folder}/{BAG_DECLARATION}" for member in members):
            raise UnreadablePackage(f"This is no package of Factcheck: it has no folder with a file {BAG_DECLARATION}.")
        for member in members:
            name = member.filename.removeprefix(f"{folder}/")
            if name == member.filename or name in self._members or not _is_safe(name):
                raise UnreadablePackage(
                    "The ZIP file contains a name that is not allowed, that occurs twice, or a second folder."
                )
            if member.compress_type != zipfile.ZIP_STORED or member.compress_size != member.file_size or member.flag_bits & 1:
                raise UnreadablePackage("The ZIP file contains a compressed or encrypted file. A package contains neither.")
            if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG):
                raise UnreadablePackage("The ZIP file contains something other than files.")
            self._members[name] = member
        self.names = frozenset(self._members)

    def size(self, name: str) -> int:
        return self._members[name].file_size

    def open(self, name: str) -> IO[bytes]:
        member = self._members[name]
        self._file.seek(member.header_offset)
        header = self._file.read(30)
        if len(header) < 30 or header[:4] != b"PK\x03\x04":
            raise UnreadablePackage(f"The ZIP file is damaged: {name} cannot be found.")
        start = member.header_offset + 30 + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        return io.BufferedReader(_Window(self._file, start, member.file_size), CHUNK)


class _Window(io.RawIOBase):
    """A part of a file as a file."""

    def __init__(self, file: IO[bytes], start: int, size: int) -> None:
        super().__init__()
        self._file, self._start, self._size, self._at = file, start, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = max(0, offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence])
        return self._at

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        self._file.seek(self._start + self._at)
        piece = self._file.read(max(0, min(len(view), self._size - self._at)))
        view[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)


@contextmanager
def opened(path: Path) -> Iterator[Contents]:
    """The contents of a folder or of a ZIP file. Raises UnreadablePackage, and OSError."""
    if path.is_dir():
        yield FolderContents(path)
    else:
        with path.open("rb") as file:
            yield ZipContents(file)


def _is_safe(name: str) -> bool:
    return name.isascii() and name.isprintable() and not any(part in ("", ".", "..") or "\\" in part for part in name.split("/"))
