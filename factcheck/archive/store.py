"""A write-once store of bytes in the file system, addressed by their SHA-256. It does not use the database.

A file is written under a temporary name in its folder, flushed to disk, and renamed. After a crash or on a full disk, its final
name therefore refers to the complete file or to nothing.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

CHUNK = 1 << 16


def sha256_of(content: bytes) -> str:
    """SHA-256 of the bytes, 64 hex digits."""
    return hashlib.sha256(content).hexdigest()


def path_of(root: Path, sha256: str) -> Path:
    """The path of the file with this hash, which may not exist."""
    return root / sha256[:2] / sha256[2:4] / sha256


def write(root: Path, content: bytes) -> str:
    """Store the bytes and return their SHA-256. Storing the same bytes again has no effect. Raises OSError on a full disk."""
    sha256 = sha256_of(content)
    target = path_of(root, sha256)
    if target.exists():
        return sha256
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o400)
        os.replace(temporary, target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return sha256


def read(root: Path, sha256: str) -> Iterator[bytes]:
    """The stored bytes in chunks of 64 KiB. Raises FileNotFoundError if they are missing."""
    with path_of(root, sha256).open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def is_intact(root: Path, sha256: str) -> bool:
    """Whether the stored bytes exist and still have this hash."""
    actual = hashlib.sha256()
    try:
        for chunk in read(root, sha256):
            actual.update(chunk)
    except OSError:
        return False
    return actual.hexdigest() == sha256
