"""Reads the WARC file in a WACZ file of a package, with bounded memory. Pure."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Any, cast

from factcheck.exchange.verification.contents import CHUNK, Contents
from factcheck.exchange.verification.report import UnreadablePackage

MAX_DIRECTORY = 1 << 17
"""Bytes of the directory of a WACZ file. The WACZ files of Factcheck have six members."""
MAX_FILES = 40_000
"""Files that all rows together may name."""
_FAULTS = (zipfile.BadZipFile, KeyError, ValueError, EOFError, NotImplementedError, RuntimeError, OverflowError, IndexError)


@contextmanager
def opened_member(contents: Contents, path: str, name: str) -> Iterator[IO[bytes]]:
    """A member of a WACZ file, which has to be stored without compression. Raises what `zipfile` raises, and ValueError."""
    with contents.open(path) as file, zipfile.ZipFile(cast(IO[bytes], _ShortReads(file))) as archive:
        information = archive.getinfo(name)
        if information.compress_type != zipfile.ZIP_STORED:
            raise ValueError("the member is compressed")
        with archive.open(information) as member:
            yield member


class MemberHashes:
    """The hashes of the files that rows name. A WACZ file is hashed once, because many rows can name it."""

    def __init__(self, contents: Contents, hashes: Mapping[str, str]) -> None:
        self._contents, self._hashes = contents, hashes
        self._members: dict[str, tuple[str, str, int]] = {}
        self._left = MAX_FILES

    def of(self, file: Mapping[str, Any]) -> tuple[str, int]:
        """SHA-256 and size; an empty text if it cannot be read, or is not the first member that is named of its WACZ file.

        Raises UnreadablePackage if the rows name too many files.
        """
        self._left -= 1
        if self._left < 0:
            raise UnreadablePackage(f"The rows of the package name more than {MAX_FILES:,} files.")
        path = str(file["path"])
        if "member" not in file:
            return self._hashes.get(path, ""), self._contents.size(path) if path in self._contents.names else -1
        name = str(file["member"])
        if path not in self._members:
            self._members[path] = (name, *self._hash(path, name))
        first, digest, size = self._members[path]
        return (digest, size) if first == name else ("", -1)

    def _hash(self, path: str, name: str) -> tuple[str, int]:
        digest, size = hashlib.sha256(), 0
        try:
            with opened_member(self._contents, path, name) as member:
                while piece := member.read(CHUNK):
                    digest.update(piece)
                    size += len(piece)
        except _FAULTS:
            return "", -1
        return digest.hexdigest(), size


class _ShortReads:
    """A file of which one call reads at most MAX_DIRECTORY bytes: `zipfile` reads a directory at once, and refuses a part."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        return self._file.read(MAX_DIRECTORY if size < 0 else min(size, MAX_DIRECTORY))
