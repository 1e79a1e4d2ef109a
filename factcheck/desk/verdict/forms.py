"""Forms for the verdict screen: the text of a version with what a submission adds to it, and the other moves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from factcheck.desk.form_fields import SuccessorField
from factcheck.desk.verdict import messages
from factcheck.verdicts import gate
from factcheck.verdicts.fields import MAX_REVIEW_REASON, MAX_WAIVER_REASON, VERDICT
from factcheck.verdicts.models import Conclusion, Rating, Verdict, VerdictVersion
from factcheck.verdicts.moves import Move
from factcheck.verdicts.queries import version_at
from factcheck.web.dates import is_future
from factcheck.web.form_fields import DayField, LineField, MultilineField
from factcheck.web.submission import EditForm
from factcheck.web.text import normalize_line_endings

OF_TEXT_FORM = {"form": "verdict-form"}
"""The attribute of a control that belongs to the form with the text but is displayed elsewhere on the page."""


class RatingRadio(forms.RadioSelect):
    """Radio buttons that name their conclusion, which static/js/rating-conclusion.js copies to the field `conclusion`."""

    def create_option(self, name: str, value: Any, *args: Any, **options: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **options)
        rating = getattr(value, "instance", None)
        option["attrs"]["data-conclusion"] = rating.conclusion if rating else ""
        return option


class RatingField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable at run time
    widget = RatingRadio

    def label_from_instance(self, rating: Rating) -> str:
        return str(rating.name) if rating.is_active else f"{rating.name} (no longer in use)"


class VerdictForm(EditForm):
    """The text of a version, and what its author adds to submit it: written exceptions, and a message to the editor.

    `version` is the version of the verdict row on the page; empty for a new verdict. The page has the buttons that save the text
    and the one that submits it, so that a submission contains unsaved input.
    """

    error_heading = ""
    """the heading of the error summary; empty for the default one"""
    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    rating = RatingField(
        **VERDICT.control("rating"), queryset=Rating.objects.none(), required=False, blank=True, empty_label="None yet"
    )
    conclusion = forms.ChoiceField(
        **VERDICT.control("conclusion"), choices=[("", "same as the rating"), *Conclusion.choices], required=False
    )
    headline = LineField(**VERDICT.control("headline"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    summary = MultilineField(**VERDICT.control("summary"), required=False, rows=2)
    rationale = MultilineField(**VERDICT.control("rationale"), required=False, rows=16)
    as_of = DayField(**VERDICT.control("as_of"), required=False)
    message = MultilineField(
        label=messages.MESSAGE,
        help_text=messages.MESSAGE_HELP,
        required=False,
        max_length=MAX_REVIEW_REASON,
        widget=forms.Textarea(attrs={"rows": 2, **OF_TEXT_FORM}),
    )

    def __init__(
        self,
        *args: Any,
        latest: VerdictVersion | None = None,
        seen: int | None = None,
        exceptions: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        """`latest`: the version to edit. `seen`: the version of the verdict row on the page.

        `exceptions`: the initial values of the exceptions, by key of the gate line.
        """
        initial = self._values_of(latest) | {"version": seen} if latest else self._values_of_new()
        initial |= {exception_field(line): reason for line, reason in (exceptions or {}).items()}
        super().__init__(*args, **{"initial": initial, **kwargs})
        for requirement in gate.ADJUSTABLE:
            self.fields[exception_field(requirement.key)] = MultilineField(
                label=messages.exception_label(requirement.label),
                required=False,
                max_length=MAX_WAIVER_REASON,
                widget=forms.Textarea(attrs={"rows": 2, **OF_TEXT_FORM}),
                help_text=messages.EXCEPTION_HELP,
            )
        # an inactive rating remains a choice if this verdict already has it
        current = Q(pk=latest.rating_id) if latest and latest.rating_id else Q()
        self.fields["rating"].queryset = Rating.objects.filter(Q(is_active=True) | current)  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, row: Verdict) -> dict[str, Any]:
        return cls._values_of(row.latest)

    @classmethod
    def initial_at(cls, row: Verdict, version: int) -> dict[str, Any]:
        return cls._values_of(version_at(row, version) or row.latest)

    @classmethod
    def initial_without_version(cls, row: Verdict) -> dict[str, Any]:
        """Only the form for the first version names no version: it was opened before the verdict existed."""
        return cls._values_of_new()

    @staticmethod
    def _values_of_new() -> dict[str, Any]:
        return {"as_of": timezone.localdate()}

    @staticmethod
    def _values_of(version: VerdictVersion) -> dict[str, Any]:
        """The values of a version. A conclusion that is the same as that of the rating is empty, so it follows a new rating."""
        is_derived = version.rating is not None and version.rating.conclusion == version.conclusion
        conclusion = "" if is_derived else version.conclusion
        return {**VERDICT.values_of(version), "rating": version.rating_id, "conclusion": conclusion}

    def clean_as_of(self) -> date:
        as_of: date = self.cleaned_data["as_of"] or timezone.localdate()
        if is_future(as_of):
            raise forms.ValidationError(messages.DATE_IN_FUTURE)
        return as_of

    def clean(self) -> dict[str, Any]:
        """Complete an empty conclusion here as well as in the action, so that an edit conflict displays it."""
        values = super().clean() or self.cleaned_data
        if not values.get("conclusion") and values.get("rating"):
            values["conclusion"] = values["rating"].conclusion
        return values

    def text(self) -> dict[str, Any]:
        """The keyword arguments of `open_verdict` and `save_version`."""
        return {name: self.cleaned_data[name] for name in VERDICT.names}

    def text_so_far(self) -> dict[str, Any]:
        """The text of a form that may be invalid: a field that could not be saved is empty."""
        self.is_valid()
        empty = {"rating": None, "as_of": timezone.localdate()}
        return {name: self.cleaned_data.get(name, empty.get(name, "")) for name in VERDICT.names}

    def text_on_page(self) -> dict[str, Any]:
        """The same, but a text that could not be saved is the one that was entered, which the page displays."""
        entered = {name: self.data.get(name, "") for name in ("headline", "summary", "rationale")}
        return self.text_so_far() | {name: text for name, text in entered.items() if name in self.errors}

    def is_text_of(self, version: VerdictVersion) -> bool:
        """Whether the valid form contains the text of `version`."""
        return self.text() == VERDICT.values_of(version)

    def waivers(self) -> dict[str, str]:
        """The written exceptions: key of the gate line → reason."""
        clean = self.cleaned_data
        return {line.key: text for line in gate.ADJUSTABLE if (text := clean.get(exception_field(line.key)))}

    @property
    def has_submission_input(self) -> bool:
        """Whether the request contains a new exception or a message, which only a submission saves."""
        names = ["message", *(exception_field(line.key) for line in gate.ADJUSTABLE)]
        entered = {name: normalize_line_endings(self.data.get(name, "")).strip() for name in names}
        return any(text and text != self.initial.get(name) for name, text in entered.items())

    def exceptions_for(self, lines: Iterable[gate.Line]) -> list[Any]:
        """The bound fields of the exceptions that the page displays: those of unmet lines, and those with input.

        The exceptions of the newest version are included, because the next version needs its own.
        """
        names = [exception_field(line.key) for line in lines if line.may_be_waived and (line.is_open or line.waiver)]
        if self.is_bound:  # if the line has been met meanwhile, its field remains, so that no input is lost
            names += [name for name in self.fields if name.startswith("exception_") and name not in names and self.data.get(name)]
        return [self[name] for name in names]

    def other_exceptions(self, displayed: Iterable[Any]) -> list[Any]:
        """The fields for the other lines that a written exception can replace; script shows one if its line becomes missing."""
        names = {field.name for field in displayed}
        return [self[name] for line in gate.ADJUSTABLE if (name := exception_field(line.key)) not in names]


def exception_field(line: str) -> str:
    """The name of the field for a written exception to a line of the gate."""
    return f"exception_{line}"


class MoveForm(EditForm):
    """A move of the verdict, with a reason field if the move has one, and a choice of people if it names one."""

    def __init__(self, *args: Any, move: Move, **kwargs: Any) -> None:
        # a page may contain the forms of several moves
        super().__init__(*args, **{"auto_id": f"id_{move.name}_%s", **kwargs})
        if move.takes_person:
            self.fields["to"] = SuccessorField(
                label=messages.NEW_AUTHOR,
                help_text=messages.NEW_AUTHOR_HELP,
                error_messages={"required": messages.NEW_AUTHOR_REQUIRED},
            )
        if move.reason:
            self.fields["reason"] = MultilineField(
                label=move.reason.label,
                help_text=move.reason.help,
                required=move.needs_reason,
                error_messages={"required": move.reason.missing},
                max_length=MAX_REVIEW_REASON,
                rows=2,
            )

    def leave_out_author(self, author_id: int) -> None:
        """Do not offer the current author as the new one."""
        if "to" in self.fields:
            self.fields["to"].leave_out(author_id)  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        """The keyword arguments of `verdicts.actions.move`."""
        clean = dict(self.cleaned_data)
        return {"seen_version": clean.pop("version"), **clean}
