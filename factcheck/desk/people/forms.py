"""Forms for inviting people, changing them, one's own name, and tokens."""

from __future__ import annotations

from typing import Any

from django import forms

from factcheck.accounts.models import Person, Role
from factcheck.web.form_fields import LineField, MultilineField
from factcheck.web.submission import EditForm, IdempotentForm
from factcheck.web.text import storable


class InviteForm(IdempotentForm):
    email = forms.EmailField(label="Email address", max_length=254, validators=[storable])
    name = LineField(max_length=120, help_text="As readers of the history will see it.")
    role = forms.ChoiceField(
        choices=Role.choices,
        initial=Role.CHECKER,
        help_text="Readers see everything; checkers also mark claims and propose verdicts; editors also review and publish;"
        " administrators also keep people and settings.",
    )


class NewLinkForm(IdempotentForm):
    """Making another invitation link."""


class PersonEditForm(forms.ModelForm, EditForm):  # type: ignore[type-arg]
    class Meta:
        model = Person
        fields = ("name", "role", "is_active")
        field_classes = {"name": LineField}
        labels = {"is_active": "May sign in"}
        help_texts = {"is_active": "Without it they are signed out everywhere and their tokens are revoked. Their work stays."}

    @classmethod
    def initial_of(cls, row: Person) -> dict[str, Any]:
        return forms.model_to_dict(row, cls.Meta.fields)

    def changes(self) -> dict[str, Any]:
        """The fields as `change_person` takes them."""
        return {field: self.cleaned_data[field] for field in self.Meta.fields}


class VouchForm(IdempotentForm):
    reason = MultilineField(
        label="How you know the person",
        max_length=500,
        rows=2,
        help_text="Such as: we met in the newsroom on Monday. Your name and these words stay on record.",
        error_messages={"required": "Say how you know that this person uses the account: it stays on record."},
    )


class NameEditForm(forms.ModelForm, EditForm):  # type: ignore[type-arg]
    class Meta:
        model = Person
        fields = ("name",)
        field_classes = {"name": LineField}

    @classmethod
    def initial_of(cls, row: Person) -> dict[str, Any]:
        return forms.model_to_dict(row, cls.Meta.fields)


class TokenForm(IdempotentForm):
    name = LineField(max_length=80, label="What it is for", help_text="Such as: nightly export.")
