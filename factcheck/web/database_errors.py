"""Database failures reported as refusals: a conflict, a rejected value, a full disk, a database outage."""

from __future__ import annotations

import errno
import logging

from django.db import DatabaseError, IntegrityError, OperationalError

from factcheck.web import saving
from factcheck.web.database.base import OutcomeUnknown
from factcheck.web.errors import Refused

log = logging.getLogger(__name__)

_CONFLICT = {"40P01", "40001", "23505", "23P01"}
"""SQLSTATE of a deadlock, a serialization failure, and a violated unique or exclusion constraint.

Actions check for existing rows first, so a unique constraint is violated only if another transaction added the row in between.
"""
_DISK_FULL = "53100"
"""SQLSTATE of a full disk."""
_BUSY = {"55P03", "57014"}
"""SQLSTATE of a lock timeout and of a statement timeout."""
_READ_ONLY = "25006"
"""SQLSTATE of a write in a read-only transaction: in maintenance mode, or on a standby server."""
_CLAIM_CLOSED = "FC001"
"""SQLSTATE that the trigger `claims.triggers.ClaimIsOpen` raises."""
_UNREACHABLE = {"25P03", "25P04", "53300", "57P01", "57P02", "57P03", "57P05"}
"""SQLSTATE of a session that the server ended (25P03, 25P04, 57P01, 57P02, 57P05) or rejected (53300, 57P03). Class 08 means
that the connection failed, as does an OperationalError without SQLSTATE, which the client raises itself."""


class StorageFull(Refused):
    """The disk is full (507)."""

    status = 507
    title = "The server is out of disk space"


class RejectedByDatabase(Refused):
    """A constraint or a trigger of the database rejected the change, although the actions permitted it (422).

    This is not a conflict: the same request is rejected again.
    """

    status = 422
    title = "The database rejected this change"

    def __init__(self, rule: str) -> None:
        super().__init__(
            f"The change violates a rule of the database{f' ({rule})' if rule else ''}. Nothing was saved.",
            next_step="Check your input. If it is correct, report this message to the administrator of this server.",
        )


class Unavailable(Refused):
    """The database does not respond, or does not respond in time (503). `retry_after` is in seconds.

    `page_next_step` is for a page that replaces a submitted form.
    """

    status = 503
    title = "The database is not responding"
    retry_after = 5
    page_next_step = "Your input is still in the form. Go back in a few seconds and submit it again."

    def __init__(self, message: str, *, next_step: str, api_next_step: str, is_writing: bool) -> None:
        super().__init__(message, next_step=next_step)
        self.api_next_step = api_next_step
        self.is_writing = is_writing


def refusal_for(error: Exception, *, is_writing: bool = True) -> Refused | None:
    """The refusal for a failure of the database or the disk, or None for any other error, which is a bug.

    `is_writing`: whether the request was meant to save something; if so, the refusal states whether it did.
    """
    state = getattr(error.__cause__, "sqlstate", None) if isinstance(error, DatabaseError) else None
    if state in _CONFLICT:
        log.warning("conflict in the database", exc_info=error)
        return Refused(
            "Another change was saved at the same time. Your change was not saved.",
            next_step="Check the current state, then try again.",
        )
    if state == _CLAIM_CLOSED:
        # The rules of the actions reject a write to a claim that is already closed with its own message.
        return Refused(
            "Someone else closed or merged this claim at the same time. Your change was not saved.",
            next_step="Reload the claim to see its state.",
        )
    if isinstance(error, IntegrityError):
        # The rules of the actions permitted the write, but a constraint did not: an action lacks a check.
        log.error("rejected by the database", exc_info=error)
        return RejectedByDatabase(_violated_rule(error))
    if state == _DISK_FULL or (isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)):
        log.error("the disk is full", exc_info=error)
        if not is_writing:
            return _unavailable(error, is_writing=False, reason="The server’s disk is full.", title=StorageFull.title)
        return StorageFull(
            "The server’s disk is full. Nothing was saved. Data that was saved earlier is not affected.",
            next_step="Tell the administrator of this server. Keep this page open, and submit it again when there is free space.",
        )
    if state == _READ_ONLY:
        log.warning("a write was rejected because the transaction is read-only: %s", str(error).strip())
        return Unavailable(
            "The database accepts no changes right now. Nothing was saved.",
            next_step="You can read everything. Try again later.",
            api_next_step="Reading still works. Wait for the number of seconds in Retry-After, then send the same request again.",
            is_writing=is_writing,
        )
    if isinstance(error, DatabaseError) and (state in _BUSY or _is_unreachable(error, state)):
        if state in _BUSY:  # `outage` logs the other failures once, not for each request.
            log.warning("a request timed out while waiting for the database: %s", str(error).strip())
        if state in _BUSY:
            return _unavailable(error, is_writing=is_writing, reason="The database is busy.", title="The database is busy")
        return _unavailable(error, is_writing=is_writing, reason="The database is not responding.", title=Unavailable.title)
    return None


def _violated_rule(error: IntegrityError) -> str:
    """The name of the violated constraint or not-null column, or the message of a trigger. It contains no submitted values."""
    diagnostic = getattr(error.__cause__, "diag", None)
    if diagnostic is None:
        return ""
    if diagnostic.constraint_name:
        return str(diagnostic.constraint_name)
    return f"{diagnostic.column_name} is required" if diagnostic.column_name else str(diagnostic.message_primary or "")


def _is_unreachable(error: DatabaseError, state: str | None) -> bool:
    if state is None:
        return isinstance(error, OperationalError)
    return state in _UNREACHABLE or state.startswith("08")


def _unavailable(error: Exception, *, is_writing: bool, reason: str, title: str) -> Unavailable:
    retry = "Wait for the number of seconds in Retry-After, then send the same request again."
    if not is_writing:
        refused = Unavailable(
            reason,
            next_step="Wait a few seconds, then reload this page.",
            api_next_step=retry,
            is_writing=False,
        )
    elif isinstance(error, OutcomeUnknown) or saving.has_committed():
        refused = Unavailable(
            "The database stopped responding while this was being saved. It may have been saved.",
            next_step=(
                "Keep this page open. In a few seconds, check in another tab whether it was saved. If not, submit it again."
            ),
            api_next_step=(
                "Wait for the number of seconds in Retry-After. With an Idempotency-Key, send the same request again;"
                " without one, check first whether it was saved."
            ),
            is_writing=True,
        )
        refused.title = "This may not have been saved"
        return refused
    else:
        refused = Unavailable(
            f"{reason} Nothing was saved.",
            next_step="Keep this page open, and submit it again in a few seconds.",
            api_next_step=retry,
            is_writing=True,
        )
    refused.title = title
    return refused
