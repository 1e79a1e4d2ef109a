"""Days and times in the time zone of the newsroom, and the validation of dates that people enter."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from django.utils import timezone

from factcheck.web.days import day_text
from factcheck.web.errors import Invalid

FUTURE_DATE = "This date is in the future."


def newsroom_zone() -> tzinfo:
    """The time zone of everything that staff, readers, and machines see (`FACTCHECK_TIME_ZONE`)."""
    return timezone.get_default_timezone()


def newsroom_time(at: datetime) -> datetime:
    """The moment `at` in the time zone of the newsroom. Its date is the day that every page displays."""
    return at.astimezone(newsroom_zone())


def format_day(at: datetime) -> str:
    """The day of a moment for a sentence: "2 January 2026"."""
    return day_text(newsroom_time(at))


def format_moment(at: datetime) -> str:
    """A moment for a sentence, with the time zone: "2 January 2026 at 10:00 EET"."""
    return f"{newsroom_time(at):%-d %B %Y at %H:%M %Z}"


def is_future(day: date | None) -> bool:
    """Whether `day` is after today in the time zone of the newsroom. None is not."""
    return day is not None and day > timezone.localdate()


def require_not_future(**days: date | None) -> None:
    """Raise Invalid with the names of the dates that are in the future."""
    if errors := {name: FUTURE_DATE for name, day in days.items() if is_future(day)}:
        raise Invalid(errors)
