"""The header Retry-After (RFC 9110, 10.2.3). Pure."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_DAY = 86_400.0


def seconds_until_retry(header: str, now: datetime) -> float | None:
    """The seconds from `now` (UTC) to the time in the header, from 0 to one day, or None if the header has no valid form."""
    header = header.strip()
    if re.fullmatch(r"[0-9]{1,20}", header):
        return min(float(header), _DAY)
    try:
        at = parsedate_to_datetime(header[:100])
    except (ValueError, TypeError, OverflowError):
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return min(max((at - now).total_seconds(), 0.0), _DAY)
