"""Failures of the database and the disk that are nobody's mistake, as refusals: a conflict, a full disk, an outage."""

from __future__ import annotations

import errno
import logging

from django.db import DatabaseError, IntegrityError, OperationalError

from factcheck.web import saving
from factcheck.web.database.base import OutcomeUnknown
from factcheck.web.errors import Refused

log = logging.getLogger(__name__)

_AT_ONCE = {"40P01", "40001"}
"""SQLSTATE of a deadlock and of a failed serialization."""
_FULL = "53100"
"""SQLSTATE of a full disk."""
_BUSY = {"55P03", "57014"}
"""SQLSTATE of a lock timeout and of a statement timeout."""
_AWAY = {"25P03", "25P04", "53300", "57P01", "57P02", "57P03", "57P05"}
"""SQLSTATE of a session that the server ended (25P03, 25P04, 57P01, 57P02, 57P05) or refused (53300, 57P03). Class 08 is a
failed connection; so is an OperationalError without SQLSTATE, which the client raises by itself."""


class StorageFull(Refused):
    """The disk is full (507)."""

    status = 507
    title = "There is no room left"


class Unavailable(Refused):
    """The database does not answer, or not in time (503). `retry_after` is in seconds."""

    status = 503
    title = "The database does not answer"
    retry_after = 5

    def __init__(self, message: str, *, next_step: str, api_next_step: str, is_writing: bool) -> None:
        super().__init__(message, next_step=next_step)
        self.api_next_step = api_next_step
        self.is_writing = is_writing


def refusal_for(error: Exception, *, is_writing: bool = True) -> Refused | None:
    """The refusal that says what happened, or None for a fault that is ours.

    `is_writing`: the request meant to save something, so the refusal says whether it did.
    """
    state = getattr(error.__cause__, "sqlstate", None) if isinstance(error, DatabaseError) else None
    if isinstance(error, IntegrityError) or state in _AT_ONCE:
        # what the rules let pass and a constraint refused
        log.warning("refused by the database", exc_info=error)
        return Refused(
            "Somebody else changed this at the same moment. Nothing was saved.",
            next_step="Look at what is there now, then repeat what you wanted to do.",
        )
    if state == _FULL or (isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)):
        log.error("the disk is full", exc_info=error)
        return StorageFull(
            "The server's disk is full. Nothing was saved, and nothing that was saved before is lost.",
            next_step="Tell whoever runs this server; keep this page open and send it again afterwards.",
        )
    if isinstance(error, DatabaseError) and (state in _BUSY or _is_lost(error, state)):
        if state in _BUSY:  # `outage` reports the others, once for all requests
            log.warning("a request timed out waiting for the database: %s", str(error).strip())
        return _unavailable(error, is_writing=is_writing, is_busy=state in _BUSY)
    return None


def _is_lost(error: DatabaseError, state: str | None) -> bool:
    if state is None:
        return isinstance(error, OperationalError)
    return state in _AWAY or state.startswith("08")


def _unavailable(error: DatabaseError, *, is_writing: bool, is_busy: bool) -> Unavailable:
    what = "The database is busy." if is_busy else "The database does not answer at the moment."
    wait = "Wait for the seconds that Retry-After names, then send the same request again."
    if not is_writing:
        refused = Unavailable(
            what,
            next_step="Wait a few seconds, then load this page again.",
            api_next_step=wait,
            is_writing=False,
        )
    elif isinstance(error, OutcomeUnknown) or saving.has_committed():
        refused = Unavailable(
            "The database stopped answering while this was being saved. It may be saved already.",
            next_step="Keep this page open. In a few seconds, look in another tab whether it was saved; if not, send it again.",
            api_next_step=(
                "Wait for the seconds that Retry-After names. With an Idempotency-Key, send the same request again;"
                " without one, look first whether it was saved."
            ),
            is_writing=True,
        )
        refused.title = "It is not certain that this was saved"
        return refused
    else:
        refused = Unavailable(
            f"{what} Nothing was saved.",
            next_step="Keep this page open and send it again in a few seconds.",
            api_next_step=wait,
            is_writing=True,
        )
    if is_busy:
        refused.title = "The database is busy"
    return refused
