"""Validation of dates that people enter."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from factcheck.web.errors import Invalid

FUTURE_DATE = "This date is in the future."


def is_future(day: date | None) -> bool:
    """Whether `day` is after today in the time zone of the newsroom. None is not."""
    return day is not None and day > timezone.localdate()


def require_not_future(**days: date | None) -> None:
    """Raise Invalid with the names of the dates that are in the future."""
    if errors := {name: FUTURE_DATE for name, day in days.items() if is_future(day)}:
        raise Invalid(errors)
