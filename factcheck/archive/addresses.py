"""The names of stored bytes, which are derived from their SHA-256. Pure."""

from __future__ import annotations

import hashlib
import io
import re
from pathlib import Path
from typing import Protocol

CHUNK = 1 << 16
"""Bytes that are read at once."""
MARKER = ".factcheck-captures"
"""The name of the file that marks a store in use."""
QUARANTINE = ".damaged"
"""The folder of damaged bytes that were replaced."""
INCOMING = ".incoming"
"""The folder of files that are being written."""
_NAME = re.compile(r"([0-9a-f]{2})/([0-9a-f]{2})/(\1\2[0-9a-f]{60})")


class Readable(Protocol):
    """A binary file that can be read from the beginning more than once."""

    def read(self, size: int = ..., /) -> bytes: ...

    def seek(self, offset: int, whence: int = ..., /) -> int: ...

    def tell(self) -> int: ...


def name_of(sha256: str) -> str:
    """The name of the bytes with this hash (64 hex digits), relative to the root of the store: `ab/cd/abcd…`."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def path_of(root: Path, sha256: str) -> Path:
    """The path of the file with this hash in a folder, which may not exist."""
    return root / name_of(sha256)


def sha256_in(name: str) -> str:
    """The hash in a name, or an empty string if this is not the name of stored bytes."""
    match = _NAME.fullmatch(name)
    return match[3] if match else ""


def sha256_of(content: bytes) -> str:
    """SHA-256 of the bytes, 64 hex digits."""
    return hashlib.sha256(content).hexdigest()


def size_of(content: bytes | Readable) -> int:
    """The size of bytes or of a file in bytes. A file is rewound."""
    if isinstance(content, bytes):
        return len(content)
    size = content.seek(0, io.SEEK_END)
    content.seek(0)
    return size


def digest_of(file: Readable) -> tuple[str, int]:
    """The SHA-256 (64 hex digits) and the size in bytes of a file, which is read from its beginning and rewound."""
    file.seek(0)
    digest, size = hashlib.sha256(), 0
    while chunk := file.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    file.seek(0)
    return digest.hexdigest(), size
