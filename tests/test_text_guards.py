"""Each text field of each form and API serializer refuses what cannot be stored, and handles line breaks by its kind.

The forms and serializers are all those of the project, so that a new field is tested without a change here.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from rest_framework import serializers

import factcheck
from factcheck.api.serializers.strict import LineCharField, MultilineCharField, StrictModelSerializer, StrictSerializer
from factcheck.web.form_fields import LineField, MultilineField

NOT_STORABLE = ["a\x00b", "a\ud800b"]
PASSWORDS = {"oldpassword", "password", "password1", "password2", "code"}
"""Fields that are compared and never stored as text."""


@cache
def import_all_modules() -> None:
    for name in ("factcheck.urls", "factcheck.accounts.auth_forms"):
        importlib.import_module(name)
    for package in ("factcheck.desk", "factcheck.public", "factcheck.api"):
        path = importlib.import_module(package).__path__
        for module in pkgutil.walk_packages(path, f"{package}."):
            if ".migrations" not in module.name:
                importlib.import_module(module.name)


def subclasses(parent: type) -> Iterator[type]:
    for child in parent.__subclasses__():
        yield child
        yield from subclasses(child)


def form_fields() -> dict[str, Any]:
    """The text fields of all forms, by "Form.field"."""
    import_all_modules()
    return {
        f"{form.__name__}.{name}": field
        for form in sorted(set(subclasses(forms.BaseForm)), key=lambda form: (form.__module__, form.__name__))
        if form.__module__.startswith(f"{factcheck.__name__}.")
        for name, field in form.base_fields.items()  # type: ignore[attr-defined]
        if isinstance(field, forms.CharField) and name not in PASSWORDS
    }


def serializer_fields() -> dict[str, Any]:
    """The writable text fields of all serializers of request bodies, by "Serializer.field"."""
    import_all_modules()
    bodies = sorted(set(subclasses(StrictSerializer)) - {StrictModelSerializer}, key=lambda body: body.__name__)
    found = {}
    for body in bodies:
        for name, field in body().fields.items():
            text = getattr(field, "child", field)
            if isinstance(text, serializers.CharField) and not field.read_only:
                found[f"{body.__name__}.{name}"] = text
    return found


FORM_FIELDS, SERIALIZER_FIELDS = form_fields(), serializer_fields()


def test_fields_of_both_interfaces_are_tested() -> None:
    assert {"CloseForm.note", "ConfirmForm.reason", "EvidenceEditForm.author", "DropForm.reason", "RecheckForm.notice"} <= set(
        FORM_FIELDS
    )
    assert {"NewEvidence.title", "NewConfirmation.reason", "Dropping.reason"} <= set(SERIALIZER_FIELDS)


@pytest.mark.parametrize("value", NOT_STORABLE, ids=ascii)
@pytest.mark.parametrize("name", FORM_FIELDS)
def test_form_field_refuses_text_that_cannot_be_stored(name: str, value: str) -> None:
    with pytest.raises(ValidationError):
        FORM_FIELDS[name].clean(value)


@pytest.mark.parametrize("value", NOT_STORABLE, ids=ascii)
@pytest.mark.parametrize("name", SERIALIZER_FIELDS)
def test_serializer_field_refuses_text_that_cannot_be_stored(name: str, value: str) -> None:
    with pytest.raises(serializers.ValidationError):
        SERIALIZER_FIELDS[name].run_validation(value)


@pytest.mark.parametrize("name", [name for name, field in FORM_FIELDS.items() if isinstance(field, LineField | MultilineField)])
def test_form_field_handles_line_breaks_by_its_kind(name: str) -> None:
    field = FORM_FIELDS[name]
    assert field.to_python("one\r\ntwo") == ("one\ntwo" if isinstance(field, MultilineField) else "one two")


@pytest.mark.parametrize(
    "name", [name for name, field in SERIALIZER_FIELDS.items() if isinstance(field, LineCharField | MultilineCharField)]
)
def test_serializer_field_handles_line_breaks_by_its_kind(name: str) -> None:
    field = SERIALIZER_FIELDS[name]
    assert field.to_internal_value("one\r\ntwo") == ("one\ntwo" if isinstance(field, MultilineCharField) else "one two")


def test_form_and_serializer_of_a_field_agree_on_its_kind() -> None:
    """A reason, note, or notice has several lines in both interfaces, and a name one line."""
    kinds: dict[str, set[bool]] = {}
    for fields, multiline in ((FORM_FIELDS, MultilineField), (SERIALIZER_FIELDS, MultilineCharField)):
        for name, field in fields.items():
            if isinstance(field, LineField | MultilineField | LineCharField | MultilineCharField):
                kinds.setdefault(name.partition(".")[2], set()).add(isinstance(field, multiline))
    # a form has one name on each line, and the API a list of names
    assert {name for name, values in kinds.items() if len(values) > 1} == {"other_names"}
