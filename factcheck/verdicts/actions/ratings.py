"""Actions that add and edit ratings."""

from __future__ import annotations

import uuid
from typing import Any

from factcheck.accounts.models import Person
from factcheck.ledger.actions import change_once, create_once, edit, record
from factcheck.verdicts.models import Rating
from factcheck.web.decisions import permit

_DUPLICATE_NAME = {"name": "A rating with this name already exists."}


@create_once(Rating, taken=_DUPLICATE_NAME)
def add_rating(*, person: Person, token: uuid.UUID | None = None, **fields: Any) -> Rating:
    """Add a rating to the scale. Raises Invalid(name) if the name is in use."""
    permit(person, "rating.edit")
    rating = Rating.objects.create(**fields)
    record(person=person, action="rating.added", subject=rating, after=fields)
    return rating


@change_once("rating.edit", "rating", taken=_DUPLICATE_NAME)
def edit_rating(
    *, person: Person, rating: Rating, seen_version: int | None, token: uuid.UUID | None = None, **fields: Any
) -> Rating:
    """Edit a rating. Existing publications are not affected: they contain copies of its values."""
    return edit(rating, person=person, permission="rating.edit", action="rating.edited", seen_version=seen_version, fields=fields)
