"""The context processor that provides the newsroom's name to every template."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.utils.functional import SimpleLazyObject

from factcheck.newsroom.queries import newsroom_name


def newsroom(request: Any) -> dict[str, Any]:
    """`newsroom_name` takes one query, when a template uses it."""
    return {"newsroom_name": SimpleLazyObject(_name)}


def _name() -> str:
    try:
        return newsroom_name()
    except DatabaseError:  # the page reports an error of the database
        return settings.NEWSROOM_NAME
