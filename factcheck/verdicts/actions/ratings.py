"""Adding and editing the ratings of the scale."""

from __future__ import annotations

import uuid
from typing import Any

from factcheck.accounts.models import Person
from factcheck.ledger.actions import change_once, create_once, edit, record
from factcheck.verdicts.models import Rating
from factcheck.web.decisions import permit

_TAKEN = {"name": "A rating of this name exists already."}


@create_once(Rating, taken=_TAKEN)
def add_rating(*, person: Person, token: uuid.UUID | None = None, **fields: Any) -> Rating:
    """Add a step to the scale. Raises Invalid(name) if one of that name exists."""
    permit(person, "rating.edit")
    rating = Rating.objects.create(**fields)
    record(person=person, action="rating.added", subject=rating, after=fields)
    return rating


@change_once("rating.edit", "rating", taken=_TAKEN)
def edit_rating(
    *, person: Person, rating: Rating, seen_version: int | None, token: uuid.UUID | None = None, **fields: Any
) -> Rating:
    """Change the scale. Publications keep the words and numbers they were published with."""
    return edit(rating, person=person, permission="rating.edit", action="rating.edited", seen_version=seen_version, fields=fields)
