"""Was this evidence there when the claim was made? Pure: two dates, each known to the day, the month or the year.

What became public only later cannot be held against the speaker, and a check has to say so.
"""

from __future__ import annotations

import calendar
from datetime import date
from typing import Literal

Timing = Literal["before", "same", "after", "unknown"]
TIMING_LABELS: dict[Timing, str] = {
    "before": "before the claim was made",
    "same": "about when the claim was made",
    "after": "only after the claim was made",
    "unknown": "",
}


def date_range(day: date, precision: str) -> tuple[date, date]:
    """First and last day that a date of this precision ("day", "month", "year") may mean."""
    if precision == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    if precision == "month":
        return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day, day


def timing(available: date | None, available_precision: str, said: date | None, said_precision: str) -> Timing:
    """Before or after only where that holds for each day the two dates may mean; else the same time, or unknown."""
    if available is None or said is None:
        return "unknown"
    (first, last), (earliest, latest) = date_range(available, available_precision), date_range(said, said_precision)
    if last < earliest:
        return "before"
    return "after" if first > latest else "same"
