"""Forms for the rating scale."""

from __future__ import annotations

from typing import Any

from django import forms

from factcheck.verdicts.fields import RATING
from factcheck.verdicts.models import Rating
from factcheck.web.form_fields import LineField
from factcheck.web.submission import EditForm, IdempotentForm


class RatingForm(forms.ModelForm):  # type: ignore[type-arg]
    """A rating. `number` is empty if the rating has no position between false and true."""

    class Meta:
        model = Rating
        fields = RATING.names
        field_classes = {"name": LineField, "description": LineField}
        labels = RATING.form_labels
        help_texts = RATING.help_texts

    def validate_unique(self) -> None:
        """Does nothing: the action reports duplicate names, with the same message on every screen and in the API."""

    def values(self) -> dict[str, Any]:
        """The keyword arguments of `add_rating` and `edit_rating`."""
        return {name: self.cleaned_data[name] for name in RATING.names}


class NewRatingForm(RatingForm, IdempotentForm):
    """Adds a rating."""


class RatingEditForm(RatingForm, EditForm):
    @classmethod
    def initial_of(cls, row: Rating) -> dict[str, Any]:
        return forms.model_to_dict(row, RATING.names)
