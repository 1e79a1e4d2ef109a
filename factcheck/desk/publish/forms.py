"""Filters of the public index, and the forms of correcting and retracting."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from factcheck.publishing.limits import MOST_NOTICE
from factcheck.publishing.models import Correction, CorrectionKind
from factcheck.publishing.queries import Filter
from factcheck.verdicts.models import Conclusion
from factcheck.web.form_fields import LineField, MultilineField
from factcheck.web.submission import EditForm, IdempotentForm

EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 31)


class Day(forms.DateField):
    """A day as the browser's own picker sends it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, input_formats=["%Y-%m-%d"], widget=forms.DateInput(attrs={"type": "date"}), **options)

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day and not EARLIEST <= day <= LATEST:
            raise forms.ValidationError("Choose a day between 1900 and 2999.")
        return day


class FilterForm(forms.Form):
    """What a reader looks for. `offered` fills the lists; other values are accepted and find nothing."""

    conclusion = forms.ChoiceField(choices=[("", "any"), *Conclusion.choices], required=False)
    rating = LineField(max_length=60, required=False)
    claimant = LineField(label="Said by", max_length=200, required=False)
    topic = LineField(max_length=60, required=False)
    since = Day(label="Published from")
    until = Day(label="to")

    def __init__(self, data: Any, *, offered: dict[str, list[str]]) -> None:
        super().__init__(data, auto_id="filter-%s")
        self.offered = offered
        self.fields["rating"].widget = forms.Select(choices=[("", "any"), *((word, word) for word in offered["ratings"])])
        for name in ("claimant", "topic"):
            self.fields[name].widget.attrs |= {"list": f"{name}s", "autocomplete": "off"}

    @property
    def chosen(self) -> Filter:
        return Filter(**self.cleaned_data)


NOTICE_HELP = "Readers see this at the top of the check and in the corrections log. Say what was wrong and what is right."


class NoticeForm(EditForm):
    notice = MultilineField(
        label="Public notice",
        help_text=NOTICE_HELP,
        max_length=MOST_NOTICE,
        rows=5,
        error_messages={"required": "Say what changes and why: readers see this."},
    )

    def arguments(self) -> dict[str, Any]:
        """The keyword arguments that an action takes from the form."""
        clean = self.cleaned_data
        return {"notice": clean["notice"], "seen_version": clean["version"], "token": clean["token"]}


class RewordForm(NoticeForm):
    """The notice of an open correction. `correction` is its id, so that a form that opens one is not mistaken for this."""

    correction = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    @classmethod
    def initial_of(cls, row: Correction) -> dict[str, Any]:
        return {"notice": row.notice, "correction": row.pk}


class CorrectForm(NoticeForm):
    correction_kind = forms.ChoiceField(
        label="What kind of correction",
        choices=[
            (CorrectionKind.TYPO, "Typo: a slip in writing; the meaning stays"),
            (CorrectionKind.CLARIFICATION, "Clarification: something is added or said more exactly; the rating stays"),
            (CorrectionKind.CHANGE_OF_VERDICT, "Change of verdict: the rating becomes another one"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the kind: readers see it."},
    )
    field_order = ("correction_kind", "notice", "version", "token")


class RetractForm(NoticeForm):
    """The notice and nothing else: what was published stays readable beneath it."""


class PublishForm(IdempotentForm):
    """What the editor read: the verdict's version and the digest of the document."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = LineField(max_length=64, widget=forms.HiddenInput)
