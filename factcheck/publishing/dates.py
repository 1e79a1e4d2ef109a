"""Comparison of the dates of a published document, which are text with a precision. Pure."""

from __future__ import annotations

from datetime import date
from typing import Literal

from factcheck.evidence.timing import timing

Order = Literal["before", "after", "unclear"]


def order_of_dates(on: str, precision: str, other: str, other_precision: str) -> Order:
    """Whether a date (ISO 8601) is before or after another one, or unclear if their years or months overlap.

    The same day, and a date without another one, is "before".
    """
    order = timing(date.fromisoformat(on), precision, date.fromisoformat(other) if other else None, other_precision)
    return order if order in ("after", "unclear") else "before"
