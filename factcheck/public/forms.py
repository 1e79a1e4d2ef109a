"""The filters of the public index."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from factcheck.publishing.models import Publication
from factcheck.publishing.queries import Filter
from factcheck.web.form_fields import LineField

EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 31)


class FilterDateField(forms.DateField):
    """An optional date, in the format of the browser's date picker."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, input_formats=["%Y-%m-%d"], widget=forms.DateInput(attrs={"type": "date"}), **options)

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day and not EARLIEST <= day <= LATEST:
            raise forms.ValidationError("Enter a date between 1900 and 2999.")
        return day


class PublicFilterForm(forms.Form):
    """The filters of the index. `options` are suggestions; other values are valid but match no check."""

    conclusion = forms.ChoiceField(choices=[("", "any"), *Publication._meta.get_field("conclusion").flatchoices], required=False)
    rating = LineField(max_length=Publication._meta.get_field("rating").max_length, required=False)
    claimant = LineField(label="Said by", max_length=Publication._meta.get_field("claimant").max_length, required=False)
    topic = LineField(max_length=Publication._meta.get_field("topics").base_field.max_length, required=False)
    since = FilterDateField(label="Published from")
    until = FilterDateField(label="to")

    def __init__(self, data: Any, *, options: dict[str, list[str]]) -> None:
        super().__init__(data, auto_id="filter-%s")
        self.options = options
        self.fields["rating"].widget = forms.Select(choices=[("", "any"), *((rating, rating) for rating in options["ratings"])])
        for name in ("claimant", "topic"):
            self.fields[name].widget.attrs |= {"list": f"{name}s", "autocomplete": "off"}

    @property
    def filter(self) -> Filter:
        return Filter(**self.cleaned_data)
