"""Writes received bytes to temporary files, with their hash and their size."""

from __future__ import annotations

import hashlib
from typing import IO

from factcheck.archive.faults import store_faults
from factcheck.archive.fetching.media_types import SIGNATURE_SIZE
from factcheck.archive.temporary import temporary_file

_PLACE = "the folder for temporary files"


class ReceivedFile:
    """A temporary file that is being written. It is added to `files`, whose owner closes it."""

    def __init__(self, files: list[IO[bytes]]) -> None:
        with store_faults(_PLACE, is_writing=True):
            self.file = temporary_file()
        files.append(self.file)
        self._digest = hashlib.sha256()
        self.size = 0
        self.start = b""
        """The first bytes, which show the type of the file."""

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    def write(self, data: bytes) -> None:
        """Raises StorageFull or StoreUnavailable."""
        with store_faults(_PLACE, is_writing=True):
            self.file.write(data)
        self._digest.update(data)
        self.size += len(data)
        if len(self.start) < SIGNATURE_SIZE:
            self.start += data[: SIGNATURE_SIZE - len(self.start)]

    def rewind(self) -> None:
        """Write what is still in memory, and go to the beginning."""
        with store_faults(_PLACE, is_writing=True):
            self.file.seek(0)
