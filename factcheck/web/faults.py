"""Faults of the ground that are nobody's mistake, as refusals: two people at once, a full disk. Nothing was saved then."""

from __future__ import annotations

import errno
import logging

from django.db import DatabaseError, IntegrityError

from factcheck.web.errors import Refused

log = logging.getLogger(__name__)

_AT_ONCE = {"40P01", "40001", "55P03"}
"""SQLSTATE of a deadlock, of a failed serialization, of a lock that was not to be had."""
_FULL = "53100"
"""SQLSTATE of a full disk."""


class NoRoom(Refused):
    """The disk is full (507)."""

    status = 507
    title = "There is no room left"


def as_refusal(error: Exception) -> Refused | None:
    """The refusal that says what happened, or None for a fault that is ours."""
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
        return NoRoom(
            "The server's disk is full. Nothing was saved, and nothing that was saved before is lost.",
            next_step="Tell whoever runs this server; keep this page open and send it again afterwards.",
        )
    return None
