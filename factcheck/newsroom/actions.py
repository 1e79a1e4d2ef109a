"""Actions on the newsroom's settings."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from factcheck.ledger.actions import change_once, edit
from factcheck.newsroom.fields import MAX_CHECK_DAYS
from factcheck.newsroom.models import Newsroom
from factcheck.web.errors import Invalid


@change_once("newsroom.edit", "newsroom")
def edit_newsroom(
    *, person: Any, newsroom: Newsroom, seen_version: int | None, token: uuid.UUID | None = None, **fields: Any
) -> Newsroom:
    """Change fields of NEWSROOM. Raises Invalid for a contact that is not an email address, and for days out of range."""
    return edit(
        newsroom,
        person=person,
        permission="newsroom.edit",
        action="newsroom.edited",
        seen_version=seen_version,
        fields={field: value.strip() if isinstance(value, str) else value for field, value in fields.items()},
        validate=_validate,
    )


def _validate(fields: Mapping[str, Any]) -> None:
    days = fields.get("check_days")
    if days is not None and not 1 <= days <= MAX_CHECK_DAYS:
        raise Invalid({"check_days": f"Enter a number of days from 1 to {MAX_CHECK_DAYS}, or leave the field empty."})
    if not fields.get("contact"):
        return
    try:
        validate_email(fields["contact"])
    except ValidationError as error:
        raise Invalid({"contact": "Enter an email address, such as checks@example.org."}) from error
