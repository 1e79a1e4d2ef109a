"""Comparison of the date of evidence with the date of a claim, each with the precision of a day, month, or year. Pure.

The claimant cannot be expected to know evidence that became public later, so a check must state the timing.
"""

from __future__ import annotations

import calendar
from datetime import date
from typing import Literal

Timing = Literal["before", "same_day", "after", "unclear", "unknown"]
TIMING_LABELS: dict[Timing, str] = {
    "before": "known before the claim was made",
    "same_day": "became known on the day of the claim",
    "after": "became known only after the claim was made",
    "unclear": "unclear whether known before the claim was made",
    "unknown": "",
}


def date_range(day: date, precision: str) -> tuple[date, date]:
    """Return the first and last day of a date with this precision: "day", "month", or "year"."""
    if precision == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    if precision == "month":
        return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day, day


def timing(available: date | None, available_precision: str, claimed: date | None, claim_precision: str) -> Timing:
    """Compare when evidence became available with when the claim was made.

    Returns "before" or "after" only if that is true for each pair of days in the two periods, "same_day" if both are the same
    day, otherwise "unclear", or "unknown" without a date.
    """
    if available is None or claimed is None:
        return "unknown"
    first_available, last_available = date_range(available, available_precision)
    first_claimed, last_claimed = date_range(claimed, claim_precision)
    if last_available < first_claimed:
        return "before"
    if first_available > last_claimed:
        return "after"
    return "same_day" if first_available == last_available == first_claimed == last_claimed else "unclear"
