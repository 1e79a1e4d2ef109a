"""A filter for values that a script reads from an attribute."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def as_json(value: Any) -> str:
    """The value as JSON. The template escapes it."""
    return json.dumps(value, default=_plain)


def _plain(value: Any) -> Any:
    """Mappings of other types, such as the options of a passkey, as a dictionary. Raises TypeError for anything else."""
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no JSON format")
