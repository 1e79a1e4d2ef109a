"""The form that moves an item on the board."""

from __future__ import annotations

from typing import Any

from django import forms

from factcheck.desk.board import messages
from factcheck.evidence.fields import EVIDENCE
from factcheck.evidence.models import Evidence, Stance
from factcheck.web.form_fields import LineField
from factcheck.web.submission import EditForm


class MoveItemForm(EditForm):
    """Moves an item to another side, or into or out of a set.

    `to` is the value of a button or of a place to drop an item on: a stance, or a stance and the label of a set after a space. It
    replaces the other two fields.
    """

    to = LineField(required=False, widget=forms.HiddenInput)
    stance = forms.ChoiceField(
        **EVIDENCE.control("stance"),
        choices=Stance,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": messages.STANCE_UNKNOWN},
    )
    evidence_set = LineField(**EVIDENCE.control("evidence_set"), required=False)

    @classmethod
    def initial_of(cls, row: Evidence) -> dict[str, Any]:
        return {"stance": row.stance, "evidence_set": row.evidence_set}

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or self.cleaned_data
        if to := clean.get("to"):
            clean["stance"], _, label = to.partition(" ")
            clean["evidence_set"] = label = label.strip()
            if clean["stance"] not in Stance.values or len(label) > EVIDENCE.max_length("evidence_set"):
                raise forms.ValidationError({"to": messages.STANCE_UNKNOWN})
        elif not self.errors and not clean.get("stance"):
            raise forms.ValidationError({"stance": messages.STANCE_UNKNOWN})
        return clean
