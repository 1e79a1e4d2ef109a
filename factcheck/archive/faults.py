"""Refusals for failures of the store: unavailable, full, or without the intact bytes of a capture."""

from __future__ import annotations

import errno
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from factcheck.web.database_errors import StorageFull, Unavailable
from factcheck.web.errors import Refused

log = logging.getLogger(__name__)

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_reported: set[str] = set()
_MAX_REPORTED = 10_000


class StoreUnavailable(Unavailable):
    """The store is missing, not mounted, read-only, or unreachable (503)."""

    title = "The file storage is not available"
    retry_after = 60

    def __init__(self, *, is_writing: bool) -> None:
        if is_writing:
            message = "Files cannot be stored at the moment. Nothing was saved."
            next_step = "Tell the administrator of this server. Keep this page open, and submit it again later."
        else:
            message = "Stored files cannot be read at the moment. Pages that need no file still work."
            next_step = "Tell the administrator of this server, then try again later."
        retry = "Tell the administrator of this server. Send the same request again later."
        super().__init__(message, next_step=next_step, api_next_step=retry, is_writing=is_writing)


class DamagedCapture(Refused):
    """The bytes of a capture are missing from the store, or differ from their SHA-256 (500). They are not sent.

    A 500 and not a 503, because a later request will fail, too, until an administrator restores the file.
    """

    status = 500

    def __init__(self, sha256: str, *, is_missing: bool) -> None:
        self.sha256, self.is_missing = sha256, is_missing
        self.title = "The stored file is missing" if is_missing else "The stored file is damaged"
        state = "is missing from the storage" if is_missing else "no longer has the bytes that were stored, so it is not sent"
        super().__init__(
            f"The file with the SHA-256 {sha256} {state}.",
            next_step=(
                "Tell the administrator of this server: the file can be restored from a backup. If you have the original file,"
                " upload it again; its bytes then replace the stored ones."
            ),
        )


def report_damage(damage: DamagedCapture) -> None:
    """Log the damage: as an error the first time, and as a warning each further time in this process."""
    level = logging.WARNING if damage.sha256 in _reported else logging.ERROR
    if len(_reported) < _MAX_REPORTED:
        _reported.add(damage.sha256)
    log.log(level, "the capture %s is %s", damage.sha256, "missing" if damage.is_missing else "damaged")


def note_intact(sha256: str) -> None:
    """The bytes are intact, so later damage is an error again."""
    _reported.discard(sha256)


def report_repair(sha256: str, *, place: str, kept: str) -> None:
    log.error("the capture %s was damaged and has been repaired; the damaged bytes are kept in %s as %s", sha256, place, kept)


@contextmanager
def store_faults(place: str, *, is_writing: bool) -> Iterator[None]:
    """Raise the refusal for a failure of the store. The log names the place and the cause, the response does not."""
    try:
        yield
    except OSError as error:
        log.error("captures in %s cannot be %s: %s", place, "written" if is_writing else "read", error)
        if error.errno in _FULL:
            raise StorageFull(
                "The storage for files is full. Nothing was saved. Files that were stored earlier are not affected.",
                next_step=(
                    "Tell the administrator of this server. Keep this page open, and submit it again when there is free space."
                ),
            ) from error
        raise StoreUnavailable(is_writing=is_writing) from error
