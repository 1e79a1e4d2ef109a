"""Dates of which only a part may be known: a day, a month or a year. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip

_FORMS = (
    re.compile(r"(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})"),
    re.compile(r"(?P<name>[a-z]{3,9})\.?,? (?P<year>\d{4})"),
    re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)? (?P<name>[a-z]{3,9})\.?,? (?P<year>\d{4})"),
    re.compile(r"(?P<name>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})"),
)


class InvalidDate(ValueError):
    """Words that name no day, month or year; the message says what would."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """`day` is the first day of what is known; `precision` is "day", "month" or "year"."""

    day: date
    precision: str

    def __str__(self) -> str:
        if self.precision == "year":
            return f"{self.day.year:04d}"
        month = f"{MONTHS[self.day.month - 1].capitalize()} {self.day.year:04d}"
        return month if self.precision == "month" else f"{self.day.day} {month}"


def parse_partial_date(said: str) -> PartialDate:
    """`2022`, `2022-04`, `2022-04-04`, `April 2022`, `4 April 2022`, `April 4, 2022`, `4.4.2022`. Raises InvalidDate."""
    words = " ".join(said.lower().split())
    for form in _FORMS:
        if not (match := form.fullmatch(words)):
            continue
        parts = match.groupdict()
        day = parts.get("day")
        try:
            month = _month_number(parts["name"]) if parts.get("name") else parts.get("month")
            known = date(int(parts["year"]), int(month or 1), int(day or 1))
        except ValueError:
            break
        return PartialDate(known, "day" if day else "month" if month else "year")
    raise InvalidDate("Write a day, a month or a year, such as 4 April 2022, April 2022 or 2022.")


def _month_number(name: str) -> int:
    """Number of the month whose name begins with `name`. Raises ValueError for none."""
    for at, month in enumerate(MONTHS, 1):
        if month.startswith(name):
            return at
    raise ValueError(name)
