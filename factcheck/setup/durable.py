"""Files that survive a power cut: their bytes are flushed before they get their name, and their folder is flushed after it."""

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path

_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
"""Errors of file systems without hard links, such as exFAT."""


def temporary_name(file: Path) -> Path:
    """A new name in the folder of *file*. It is random, because processes in different containers can have the same id."""
    return file.with_name(f".{file.name}.{secrets.token_hex(4)}")


def add_file(file: Path, content: bytes) -> bool:
    """Write a file that only its owner can read, unless the name exists. Returns whether it was written."""
    temporary = _flushed(file, content)
    try:
        is_new = link(temporary, file)
    finally:
        temporary.unlink(missing_ok=True)
    flush_folder(file.parent)
    return is_new


def replace_file(file: Path, content: bytes) -> None:
    """Write a file that only its owner can read. An existing name refers at any time to the former or to the new content."""
    temporary = _flushed(file, content)
    try:
        os.replace(temporary, file)
    finally:
        temporary.unlink(missing_ok=True)
    flush_folder(file.parent)


def link(existing: Path, name: Path) -> bool:
    """Add a name to a file, without overwriting. Returns False if the name exists. Renames where links are not supported."""
    try:
        os.link(existing, name, follow_symlinks=False)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(name):
            return False
        os.rename(existing, name)
    return True


def flush_folder(folder: Path) -> None:
    """Flush the entries of a folder to disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _flushed(file: Path, content: bytes) -> Path:
    """A temporary file with the content, in the folder of *file*."""
    temporary = temporary_name(file)
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as output:
            output.write(content)
            output.flush()
            os.fsync(output.fileno())
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    return temporary
