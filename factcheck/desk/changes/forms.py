"""Forms that confirm published checks and set re-check dates."""

from __future__ import annotations

from typing import Any

from django import forms

from factcheck.desk.changes import messages
from factcheck.verdicts.fields import MAX_REVIEW_REASON
from factcheck.verdicts.models import Verdict
from factcheck.web.form_fields import DayField, MultilineField
from factcheck.web.submission import EditForm, IdempotentForm


def _reason_field() -> MultilineField:
    return MultilineField(
        label=messages.REASON_LABEL,
        help_text=messages.REASON_HELP,
        max_length=MAX_REVIEW_REASON,
        rows=2,
        error_messages={"required": messages.REASON_REQUIRED},
    )


class ConfirmForm(EditForm):
    """Confirms one check. `basis` is the digest of the record on the page."""

    reason = _reason_field()
    recheck_on = DayField(label=messages.NEXT_RECHECK_LABEL, help_text=messages.NEXT_RECHECK_HELP, required=False)
    basis = forms.RegexField(r"^[0-9a-f]{64}\Z", widget=forms.HiddenInput)

    def arguments(self) -> dict[str, Any]:
        """The keyword arguments of the action."""
        clean = dict(self.cleaned_data)
        return {"seen_version": clean.pop("version"), **clean}


class ConfirmSharedForm(IdempotentForm):
    """Confirms all checks that share a changed row. `newest` is the number of the newest entry on the page."""

    reason = _reason_field()
    newest = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class RecheckDateForm(EditForm):
    """The day on which a published check appears in the queue again."""

    recheck_on = DayField(label=messages.NEXT_RECHECK_LABEL, help_text=messages.RECHECK_HELP, required=False)

    @classmethod
    def initial_of(cls, row: Verdict) -> dict[str, Any]:
        return {"recheck_on": row.recheck_on}
