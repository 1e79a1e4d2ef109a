"""Forms for the newsroom, the evidence gate, and the rating scale."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings

from factcheck.archive.fields import MAX_FILE_NAME
from factcheck.desk.settings import messages
from factcheck.evidence.fields import file_too_large
from factcheck.newsroom.colors import read_color
from factcheck.newsroom.fields import MAX_CHECK_DAYS, NEWSROOM
from factcheck.newsroom.models import Fetching, Newsroom, QuoteSurroundings
from factcheck.publishing.logos.limits import MAX_BYTES, MIN_SIDE
from factcheck.verdicts import gate
from factcheck.verdicts.fields import RATING
from factcheck.verdicts.models import Conclusion, Rating
from factcheck.web.form_fields import LineField
from factcheck.web.submission import EditForm, IdempotentForm
from factcheck.web.text import storable


class NewsroomForm(EditForm):
    """The name and the contact address. A placeholder shows the value of the environment variable behind an empty field."""

    name = LineField(**NEWSROOM.control("name"), required=False)
    contact = forms.EmailField(**NEWSROOM.control("contact"), required=False, validators=[storable])
    brand_color = LineField(**NEWSROOM.control("brand_color"), required=False)
    accent_color = LineField(**NEWSROOM.control("accent_color"), required=False)
    page_fetching = forms.ChoiceField(
        **NEWSROOM.control("page_fetching"), choices=Fetching, required=False, widget=forms.RadioSelect
    )
    quote_surroundings = forms.ChoiceField(
        **NEWSROOM.control("quote_surroundings"), choices=QuoteSurroundings, required=False, widget=forms.RadioSelect
    )

    check_days = forms.IntegerField(**NEWSROOM.control("check_days"), min_value=1, max_value=MAX_CHECK_DAYS, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].widget.attrs["placeholder"] = settings.NEWSROOM_NAME
        self.fields["contact"].widget.attrs["placeholder"] = settings.CONTACT
        for name, color in (("brand_color", "#0d3b36"), ("accent_color", "#0b5d56")):
            self.fields[name].widget.attrs |= {"placeholder": color, "autocomplete": "off", "spellcheck": "false"}

    @property
    def preview_key(self) -> str:
        """The key of the picture of the entered colors, or of the stored ones while the entered ones are not valid."""
        brand, accent = (read_color(str(self[name].value() or "")) or "" for name in ("brand_color", "accent_color"))
        return f"{brand[1:]}-{accent[1:]}"

    @classmethod
    def initial_of(cls, row: Newsroom) -> dict[str, Any]:
        return NEWSROOM.values_of(row)

    def values(self) -> dict[str, Any]:
        """The keyword arguments of `edit_newsroom`."""
        return {name: self.cleaned_data[name] for name in NEWSROOM.names}


class LogoForm(EditForm):
    """The file of a new logo."""

    file = forms.FileField(
        label="File",
        max_length=MAX_FILE_NAME,
        error_messages={"empty": messages.LOGO_EMPTY, "required": messages.LOGO_REQUIRED},
        help_text=messages.logo_help(MAX_BYTES, MIN_SIDE),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    contains_name = forms.BooleanField(label=messages.CONTAINS_NAME, help_text=messages.CONTAINS_NAME_HELP, required=False)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(file_too_large(file.size, MAX_BYTES))
        return file


class LogoRemovalForm(EditForm):
    """Removes the logo. Its hidden fields have no ids, because the page has another form with them."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.auto_id = False


class GateLevelsForm(EditForm):
    """A choice of level for each adjustable line of the gate."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(level.value, level.value) for level in gate.Level]
        for line in gate.ADJUSTABLE:
            self.fields[line.key] = forms.ChoiceField(label=line.label, help_text=line.hint, choices=choices)

    @classmethod
    def initial_of(cls, row: Newsroom) -> dict[str, Any]:
        levels = gate.newsroom_levels(row.gate_levels)
        return {line.key: levels[line.key].value for line in gate.ADJUSTABLE}

    def levels(self) -> dict[str, str]:
        """The argument `levels` of `set_gate_levels`."""
        return {line.key: self.cleaned_data[line.key] for line in gate.ADJUSTABLE}

    def lines(self) -> list[Any]:
        """The bound fields of the lines."""
        return [self[line.key] for line in gate.ADJUSTABLE]


class RatingForm(forms.ModelForm):  # type: ignore[type-arg]
    """A rating. `number` is empty if the rating has no position between false and true."""

    conclusion = forms.ChoiceField(**RATING.control("conclusion"), choices=[("", messages.CHOOSE), *Conclusion.choices])

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
