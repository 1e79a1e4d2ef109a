"""Inviting people, changing them, one's own name, and tokens."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms

from factcheck.accounts.models import Person, Role
from factcheck.web.text import storable


def form_token() -> forms.UUIDField:
    """The hidden field that makes a creating form happen once."""
    return forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class InviteForm(forms.Form):
    token = form_token()
    email = forms.EmailField(label="Email address", max_length=254, validators=[storable])
    name = forms.CharField(max_length=120, help_text="As readers of the history will see it.", validators=[storable])
    role = forms.ChoiceField(
        choices=Role.choices,
        initial=Role.CHECKER,
        help_text="Readers see everything; checkers also mark claims and propose verdicts; editors also review and publish;"
        " administrators also keep people and settings.",
    )


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]
    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Person
        fields = ("name", "role", "is_active")
        labels = {"is_active": "May sign in"}
        help_texts = {"is_active": "Without it they are signed out everywhere and their tokens are revoked. Their work stays."}

    def changes(self) -> dict[str, Any]:
        return {field: self.cleaned_data[field] for field in self.Meta.fields}


class VouchForm(forms.Form):
    reason = forms.CharField(
        label="How you know the person",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        validators=[storable],
        help_text="Such as: we met in the newsroom on Monday. Your name and these words stay on record.",
        error_messages={"required": "Say how you know that this person uses the account: it stays on record."},
    )


class NameForm(forms.ModelForm):  # type: ignore[type-arg]
    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Person
        fields = ("name",)


class TokenForm(forms.Form):
    token = form_token()
    name = forms.CharField(max_length=80, label="What it is for", help_text="Such as: nightly export.", validators=[storable])
