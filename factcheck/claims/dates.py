"""Partial dates: a day, a month, or a year. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip

_PATTERNS = (
    re.compile(r"(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})"),
    re.compile(r"(?P<name>[a-z]{3,9})\.?,? (?P<year>\d{4})"),
    re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)? (?P<name>[a-z]{3,9})\.?,? (?P<year>\d{4})"),
    re.compile(r"(?P<name>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})"),
)


class InvalidDate(ValueError):
    """The text is not a day, month, or year in a supported format."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date with its precision: "day", "month", or "year". `day` is the first day of the period."""

    day: date
    precision: str

    def __str__(self) -> str:
        if self.precision == "year":
            return f"{self.day.year:04d}"
        month = f"{MONTHS[self.day.month - 1].capitalize()} {self.day.year:04d}"
        return month if self.precision == "month" else f"{self.day.day} {month}"


def parse_partial_date(text: str) -> PartialDate:
    """Parse `2022`, `2022-04`, `2022-04-04`, `April 2022`, `4 April 2022`, `April 4, 2022`, or `4.4.2022`.

    Raises InvalidDate for any other text.
    """
    text = " ".join(text.lower().split())
    for pattern in _PATTERNS:
        if not (match := pattern.fullmatch(text)):
            continue
        parts = match.groupdict()
        day = parts.get("day")
        try:
            month = _month_number(parts["name"]) if parts.get("name") else parts.get("month")
            first_day = date(int(parts["year"]), int(month or 1), int(day or 1))
        except ValueError:
            break
        return PartialDate(first_day, "day" if day else "month" if month else "year")
    raise InvalidDate("Enter a day, a month, or a year, such as 4 April 2022, April 2022, or 2022.")


def _month_number(name: str) -> int:
    """Return the number of the first month whose name starts with `name`. Raises ValueError if there is none."""
    for number, month in enumerate(MONTHS, 1):
        if month.startswith(name):
            return number
    raise ValueError(name)
