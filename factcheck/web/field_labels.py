"""The labels of submitted fields, for error pages that are rendered without the form."""

from __future__ import annotations

import sys
from functools import partial
from typing import Any

from django import forms
from django.http import QueryDict


def submitted_form(view: Any, data: QueryDict) -> dict[str, forms.Field]:
    """Field name → field of the form that was probably submitted to `view`; empty if it is not known.

    The candidates are the forms in the module `forms` next to the view. The form with most of the submitted fields is chosen.
    """
    while isinstance(view, partial):
        view = view.func
    module = sys.modules.get(f"{getattr(view, '__module__', '').rpartition('.')[0]}.forms")
    candidates = [
        value.base_fields
        for value in (vars(module).values() if module else ())
        if isinstance(value, type) and issubclass(value, forms.Form | forms.ModelForm)
    ]
    return max(candidates, key=lambda fields: len(fields.keys() & data.keys()), default={})


def field_label(name: str, fields: dict[str, forms.Field]) -> str:
    """The label of the field `name` in `fields`, or its name with spaces if it has no label there."""
    label = fields[name].label if name in fields else None
    return str(label or name.replace("_", " ").capitalize())


def submitted_fields(data: QueryDict) -> list[tuple[str, str]]:
    """The name and the text of each submitted field that a person may have entered, without passwords and technical values."""
    technical = {"csrfmiddlewaretoken", "token", "version", "revision", "selection"}
    return [
        (name, value)
        for name, values in data.lists()
        for value in values
        if name not in technical and "password" not in name and value.strip() and not value.isdigit()
    ]
