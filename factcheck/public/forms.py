"""The search and the filters of the public index."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, cast

from django import forms

from factcheck.publishing.listing import MAX_FILTER_OPTIONS, MAX_SEARCH, Filter, FilterOptions
from factcheck.publishing.models import Publication
from factcheck.web.form_fields import LineField
from factcheck.web.text import storable

MAX_RATING = Publication._meta.get_field("rating").max_length or 0
MAX_RATINGS = 20
"""Maximum number of ratings in a request. Further ones are not valid."""
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
    """The search and the filters of the index. `options` are what they offer; other values are valid but match no check."""

    q = LineField(label="Search the checks", max_length=MAX_SEARCH, required=False)
    rating = forms.MultipleChoiceField(label="Rating", required=False)
    retracted = forms.BooleanField(required=False)
    topic = LineField(label="Topic", max_length=Publication._meta.get_field("topics").base_field.max_length, required=False)
    claimant = LineField(label="Who said it", max_length=Publication._meta.get_field("claimant").max_length, required=False)
    since = FilterDateField(label="Published from")
    until = FilterDateField(label="Published until")

    def __init__(self, data: Any, *, options: FilterOptions) -> None:
        super().__init__(data, auto_id="filter-%s")
        self.options = options
        self.suggestions: dict[str, tuple[str, ...]] = {}
        """The names that a text field suggests, by the id of its list; a select offers its names itself."""
        self.fields["q"].widget = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})
        ratings = [option.rating for option in options.ratings]
        known = dict.fromkeys([*ratings, *data.getlist("rating")[:MAX_RATINGS]])
        cast(forms.MultipleChoiceField, self.fields["rating"]).choices = [(name, name) for name in known]
        for name, every, names in (("topic", "All topics", options.topics), ("claimant", "Everyone", options.claimants)):
            if len(names) < MAX_FILTER_OPTIONS:
                chosen = data.get(name, "")
                offered = dict.fromkeys([*names, *([chosen] if chosen else [])])
                self.fields[name].widget = forms.Select(choices=[("", every), *((each, each) for each in offered)])
            else:
                self.suggestions[f"{name}s"] = names
                self.fields[name].widget.attrs |= {"list": f"{name}s", "autocomplete": "off"}

    def clean_rating(self) -> tuple[str, ...]:
        ratings = self.cleaned_data["rating"]
        for rating in ratings:
            storable(rating)
            if len(rating) > MAX_RATING:
                raise forms.ValidationError(f"A rating has at most {MAX_RATING} characters.")
        return tuple(ratings)

    @property
    def filter(self) -> Filter:
        values = self.cleaned_data
        return Filter(
            words=values["q"],
            ratings=values["rating"],
            is_retracted=values["retracted"],
            topic=values["topic"],
            claimant=values["claimant"],
            since=values["since"],
            until=values["until"],
        )

    @property
    def has_narrow_filter(self) -> bool:
        """Whether a filter besides the search is in use or not valid; the filters are then displayed open."""
        if self.is_valid():
            return bool(replace(self.filter, words=""))
        return bool(self.errors.keys() - {"q"})
