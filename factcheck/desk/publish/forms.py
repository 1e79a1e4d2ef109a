"""Forms that publish, correct and retract."""

from __future__ import annotations

from typing import Any

from django import forms

from factcheck.publishing.fields import CORRECTION, NO_NOTICE
from factcheck.publishing.models import Correction, CorrectionKind
from factcheck.web.form_fields import LineField, MultilineField
from factcheck.web.submission import EditForm, IdempotentForm


class NoticeForm(EditForm):
    notice = MultilineField(
        **CORRECTION.control("notice"),
        rows=5,
        error_messages={"required": NO_NOTICE},
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
