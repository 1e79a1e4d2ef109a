"""Days that somebody gives."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from factcheck.web.errors import Invalid

AHEAD = "This day has not come yet."


def is_future(day: date | None) -> bool:
    """Whether the day has not come yet where the newsroom is. None is no day."""
    return day is not None and day > timezone.localdate()


def require_not_future(**days: date | None) -> None:
    """Raise Invalid with the names of those that have not come yet: nothing was seen, said or looked for on such a day."""
    if ahead := {name: AHEAD for name, day in days.items() if is_future(day)}:
        raise Invalid(ahead)
