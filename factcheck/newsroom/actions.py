"""Actions on the newsroom's settings."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from factcheck.ledger.actions import change_once, edit
from factcheck.newsroom.models import Newsroom
from factcheck.web.errors import Invalid


@change_once("newsroom.edit", "newsroom")
def edit_newsroom(
    *, person: Any, newsroom: Newsroom, seen_version: int | None, token: uuid.UUID | None = None, **fields: Any
) -> Newsroom:
    """Change fields of NEWSROOM. Raises Invalid(contact) unless the contact is empty or an email address."""
    return edit(
        newsroom,
        person=person,
        permission="newsroom.edit",
        action="newsroom.edited",
        seen_version=seen_version,
        fields={field: value.strip() for field, value in fields.items()},
        validate=_validate_contact,
    )


def _validate_contact(fields: Mapping[str, Any]) -> None:
    if not fields.get("contact"):
        return
    try:
        validate_email(fields["contact"])
    except ValidationError as error:
        raise Invalid({"contact": "Enter an email address, such as checks@example.org."}) from error
