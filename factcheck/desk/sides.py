"""Both texts of a form that came too late: what is saved now, and what this person typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField


@dataclass(frozen=True, slots=True)
class Side:
    label: str
    now: str
    typed: str


def sides(now: forms.BaseForm, typed: forms.BaseForm) -> list[Side]:
    """The visible fields in which a form showing the saved row and the form that was sent differ, in words."""
    pairs = [
        (str(field.label), _words(now[field.name]), _words(field)) for field in typed.visible_fields() if field.name in now.fields
    ]
    return [Side(label, saved, said) for label, saved, said in pairs if saved != said]


def sent_again(form: forms.BaseForm, version: int) -> Any:
    """What was sent, set on the version that is saved now, so that sending it once more takes effect."""
    sent: Any = form.data
    data = sent.copy()
    data["version"] = str(version)
    return data


def _words(field: BoundField) -> str:
    value = field.value()
    labels = {str(key): str(label) for key, label in getattr(field.field, "choices", ())}
    if isinstance(value, list | tuple):
        return ", ".join(labels.get(str(one), str(one)) for one in value)
    said = "" if value is None else labels.get(str(value), str(value))
    return said.replace("\r\n", "\n").strip()
