"""What changed between two texts of a verdict, field by field. Pure. `web.difference` compares the words of a field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from factcheck.verdicts.fields import VERDICT


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs; both sides as the text to compare, empty where there is none."""

    field: str
    label: str
    before: str
    after: str


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[FieldChange]:
    """The fields of VERDICT that differ, in reading order. A field that `after` does not name was not touched."""
    found = []
    for field in VERDICT:
        if field.name in after:
            old, new = _text(before.get(field.name)), _text(after[field.name])
            if old != new:
                found.append(FieldChange(field.name, field.form_label, old, new))
    return found


def _text(value: Any) -> str:
    return "" if value is None else str(value)
