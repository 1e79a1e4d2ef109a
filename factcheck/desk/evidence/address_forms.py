"""Forms for checks of the address of an item."""

from __future__ import annotations

from typing import Any

from django import forms

from factcheck.desk.evidence import messages
from factcheck.evidence.availability.fields import REASON_REQUIRED, STATEMENT
from factcheck.evidence.availability.schedule import MAX_DAYS
from factcheck.web.form_fields import MultilineField
from factcheck.web.submission import IdempotentForm


class IntervalForm(IdempotentForm):
    """How often the address of an item is checked. `days` after `is_valid` is the argument of `set_interval`."""

    mode = forms.ChoiceField(
        label=messages.INTERVAL_LABEL,
        help_text=messages.INTERVAL_HELP,
        choices=[("", messages.AS_NEWSROOM), ("own", messages.OWN_INTERVAL), ("never", messages.NEVER_CHECKED)],
        required=False,
        widget=forms.RadioSelect,
    )
    days_between = forms.IntegerField(label=messages.DAYS_LABEL, min_value=1, max_value=MAX_DAYS, required=False)
    days: int | None = None

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or self.cleaned_data
        mode, days = clean.get("mode", ""), clean.get("days_between")
        if mode == "own" and days is None and "days_between" not in self.errors:
            self.add_error("days_between", messages.DAYS_REQUIRED)
        self.days = {"": None, "never": 0}.get(mode, days)
        return clean


class NoNoticeForm(IdempotentForm):
    """Why readers need not be told about the result of a check. `check` is the id of the result that the editor saw."""

    check = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**63 - 1)
    reason = MultilineField(**STATEMENT.control("reason"), error_messages={"required": REASON_REQUIRED})
