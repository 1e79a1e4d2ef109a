"""Actions that add and edit ratings."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import connection

from factcheck.accounts.models import Person
from factcheck.ledger.actions import change_once, create_once, edit, record
from factcheck.verdicts.models import Conclusion, Rating
from factcheck.verdicts.scale import ScaledRating, order_error
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid

_DUPLICATE_NAME = {"name": "A rating with this name already exists."}
_SCALE_LOCK = 7_305_202
"""Key of the PostgreSQL advisory lock that serializes changes of the scale's order."""


@create_once(Rating, taken=_DUPLICATE_NAME)
def add_rating(*, person: Person, token: uuid.UUID | None = None, **fields: Any) -> Rating:
    """Add a rating to the scale. Raises Invalid(name) if the name is in use, and Invalid(number) for an invalid order."""
    permit(person, "rating.edit")
    _require_order(Rating(**fields))
    rating = Rating.objects.create(**fields)
    record(person=person, action="rating.added", subject=rating, after=fields)
    return rating


@change_once("rating.edit", "rating", taken=_DUPLICATE_NAME)
def edit_rating(
    *, person: Person, rating: Rating, seen_version: int | None, token: uuid.UUID | None = None, **fields: Any
) -> Rating:
    """Edit a rating. Existing publications are not affected: they contain copies of its values.

    Raises Invalid(name) if the name is in use, and Invalid(number) for an invalid order.
    """
    return edit(
        rating,
        person=person,
        permission="rating.edit",
        action="rating.edited",
        seen_version=seen_version,
        fields=fields,
        on_change=_require_order,
    )


def _require_order(rating: Rating) -> None:
    """Raise Invalid(number) if the scale would not rise from refuted to supported with this rating.

    Concurrent changes of two ratings wait for each other. Otherwise, each could be valid alone.
    """
    if not rating.is_active or rating.number is None:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SCALE_LOCK])
    others = Rating.objects.filter(is_active=True, number__isnull=False).exclude(pk=rating.pk)
    if error := order_error(_scaled(rating), map(_scaled, others)):
        raise Invalid({"number": error})


def _scaled(rating: Rating) -> ScaledRating:
    return ScaledRating(rating.name, rating.conclusion, Conclusion(rating.conclusion).label, rating.number)
