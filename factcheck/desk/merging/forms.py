"""The form that confirms a merge."""

from __future__ import annotations

from typing import Any

from django import forms

from factcheck.ledger.named import Named
from factcheck.web.submission import EditForm


class NameMergeForm(EditForm):
    """Merges a row into another one. `into` is the id of the survivor, and `into_version` its version in the preview."""

    into = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    into_version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def arguments(self, survivor: Named) -> dict[str, Any]:
        """The keyword arguments of the action, except the row to be merged."""
        clean = self.cleaned_data
        return {
            "into": survivor,
            "seen_version": clean["version"],
            "seen_into_version": clean["into_version"],
            "token": clean["token"],
        }
