"""How long ago something was, in words."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from factcheck.web.markup_cache import TIME, note_read


def relative_time(value: date | datetime) -> str:
    """How long ago `value` was, in words: “3 days ago”."""
    note_read(TIME)
    if isinstance(value, datetime):
        now = timezone.now() if value.tzinfo else datetime.now()  # noqa: DTZ005  compared with a naive value
        seconds = int((now - value).total_seconds())
    else:
        seconds = (timezone.localdate() - value).days * 86400
    if abs(seconds) < 60:
        return "just now" if isinstance(value, datetime) else "today"
    for unit, length in (("year", 31_557_600), ("month", 2_629_800), ("day", 86_400), ("hour", 3600), ("minute", 60)):
        if number := abs(seconds) // length:
            text = f"{number} {unit}{'' if number == 1 else 's'}"
            return f"{text} ago" if seconds > 0 else f"in {text}"
    return "just now"
