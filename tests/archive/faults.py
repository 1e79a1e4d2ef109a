"""Failures of the file system, which Python's audit hooks inject when this process changes a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class WriteFaults:
    """Fails each creation of a file or a folder below `folder` with `error`. A hook cannot be removed, but it can be inactive."""

    def __init__(self) -> None:
        self.folder, self.error = "", 0
        sys.addaudithook(self)

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        if self.folder and event in ("tempfile.mkstemp", "os.mkdir", "os.link") and str(args[0]).startswith(self.folder):
            raise OSError(self.error, os.strerror(self.error))

    @contextmanager
    def below(self, folder: Path, error: int) -> Iterator[None]:
        self.folder, self.error = str(folder), error
        try:
            yield
        finally:
            self.folder = ""


WRITE_FAULTS = WriteFaults()
