"""What changed between two texts of a verdict, field by field. Pure. `web.difference` compares the words of a field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FIELDS = {
    "rating": "Rating",
    "conclusion": "Conclusion",
    "summary": "Summary",
    "rationale": "Rationale",
    "as_of": "As of",
}
"""In reading order, with the word on the screen."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs; both sides as the text to compare, empty where there is none."""

    field: str
    label: str
    before: str
    after: str


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """The fields of FIELDS that differ, in reading order. A field that `after` does not name was not touched."""
    found = []
    for field, label in FIELDS.items():
        if field in after:
            old, new = _text(before.get(field)), _text(after[field])
            if old != new:
                found.append(Change(field, label, old, new))
    return found


def _text(value: Any) -> str:
    return "" if value is None else str(value)
