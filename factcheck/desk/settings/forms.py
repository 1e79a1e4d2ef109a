"""Ratings of the scale."""

from __future__ import annotations

from typing import Any

from django import forms

from factcheck.verdicts.fields import RATING
from factcheck.verdicts.models import Rating
from factcheck.web.form_fields import LineField
from factcheck.web.submission import EditForm, IdempotentForm


class RatingForm(forms.ModelForm):  # type: ignore[type-arg]
    """One step of the scale. The number is left open where the rating has no place between false and true."""

    class Meta:
        model = Rating
        fields = RATING.names
        field_classes = {"name": LineField, "description": LineField}
        labels = RATING.form_labels
        help_texts = RATING.help_texts

    def validate_unique(self) -> None:
        """Nothing: the action reports a duplicate name, with the same message on every screen and in the API."""

    def values(self) -> dict[str, Any]:
        """The fields as `add_rating` and `edit_rating` take them."""
        return {name: self.cleaned_data[name] for name in RATING.names}


class NewRatingForm(RatingForm, IdempotentForm):
    """Adding a rating."""


class RatingEditForm(RatingForm, EditForm):
    @classmethod
    def initial_of(cls, row: Rating) -> dict[str, Any]:
        return forms.model_to_dict(row, RATING.names)
