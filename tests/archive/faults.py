"""Failures of the file system, which Python's audit hooks inject when this process changes a file."""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class WriteFaults:
    """Fails each creation of a file or a folder below `folder` with `error`. A hook cannot be removed, but it can be inactive."""

    def __init__(self) -> None:
        self.folder, self.error, self.spared = "", 0, 0
        sys.addaudithook(self)

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        if self.folder and event in ("tempfile.mkstemp", "os.mkdir", "os.link") and str(args[0]).startswith(self.folder):
            if self.spared:
                self.spared -= 1
                return
            raise OSError(self.error, os.strerror(self.error))

    @contextmanager
    def below(self, folder: Path, error: int, *, spared: int = 0) -> Iterator[None]:
        """`spared` is the number of creations that succeed before the first one fails."""
        self.folder, self.error, self.spared = str(folder), error, spared
        try:
            yield
        finally:
            self.folder = ""


WRITE_FAULTS = WriteFaults()


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Let each write fail that would make a file of this process larger, as on a full disk: the error is EFBIG, not ENOSPC."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
