"""Actions on the newsroom's settings."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from factcheck.ledger.actions import change_once, edit
from factcheck.newsroom.colors import LIGHT_SURFACE, contrast, is_readable_accent, nearest_readable, read_color
from factcheck.newsroom.fields import MAX_CHECK_DAYS, NOT_A_COLOR, unreadable_accent
from factcheck.newsroom.models import Newsroom
from factcheck.web.errors import Invalid

COLORS = ("brand_color", "accent_color")


@change_once("newsroom.edit", "newsroom")
def edit_newsroom(
    *, person: Any, newsroom: Newsroom, seen_version: int | None, token: uuid.UUID | None = None, **fields: Any
) -> Newsroom:
    """Change fields of NEWSROOM.

    Raises Invalid for a contact that is not an email address, days out of range, and a color that is none or cannot be read.
    """
    return edit(
        newsroom,
        person=person,
        permission="newsroom.edit",
        action="newsroom.edited",
        seen_version=seen_version,
        fields={field: _normal(field, value) for field, value in fields.items()},
        validate=_validate,
    )


def _normal(field: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return read_color(value) or value.strip() if field in COLORS else value.strip()


def _validate(fields: Mapping[str, Any]) -> None:
    for field in COLORS:
        if fields.get(field) and read_color(fields[field]) != fields[field]:
            raise Invalid({field: NOT_A_COLOR})
    accent = fields.get("accent_color")
    if accent and not is_readable_accent(accent):
        ratio, proposal = contrast(accent, LIGHT_SURFACE), nearest_readable(accent, LIGHT_SURFACE)
        raise Invalid({"accent_color": unreadable_accent(accent, ratio, proposal)})
    days = fields.get("check_days")
    if days is not None and not 1 <= days <= MAX_CHECK_DAYS:
        raise Invalid({"check_days": f"Enter a number of days from 1 to {MAX_CHECK_DAYS}, or leave the field empty."})
    if not fields.get("contact"):
        return
    try:
        validate_email(fields["contact"])
    except ValidationError as error:
        raise Invalid({"contact": "Enter an email address, such as checks@example.org."}) from error
