"""Forms that publish, correct, and retract a check."""

from __future__ import annotations

from typing import Any

from django import forms

from factcheck.desk.publish import messages
from factcheck.publishing.fields import CORRECTION, MAX_CLOSING_REASON, NO_CLOSING_REASON, NO_NOTICE
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
        """The keyword arguments of the action."""
        clean = self.cleaned_data
        return {"notice": clean["notice"], "seen_version": clean["version"], "token": clean["token"]}


class RewordForm(NoticeForm):
    """Edits the notice of an open correction. `correction`, its id, distinguishes this form from CorrectForm."""

    correction = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    @classmethod
    def initial_of(cls, row: Correction) -> dict[str, Any]:
        return {"notice": row.notice, "correction": row.pk}


class CorrectForm(NoticeForm):
    correction_kind = forms.ChoiceField(
        label=messages.CORRECTION_KIND_LABEL,
        choices=[
            (CorrectionKind.TYPO, messages.TYPO),
            (CorrectionKind.CLARIFICATION, messages.CLARIFICATION),
            (CorrectionKind.CHANGE_OF_VERDICT, messages.CHANGE_OF_VERDICT),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": messages.CORRECTION_KIND_REQUIRED},
    )
    field_order = ("correction_kind", "notice", "version", "token")


class RetractForm(NoticeForm):
    """The notice of a retraction."""


class RecheckForm(NoticeForm):
    """The notice that will be published with the new check."""


class DropForm(EditForm):
    """The reason for dropping a correction or new check."""

    reason = MultilineField(
        label=messages.DROP_REASON_LABEL,
        help_text=messages.DROP_REASON_HELP,
        max_length=MAX_CLOSING_REASON,
        rows=3,
        error_messages={"required": NO_CLOSING_REASON},
    )

    def arguments(self) -> dict[str, Any]:
        """The keyword arguments of the action."""
        clean = self.cleaned_data
        return {"reason": clean["reason"], "seen_version": clean["version"], "token": clean["token"]}


class PublishForm(IdempotentForm):
    """The version of the verdict and the digest of the document on the page."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = LineField(max_length=64, widget=forms.HiddenInput)
