"""The form fields for text: line breaks, and the maximum length."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from django import forms
from django.test import Client
from django.urls import reverse

from factcheck.web.form_fields import CHOOSE_OPTION, INCOMPLETE, LineField, MultilineField, RequiredMessages
from tests.pages import parsed
from tests.world import World


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("one\r\ntwo", "one two"),
        ("one\rtwo\nthree", "one two three"),
        ("one \n\n  two\n", "one two"),
        ("one\u2028two\u0085three\vfour", "one two three four"),
        ("one  two", "one  two"),
        ("\r\n", ""),
        (None, ""),
    ],
)
def test_line_has_no_line_breaks(value: Any, line: str) -> None:
    assert LineField(required=False).clean(value) == line


def test_required_line_rejects_only_line_breaks() -> None:
    with pytest.raises(forms.ValidationError):
        LineField().clean("\r\n\n")


@pytest.mark.parametrize("value", ["ab\r\ncd", "ab\rcd", "ab\ncd"])
def test_line_break_counts_as_one_character(value: str) -> None:
    assert MultilineField(max_length=5).clean(value) == "ab\ncd"
    with pytest.raises(forms.ValidationError):
        MultilineField(max_length=4).clean(value)


@pytest.mark.parametrize("field", [LineField, MultilineField])
@pytest.mark.parametrize("value", ["a\x00b", "a\ud800b"])
def test_text_that_cannot_be_stored_is_not_valid(field: type[forms.CharField], value: str) -> None:
    with pytest.raises(forms.ValidationError):
        field().clean(value)


def _form_classes(parent: type) -> set[type]:
    return {parent, *(form for child in parent.__subclasses__() for form in _form_classes(child))}


def _is_from_library(form: type, name: str) -> bool:
    bases = [base for base in form.__mro__ if not base.__module__.startswith("factcheck.")]
    return any(name in getattr(base, "base_fields", {}) for base in bases)


def test_each_text_field_of_the_project_is_a_line_field_or_a_multiline_field() -> None:
    for module in ("factcheck.urls", "factcheck.accounts.auth_forms"):
        importlib.import_module(module)
    others = {
        f"{form.__name__}.{name}"
        for form in _form_classes(forms.BaseForm)
        if form.__module__.startswith("factcheck.")
        for name, field in getattr(form, "base_fields", {}).items()
        if (type(field) is forms.CharField or isinstance(field.widget, forms.Textarea))
        and not isinstance(field, (MultilineField, LineField))
        and not _is_from_library(form, name)
    }
    assert others == set()


def test_empty_required_field_has_a_message_that_says_what_to_enter() -> None:
    class Form(RequiredMessages, forms.Form):
        name = LineField(label="Name of the source")
        role = forms.ChoiceField(choices=[("", "Choose …"), ("editor", "editor")])
        place = LineField(error_messages={"required": "Enter where you searched."})
        version = forms.IntegerField(widget=forms.HiddenInput)
        note = LineField(required=False)

    assert dict(Form({}).errors) == {
        "name": ["Enter the name of the source."],
        "role": [CHOOSE_OPTION],
        "place": ["Enter where you searched."],
        "version": [INCOMPLETE],
    }


def test_each_form_with_required_fields_has_messages_for_them() -> None:
    for module in ("factcheck.urls", "factcheck.accounts.auth_forms"):
        importlib.import_module(module)
    without = {
        form.__name__
        for form in _form_classes(forms.BaseForm)
        if form.__module__.startswith("factcheck.")
        and not form.__subclasses__()
        and not issubclass(form, RequiredMessages)
        and any(field.required for field in getattr(form, "base_fields", {}).values())
    }
    assert without <= {"SampleForm"}  # of the gallery


@pytest.mark.django_db
def test_new_rating_has_no_conclusion_until_one_is_chosen(client: Client) -> None:
    client.force_login(World().administrator)
    control = parsed(client.get(reverse("desk:rating-add"))).all("select", name="conclusion")[0]
    assert next(option.text for option in control.all("option")) == "Choose …"
