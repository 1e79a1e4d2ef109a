"""Write-once store of bytes, addressed by their SHA-256. Pure file system; knows no tables.

A file is written beside its place, flushed to the disk, then linked into it: a crash or a full disk leaves either the whole
file or nothing under its name.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

CHUNK = 1 << 16


def address(content: bytes) -> str:
    """SHA-256 of the bytes, 64 hex digits."""
    return hashlib.sha256(content).hexdigest()


def place(root: Path, sha256: str) -> Path:
    return root / sha256[:2] / sha256[2:4] / sha256


def keep(root: Path, content: bytes) -> str:
    """Store the bytes and return their address. Storing the same bytes again is no error. Raises OSError on a full disk."""
    sha256 = address(content)
    target = place(root, sha256)
    if target.exists():
        return sha256
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, beside = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, 0o400)
        os.replace(beside, target)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return sha256


def read(root: Path, sha256: str) -> Iterator[bytes]:
    """The stored bytes in chunks of 64 KiB. Raises FileNotFoundError where they are gone."""
    with place(root, sha256).open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def intact(root: Path, sha256: str) -> bool:
    """True where the stored bytes still have this hash."""
    seen = hashlib.sha256()
    try:
        for chunk in read(root, sha256):
            seen.update(chunk)
    except OSError:
        return False
    return seen.hexdigest() == sha256
