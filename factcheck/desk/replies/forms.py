"""Forms for requests for comment, their outcomes, and reasons for not asking."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.html import format_html

from factcheck.desk.replies import messages
from factcheck.evidence.parties import PossibleParty
from factcheck.evidence.replies.fields import ANSWER, NO_REASON, REPLY, REQUEST
from factcheck.evidence.replies.models import Channel, Reply, ReplyOutcome
from factcheck.web.form_fields import DayField, LineField, MultilineField
from factcheck.web.submission import EditForm, IdempotentForm

OTHER = "other"
"""The value of the choice “Someone else.”"""


class WhoForm(IdempotentForm):
    """Whom a request concerns: someone in the claim's record, or a typed name. `choices` are those of the record."""

    who = forms.ChoiceField(
        label="Who",
        widget=forms.RadioSelect,
        error_messages={"required": messages.WHO_REQUIRED, "invalid_choice": messages.WHO_UNKNOWN},
    )
    name = LineField(**REPLY.control("name", label=messages.SOMEONE_ELSE_NAME), required=False)

    def __init__(self, *args: Any, choices: Sequence[PossibleParty], **options: Any) -> None:
        super().__init__(*args, **options)
        self.rows = {choice.key: choice for choice in choices}
        who: Any = self.fields["who"]
        who.choices = [
            *((choice.key, format_html("<bdi>{}</bdi>", choice.label)) for choice in choices),
            (OTHER, messages.SOMEONE_ELSE),
        ]

    def clean(self) -> None:
        clean = self.cleaned_data
        chosen, name = clean.get("who"), clean.get("name")
        if chosen == OTHER and not name and "name" not in self.errors:
            self.add_error("name", messages.WHO_REQUIRED)
        elif chosen and chosen != OTHER and name:
            self.add_error("name", messages.NAME_WITHOUT_CHOICE)

    def arguments(self) -> dict[str, Any]:
        """The keyword arguments of `add_reply`."""
        clean = self.cleaned_data
        chosen = self.rows.get(clean["who"])
        who = {"actor": chosen.actor, "source": chosen.source} if chosen else {"name": clean["name"]}
        return {**who, **self.values(), "token": clean["token"]}

    def values(self) -> dict[str, Any]:
        raise NotImplementedError


class RequestFieldsForm(forms.Form):
    """The fields of a request."""

    asked_on = DayField(**REPLY.control("asked_on"))
    channel = forms.ChoiceField(
        **REPLY.control("channel"),
        choices=[("", messages.CHANNEL_REQUIRED), *[(c.value, c.label) for c in Channel]],
        error_messages={"required": messages.CHANNEL_REQUIRED},
    )
    channel_note = LineField(**REPLY.control("channel_note"), required=False)
    deadline = DayField(**REPLY.control("deadline"))
    contact = LineField(**REPLY.control("contact"), required=False)
    question = MultilineField(**REPLY.control("question"), required=False, rows=14)

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in REQUEST}


class NewRequestForm(RequestFieldsForm, WhoForm):
    """Records a request for comment."""

    asked_on = DayField(**REPLY.control("asked_on"), initial=timezone.localdate)
    field_order = ("who", "name")


class NotAskedForm(WhoForm):
    """Records why somebody was not asked."""

    not_asked_because = MultilineField(**REPLY.control("not_asked_because"), error_messages={"required": NO_REASON})

    def values(self) -> dict[str, Any]:
        return {"not_asked_because": self.cleaned_data["not_asked_because"]}


class _ReplyEditForm(EditForm):
    """Corrects what was recorded. A typed name can be corrected; `of` leaves the field out for a source or an actor."""

    name = LineField(**REPLY.control("name"))

    @classmethod
    def of(cls, row: Any, request: Any = None) -> Any:
        form = super().of(row, request)
        if not row.name:
            del form.fields["name"]
        return form

    @classmethod
    def initial_of(cls, row: Reply) -> dict[str, Any]:
        return REPLY.values_of(row)

    def arguments(self) -> dict[str, Any]:
        """The keyword arguments of `change_reply`."""
        clean = self.cleaned_data
        typed = {"name": clean["name"]} if "name" in self.fields else {}
        return {**typed, **self.values(), "seen_version": clean["version"], "token": clean["token"]}

    def values(self) -> dict[str, Any]:
        raise NotImplementedError


class RequestEditForm(RequestFieldsForm, _ReplyEditForm):
    field_order = ("name",)


class NotAskedEditForm(_ReplyEditForm):
    not_asked_because = MultilineField(**REPLY.control("not_asked_because"), error_messages={"required": NO_REASON})

    def values(self) -> dict[str, Any]:
        return {"not_asked_because": self.cleaned_data["not_asked_because"]}


class OutcomeForm(EditForm):
    """Records or corrects the outcome of a request."""

    outcome = forms.ChoiceField(
        **REPLY.control("outcome"),
        choices=[choice for choice in ReplyOutcome.choices if choice[0]],
        widget=forms.RadioSelect,
        error_messages={"required": messages.OUTCOME_REQUIRED},
    )
    answer = MultilineField(**REPLY.control("answer"), required=False, rows=6)
    answered_on = DayField(**REPLY.control("answered_on"), required=False)
    answered_by = LineField(**REPLY.control("answered_by"), required=False)

    @classmethod
    def of(cls, row: Any, request: Any = None) -> Any:
        form = super().of(row, request)
        if row.outcome:  # a mistake can be corrected
            outcome: Any = form.fields["outcome"]
            outcome.required = False
            outcome.choices = [*outcome.choices, ("", messages.NO_RESULT_LABEL)]
        return form

    @classmethod
    def initial_of(cls, row: Reply) -> dict[str, Any]:
        return {name: getattr(row, name) for name in ANSWER}

    def arguments(self) -> dict[str, Any]:
        """The keyword arguments of `change_reply`."""
        clean = self.cleaned_data
        return {**{name: clean[name] for name in ANSWER}, "seen_version": clean["version"], "token": clean["token"]}
