"""How a day is written everywhere: “4 April 2022.” Pure."""

from __future__ import annotations

from datetime import date


def day_text(day: date) -> str:
    """The day of a date, or of a time in its own time zone."""
    return f"{day.day} {day:%B %Y}"
