"""Packages a copy as a WACZ file, which standard tools can open and verify."""

from __future__ import annotations

from typing import IO

from factcheck.archive.queries import read_capture
from factcheck.archive.temporary import temporary_file
from factcheck.archive.web_archives.wacz import WaczPage, write_wacz
from factcheck.evidence.copies.models import EvidenceCopy
from factcheck.evidence.copies.reading import SOFTWARE


def package(copy: EvidenceCopy, *, software: str = SOFTWARE) -> IO[bytes]:
    """A temporary file with the WACZ of a copy that has a WARC file, at its beginning. The caller closes it.

    The same copy and the same `software` (name and version) always result in the same bytes. Raises DamagedCapture if the WARC
    file is damaged, StoreUnavailable if it cannot be read, and LookupError if the copy has none.
    """
    archive = copy.capture.parent
    if archive is None or copy.collected_at is None:
        raise LookupError(f"copy {copy.pk} has no WARC file")
    page = WaczPage(copy.address, copy.collected_at, copy.text.title if copy.text else "")
    file = temporary_file()
    try:
        with read_capture(archive) as warc:
            write_wacz(file, [warc], pages=[page], software=software, title=page.title)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file
