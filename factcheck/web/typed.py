"""What was typed is never lost: how a form comes back when its act was refused."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from factcheck.web.errors import FormAlreadyUsed, Invalid, Refused


@dataclass(frozen=True, slots=True)
class Both:
    """One field that two people wrote: what is saved now, and what this person typed."""

    label: str
    now: str
    typed: str


@dataclass(frozen=True, slots=True)
class Typed:
    """One field as this person filled it, in words, to be copied from where the form cannot be sent again."""

    label: str
    words: str


def keep(
    form: forms.BaseForm,
    refused: Refused,
    *,
    now: forms.BaseForm | None = None,
    names: dict[str, str] | None = None,
    **hidden: Any,
) -> dict[str, Any]:
    """What the page of a bound form says after its act was refused: `status` and, for templates/parts/refused.html, the rest.

    The form keeps what was typed and is set on `hidden`, such as the version that is saved now, so that sending it again is a
    decision made in sight of both texts; after FormAlreadyUsed it has a new token. `now` is a form that shows what is saved now.
    `names` gives fields at fault the names that they have in the form.
    """
    if isinstance(refused, Invalid):
        put_beside(form, refused, names)
        return {"status": refused.status}
    if isinstance(refused, FormAlreadyUsed):
        hidden["token"] = uuid.uuid4()
    both = both_texts(now, form) if now else []
    send_again(form, **hidden)
    return {"status": refused.status, "refused": refused, "both": both, "typed": typed_in(form), "had_file": bool(form.files)}


def put_beside(form: forms.BaseForm, refusal: Invalid, names: dict[str, str] | None = None) -> None:
    """Put each sentence of the refusal beside its field; what belongs to no field of this form stands above it."""
    form.is_valid()  # errors are added to a form that was cleaned
    for name, said in refusal.errors.items():
        name = (names or {}).get(name, name)
        for sentence in said:
            form.add_error(name if name in form.fields else None, sentence)


def both_texts(now: forms.BaseForm, typed: forms.BaseForm) -> list[Both]:
    """The visible fields in which a form that shows the saved row and the one that was sent differ, in words."""
    pairs = [
        (str(field.label), words_of(now[field.name]), words_of(field))
        for field in typed.visible_fields()
        if field.name in now.fields
    ]
    return [Both(label, saved, said) for label, saved, said in pairs if saved != said]


def typed_in(form: forms.BaseForm) -> list[Typed]:
    """The visible fields in which something was typed."""
    return [Typed(str(field.label), words) for field in form.visible_fields() if (words := words_of(field))]


def send_again(form: forms.BaseForm, **hidden: Any) -> None:
    """Give a form that came back other values for its hidden fields: it is shown with them, and sent with them next time."""
    data: Any = form.data
    again = data.copy()
    for name, value in hidden.items():
        again[form.add_prefix(name)] = str(value)
    form.data = again


def words_of(field: BoundField) -> str:
    """What stands in a field, as a person reads it."""
    value = field.value()
    if isinstance(field.field, forms.FileField):
        return ""
    if isinstance(field.field, forms.BooleanField):
        return "yes" if value else "no"
    if isinstance(field.field, forms.ModelChoiceField):
        return _chosen(field.field, value)
    labels = {str(key): str(label) for key, label in getattr(field.field, "choices", ())}
    if isinstance(value, list | tuple):
        return ", ".join(labels.get(str(one), str(one)) for one in value)
    said = "" if value is None else labels.get(str(value), str(value))
    return said.replace("\r\n", "\n").strip()


def _chosen(field: Any, value: Any) -> str:
    """The row that was chosen, looked up alone: the field may offer thousands."""
    try:
        row = field.to_python(value)
    except forms.ValidationError:
        return str(value)
    return "" if row is None else str(field.label_from_instance(row))
