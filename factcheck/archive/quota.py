"""The daily upload quota of a person: the number of bytes that requests of this person may add to the store in one day.

A day ends at midnight in the time zone of the newsroom. Bytes count when they are written to the store, including those of a
request that is refused afterward; bytes that the store already has do not count.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from factcheck.archive.models import UploadVolume
from factcheck.web.errors import Refused

MEGABYTE = 1024 * 1024
_RETENTION = timedelta(days=7)


class QuotaExceeded(Refused):
    """The upload would exceed the daily quota (429). `retry_after` is the number of seconds until it resets."""

    status = 429
    title = "You have reached today’s upload limit"

    def __init__(self, size: int, remaining: int) -> None:
        self.retry_after = max(1, int((reset_time() - timezone.now()).total_seconds()))
        super().__init__(
            f"You can upload {format_size(quota())} a day. Today, {format_size(remaining)} are left, and this needs"
            f" {format_size(size)}. Nothing was saved.",
            next_step=f"The limit resets at {reset_label()}. An administrator of this server can raise it.",
        )


class LargerThanQuota(QuotaExceeded):
    """The upload is larger than the quota of a whole day (413)."""

    status = 413
    title = "This is too large"

    def __init__(self, size: int) -> None:
        super().__init__(size, 0)
        self.message = f"This needs {format_size(size)}, but you can upload only {format_size(quota())} a day. Nothing was saved."
        self.args = (self.message,)
        self.next_step = "An administrator of this server can raise the limit."


@dataclass(frozen=True, slots=True)
class Reservation:
    """Bytes that are counted although they are not stored yet."""

    person_id: int
    day: date
    size: int


@dataclass(frozen=True, slots=True)
class RemainingQuota:
    """What is left of a low quota, for screens."""

    size: str
    resets_at: str


def quota() -> int:
    """The daily quota in bytes."""
    return int(settings.UPLOAD_BYTES_PER_DAY)


def reserve(person: Any, size: int) -> Reservation:
    """Count `size` bytes for today. Raises QuotaExceeded, and LargerThanQuota if no day has room for them.

    One statement checks and adds, so concurrent uploads cannot exceed the quota. It locks a row that only the uploads of this
    person use, and outside a transaction it releases the lock at once.
    """
    if size > quota():
        raise LargerThanQuota(size)
    day = timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO archive_uploadvolume AS used (person_id, day, size) VALUES (%s, %s, %s)"
            " ON CONFLICT (person_id, day) DO UPDATE SET size = used.size + EXCLUDED.size"
            " WHERE used.size + EXCLUDED.size <= %s RETURNING size",
            [person.pk, day, size, quota()],
        )
        if cursor.fetchone() is None:
            raise QuotaExceeded(size, remaining_bytes(person))
    return Reservation(person.pk, day, size)


def release(reservation: Reservation) -> None:
    """Undo a reservation whose bytes were not written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE archive_uploadvolume SET size = greatest(0, size - %s) WHERE person_id = %s AND day = %s",
            [reservation.size, reservation.person_id, reservation.day],
        )


def remaining_bytes(person: Any) -> int:
    """The number of bytes that this person can still upload today."""
    used = UploadVolume.objects.filter(person_id=person.pk, day=timezone.localdate()).values_list("size", flat=True).first()
    return max(0, quota() - (used or 0))


def low_quota(person: Any) -> RemainingQuota | None:
    """The remaining quota if it is less than a tenth, or than the largest file; otherwise None."""
    remaining = remaining_bytes(person)
    if remaining == quota() or remaining >= max(quota() // 10, settings.MAX_UPLOAD_BYTES):
        return None
    return RemainingQuota(format_size(remaining), reset_label())


def reset_time() -> datetime:
    """The next midnight in the time zone of the newsroom."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, time.min))


def reset_label() -> str:
    """The time of the reset for a sentence: `00:00 on 30 November (Europe/Kyiv)`."""
    at = timezone.localtime(reset_time())
    return f"{at:%H:%M} on {at.day} {at:%B} ({settings.TIME_ZONE})"


def remove_former_days() -> None:
    """Remove the counts of former days."""
    UploadVolume.objects.filter(day__lt=timezone.localdate() - _RETENTION).delete()


def format_size(size: int) -> str:
    """A size for a sentence: “1.5 MB”, with 1 MB = 1,048,576 bytes, rounded up."""
    if size and size < MEGABYTE:
        return f"{max(1, -(-size // 1024)):,} KB"
    tenths = -(-size * 10 // MEGABYTE)
    return f"{tenths // 10:,}.{tenths % 10} MB" if tenths % 10 else f"{tenths // 10:,} MB"
