"""Forms for the people screens: invitations, accounts, vouching, a person's own name, and tokens."""

from __future__ import annotations

from typing import Any

from django import forms

from factcheck.accounts.fields import PERSON_NAME, TOKEN_NAME, VOUCHING_REASON
from factcheck.accounts.models import DEFAULT_TOKEN_DAYS, MAX_DECISION_DAYS, MAX_TOKEN_DAYS, Person, Role, Scope
from factcheck.desk.form_fields import SuccessorField
from factcheck.desk.people import messages
from factcheck.web.form_fields import LineField, MultilineField
from factcheck.web.submission import EditForm, IdempotentForm
from factcheck.web.text import storable


class InviteForm(IdempotentForm):
    email = forms.EmailField(label="Email address", max_length=254, validators=[storable])
    name = LineField(max_length=PERSON_NAME.max_length, help_text=messages.NAME_HELP)
    role = forms.ChoiceField(
        choices=Role.choices,
        initial=Role.CHECKER,
        help_text=messages.ROLE_HELP,
    )


class NewLinkForm(IdempotentForm):
    """Creates another invitation link."""


class PersonEditForm(forms.ModelForm, EditForm):  # type: ignore[type-arg]
    hand_over_to = SuccessorField(required=False, label=messages.HAND_OVER_LABEL)

    class Meta:
        model = Person
        fields = ("name", "role", "is_active")
        field_classes = {"name": LineField}
        labels = {"is_active": "Can sign in"}
        help_texts = {"role": f"{messages.ROLE_HELP} {messages.CHANGED_ROLE_HELP}", "is_active": messages.ACTIVE_HELP}

    @classmethod
    def initial_of(cls, row: Person) -> dict[str, Any]:
        return forms.model_to_dict(row, cls.Meta.fields)

    def changes(self) -> dict[str, Any]:
        """The keyword arguments of `change_person`."""
        return {field: self.cleaned_data[field] for field in (*self.Meta.fields, "hand_over_to")}


class VouchForm(IdempotentForm):
    reason = MultilineField(
        label=messages.VOUCH_LABEL,
        max_length=VOUCHING_REASON.max_length,
        rows=2,
        help_text=messages.VOUCH_HELP,
        error_messages={"required": messages.VOUCH_REQUIRED},
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
    name = LineField(max_length=TOKEN_NAME.max_length, label=messages.PURPOSE_LABEL, help_text=messages.PURPOSE_HELP)
    scope = forms.ChoiceField(
        choices=Scope.choices, initial=Scope.READ, label=messages.SCOPE_LABEL, help_text=messages.SCOPE_HELP
    )
    days = forms.IntegerField(
        min_value=1,
        max_value=MAX_TOKEN_DAYS,
        initial=DEFAULT_TOKEN_DAYS,
        label=messages.DAYS_LABEL,
        help_text=messages.DAYS_HELP,
    )

    def arguments(self) -> dict[str, Any]:
        """The keyword arguments of `issue_token`. A token that can decide expires after a day, whatever `days` says."""
        values = {name: self.cleaned_data[name] for name in ("name", "scope", "days", "token")}
        if values["scope"] == Scope.DECIDE:
            values["days"] = MAX_DECISION_DAYS
        return values
