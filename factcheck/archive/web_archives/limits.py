"""The limits for web archives, and the exception for files that exceed them or are malformed. Pure."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, replace

MEBIBYTE = 1 << 20
_UNMEASURED = MEBIBYTE
"""Decompressed bytes below which the compression ratio does not matter."""


class InvalidWebArchive(ValueError):
    """The file is malformed, exceeds a limit, or differs from its own hashes. The message is a sentence for staff.

    It is the only exception that the readers of this package raise because of the content of a file.
    """


class NotWacz(InvalidWebArchive):
    """The file is a ZIP file without the manifest of a WACZ."""


@dataclass(frozen=True, slots=True)
class WebArchiveLimits:
    """The limits for one provided file. Sizes are in bytes."""

    records: int = 20_000
    """WARC records in one file, and entries of an index or a list of pages."""
    header_size: int = 64 * 1024
    """The header of one WARC record, and the header of the HTTP message in it."""
    headers_size: int = 32 * MEBIBYTE
    """All headers of one WARC file."""
    decoded_size: int = 200 * MEBIBYTE
    """One payload without its codings."""
    total_size: int = 1024 * MEBIBYTE
    """All bytes of a WARC or of a ZIP file without its compression."""
    ratio: int = 200
    """Decompressed bytes for each compressed byte. DEFLATE allows about 1,030; pages rarely exceed 20."""
    members: int = 1_000
    """Files in one ZIP file."""
    directory_size: int = MEBIBYTE
    """The central directory of a ZIP file."""
    manifest_size: int = MEBIBYTE
    """`datapackage.json`, and one line of a list of pages."""
    pages: int = 2_000
    """Pages in a list of pages."""
    parts: int = 20_000
    """Parts of an MHTML file."""
    mhtml_headers_size: int = MEBIBYTE
    """The headers of an MHTML file and of its parts up to the page."""
    seconds: float = 8.0
    """Processor time of the thread for one file, from `started` on, against files that are slow by design."""
    until: float = math.inf
    """The value of `time.thread_time` at which this time is over."""

    def started(self) -> WebArchiveLimits:
        """The limits for a file that this thread reads from now on."""
        return replace(self, until=time.thread_time() + self.seconds)

    def refuse_slow(self) -> None:
        """Raise InvalidWebArchive if the time is over. Each reader calls it at least once per piece of a file."""
        if time.thread_time() > self.until:
            raise InvalidWebArchive(f"Reading the file takes more than {self.seconds:g} seconds.")


DEFAULT_LIMITS = WebArchiveLimits()


def refuse_bomb(expanded: int, compressed: int, ratio: int) -> None:
    """Raise InvalidWebArchive if `compressed` bytes expand to so many that `ratio` is exceeded."""
    if expanded > _UNMEASURED and expanded > ratio * compressed:
        raise InvalidWebArchive(f"The compressed data expands to more than {ratio:,} times its size.")
