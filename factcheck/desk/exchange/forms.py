"""The forms that export a claim."""

from __future__ import annotations

from typing import Any

from django import forms

from factcheck.desk.exchange import messages
from factcheck.web.form_fields import RequiredMessages


class ClaimExportForm(RequiredMessages, forms.Form):
    """`items` are the ids of the items that can be left out."""

    with_originals = forms.BooleanField(label=messages.ORIGINALS, help_text=messages.ORIGINALS_HELP, required=False, initial=True)
    without_items = forms.TypedMultipleChoiceField(coerce=int, required=False, label=messages.LEFT_OUT)

    def __init__(self, *args: Any, items: list[int], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["without_items"].choices = [(pk, pk) for pk in items]  # type: ignore[attr-defined]
