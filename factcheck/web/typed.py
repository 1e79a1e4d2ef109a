"""What was typed is never lost: how a form comes back when its act was refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format

from factcheck.web.errors import Invalid


@dataclass(frozen=True, slots=True)
class Both:
    """One field that two people wrote: what is saved now, and what this person typed."""

    label: str
    now: str
    typed: str


def put_beside(form: forms.BaseForm, refusal: Invalid) -> None:
    """Put each sentence of the refusal beside its field; what belongs to no field of this form stands above it."""
    for name, said in refusal.errors.items():
        for sentence in said:
            form.add_error(name if name in form.fields else None, sentence)


def both_texts(form: forms.BaseForm, row: Any, **said_otherwise: Any) -> list[Both]:
    """The visible fields of a cleaned `form` in which `row`, as it is saved now, differs.

    `said_otherwise` holds what is saved now for fields that the row keeps in another shape. The form then carries the version
    of `row`, so that sending it again is a decision made in sight of both texts.
    """
    found = []
    for name, field in form.fields.items():
        if name in form.cleaned_data and not isinstance(field.widget, forms.HiddenInput):
            now, typed = said_otherwise[name] if name in said_otherwise else getattr(row, name), form.cleaned_data[name]
            if now != typed:
                found.append(Both(str(form[name].label), _said(field, now), _said(field, typed)))
    send_again(form, version=row.version)
    return found


def send_again(form: forms.BaseForm, **hidden: Any) -> None:
    """Give a form that came back other values for its hidden fields: it is shown with them, and sent with them next time."""
    data: Any = form.data
    form.data = data.copy()
    form.data.update({form.add_prefix(name): str(value) for name, value in hidden.items()})  # type: ignore[attr-defined]


def _said(field: forms.Field, value: Any) -> str:
    """A value as a person reads it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        choices: Any = field.choices
        return str(dict(choices).get(value, value))
    return "" if value is None else str(value)
