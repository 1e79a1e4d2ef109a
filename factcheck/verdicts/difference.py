"""Field-level differences between two versions of a verdict. Pure. `web.difference` compares the text within a field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from factcheck.verdicts.fields import VERDICT


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs. `before` and `after` are text; empty if the field has no value."""

    field: str
    label: str
    before: str
    after: str


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[FieldChange]:
    """The fields of VERDICT that differ, in reading order. A field that is missing from `after` is unchanged."""
    differences = []
    for field in VERDICT:
        if field.name in after:
            old, new = _comparable_text(before.get(field.name)), _comparable_text(after[field.name])
            if old != new:
                differences.append(FieldChange(field.name, field.form_label, old, new))
    return differences


def _comparable_text(value: Any) -> str:
    return "" if value is None else str(value)
