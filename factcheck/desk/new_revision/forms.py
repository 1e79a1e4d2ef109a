"""The forms for a new revision and for decisions about its quotes."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from factcheck.claims.fields import MAX_SPANS
from factcheck.desk.library.forms import TextForm
from factcheck.desk.withdrawal import ReasonForm
from factcheck.web.form_fields import LineField
from factcheck.web.submission import EditForm


class RevisionForm(TextForm, EditForm):
    """The text of a new revision. `version` is the version of the article."""


class KeepForm(ReasonForm):
    """The reason why a quote stays in the revision that it quotes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "This decision stays on the record with this reason. Readers do not see the reason."


class PlaceForm(EditForm):
    """The place that a person accepts for a quote. `version` is the version of the mention or evidence item."""

    revision = forms.IntegerField(min_value=1, max_value=1_000_000)
    place = LineField(max_length=20 * MAX_SPANS)

    def clean_place(self) -> list[tuple[int, int]]:
        """The ranges "start-end", separated by spaces, in code points."""
        ranges = [re.fullmatch(r"(\d{1,9})-(\d{1,9})", part) for part in self.cleaned_data["place"].split()]
        if not ranges or not all(ranges):
            raise forms.ValidationError("Choose one of the proposed places.")
        return [(int(match[1]), int(match[2])) for match in ranges if match]
