"""The form for an editor's decision."""

from __future__ import annotations

from django import forms

from factcheck.desk.review.messages import NOTE_HELP
from factcheck.verdicts.fields import MAX_REVIEW_REASON
from factcheck.web.form_fields import MultilineField
from factcheck.web.submission import EditForm


class DecisionForm(EditForm):
    """An editor's decision. `number`: the reviewed version of the verdict; `basis`: the digest of the reviewed record."""

    number = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    basis = forms.RegexField(r"^[0-9a-f]{64}\Z", widget=forms.HiddenInput)
    reason = MultilineField(
        label="Your note",
        required=False,
        max_length=MAX_REVIEW_REASON,
        widget=forms.Textarea(attrs={"rows": 3, "data-key": "d", "data-key-words": "Go to your decision"}),
        help_text=NOTE_HELP,
    )
