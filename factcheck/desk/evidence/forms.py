"""Forms for evidence: one for each kind of item, one for editing an item, and one for the search log."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone

from factcheck.archive.fields import MAX_FILE_NAME
from factcheck.articles.canonical import MAX_CODE_POINTS
from factcheck.articles.fields import SOURCE
from factcheck.articles.models import Precision
from factcheck.claims.dates import PartialDate
from factcheck.desk.choice_labels import EVIDENCE_FOUND, NOTHING_FOUND
from factcheck.desk.evidence import messages
from factcheck.desk.evidence.field_groups import open_groups
from factcheck.desk.evidence.page_fetching import PageFetchingForm
from factcheck.desk.form_fields import PartialDateField
from factcheck.desk.name_fields import SourceNewNameField, ask_once
from factcheck.desk.selection import SelectionForm
from factcheck.evidence.copies.fields import COPY, HOW_REQUIRED
from factcheck.evidence.copies.metadata import StatedByCopy
from factcheck.evidence.fields import (
    EVIDENCE,
    MAX_QUOTE_LENGTH,
    NO_ADDRESS,
    NO_QUOTE,
    QUOTATION,
    SEARCH,
    file_too_large,
)
from factcheck.evidence.locators import FileLocator, Locator, PageLocator, PassageLocator
from factcheck.evidence.models import Closeness, Evidence, Protection, Stance
from factcheck.evidence.queries import source_for_url
from factcheck.web.fields import MAX_URL_LENGTH
from factcheck.web.form_fields import DayField, HttpUrlField, LineField, MultilineField
from factcheck.web.submission import EditForm, IdempotentForm
from factcheck.web.templatetags.parts import STANCE_PHRASES


class EvidenceFieldsForm(forms.Form):
    """The fields that all kinds of evidence share. `values()` returns the keyword arguments of actions."""

    stance = forms.ChoiceField(
        **EVIDENCE.control("stance"),
        choices=Stance,
        widget=forms.RadioSelect,
        error_messages={"required": messages.STANCE_REQUIRED},
    )
    closeness = forms.ChoiceField(
        **EVIDENCE.control("closeness"),
        choices=[(Closeness.PRIMARY, messages.PRIMARY), (Closeness.SECONDARY, messages.SECONDARY)],
        widget=forms.RadioSelect,
        error_messages={"required": messages.KIND_REQUIRED},
    )
    note = MultilineField(**EVIDENCE.control("note"), required=False)
    title = LineField(**EVIDENCE.control("title"), required=False)
    source = SourceNewNameField(**EVIDENCE.control("source", max_length=SOURCE.max_length("name")))
    origin = SourceNewNameField(**EVIDENCE.control("origin", max_length=SOURCE.max_length("name")))
    author = LineField(**EVIDENCE.control("author"), required=False)
    published_on = DayField(**EVIDENCE.control("published_on"), required=False)
    accessed_on = DayField(**EVIDENCE.control("accessed_on"), required=False)
    available_since = PartialDateField(**EVIDENCE.control("available_since"), required=False)
    event_on = PartialDateField(**EVIDENCE.control("event_on"), required=False)
    locator = LineField(**EVIDENCE.control("locator"), required=False)
    evidence_set = LineField(**EVIDENCE.control("evidence_set"), required=False)
    is_graphic = forms.BooleanField(**EVIDENCE.control("is_graphic"), required=False)
    protection = forms.ChoiceField(**EVIDENCE.control("protection"), choices=Protection, required=False)
    protection_note = MultilineField(**EVIDENCE.control("protection_note"), required=False, rows=2)
    source_check = MultilineField(**EVIDENCE.control("source_check"), required=False, rows=2)
    technical_check = MultilineField(**EVIDENCE.control("technical_check"), required=False, rows=2)
    content_check = MultilineField(**EVIDENCE.control("content_check"), required=False, rows=2)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        ask_once(self, "source", "origin")

    def values(self) -> dict[str, Any]:
        """The keyword arguments of actions. Sources are names, or empty."""
        since: PartialDate | None = self.cleaned_data["available_since"]
        event: PartialDate | None = self.cleaned_data["event_on"]
        return {
            **{name: self.cleaned_data[name] for name in EVIDENCE.own_controls},
            "event_on": event.day if event else None,
            "event_precision": event.precision if event else "",
            "available_since": since.day if since else None,
            "available_precision": since.precision if since else Precision.DAY.value,
        }

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        """The initial values for an item. Load its source and origin in the same query."""
        return {
            **{name: getattr(row, name) for name in EVIDENCE.own_controls},
            "source": row.source.name if row.source else "",
            "origin": row.origin.name if row.origin else "",
            "available_since": str(PartialDate(row.available_since, row.available_precision)) if row.available_since else "",
            "event_on": str(PartialDate(row.event_on, row.event_precision)) if row.event_on else "",
        }

    def default_of(self, name: str) -> Any:
        """The value of an optional field that nobody entered."""
        return ""

    @property
    def open_groups(self) -> dict[str, bool]:
        """Folded group of optional fields → whether it is open."""
        return open_groups(self)


def entered_in_form(stated: StatedByCopy) -> dict[str, str]:
    """The values that a copy states, as the fields of a form contain them."""
    return {name: getattr(value, "name", None) or str(value) for name, value in stated.values.items()}


class EvidenceEditForm(EvidenceFieldsForm, EditForm):
    """Corrects an item. For a passage, a SelectionForm on the same page selects another one."""


class PageEditForm(PageFetchingForm, EvidenceEditForm):
    """Corrects a web page: also its address and the quote."""

    address = HttpUrlField(**QUOTATION.control("address"), error_messages={"required": NO_ADDRESS})
    exact = MultilineField(
        **QUOTATION.control("exact", help_text=messages.QUOTE_HELP), error_messages={"required": NO_QUOTE}, rows=4
    )

    def values(self) -> dict[str, Any]:
        return {**super().values(), **{name: self.cleaned_data[name] for name in QUOTATION.names}}

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        return {**super().initial_of(row), **QUOTATION.values_of(row)}


class FileEditForm(EvidenceEditForm):
    """Corrects an uploaded file: also the quote. The file never changes."""

    exact = MultilineField(**QUOTATION.control("exact"), required=False, rows=4)

    def values(self) -> dict[str, Any]:
        return {**super().values(), "exact": self.cleaned_data["exact"]}

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        return {**super().initial_of(row), "exact": row.exact}


EDIT_FORMS: dict[str, type[EvidenceEditForm]] = {"passage": EvidenceEditForm, "address": PageEditForm, "file": FileEditForm}
"""The form that corrects an item, by `Evidence.locator_kind`."""


class StanceForm(EditForm):
    """Moves an item to another column of the board."""

    stance = forms.ChoiceField(choices=Stance)


class AttachForm(EvidenceFieldsForm, IdempotentForm):
    """Attaches an item to a claim. `item_locator` is its locator after `is_valid`.

    `again` attaches an item that is already attached to the claim. Its check box appears only after that error.
    """

    again = forms.BooleanField(label=messages.ATTACH_AGAIN, required=False, widget=forms.HiddenInput)
    item_locator: Locator
    duplicate: Evidence | None = None

    def default_of(self, name: str) -> Any:
        return self.get_initial_for_field(self.fields[name], name)

    def build_locator(self, clean: dict[str, Any]) -> Locator:
        """The locator of the item, from cleaned data without errors."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or self.cleaned_data
        if not self.errors:
            self.item_locator = self.build_locator(clean)
        return clean

    def offer_again(self, duplicate: Evidence) -> None:
        """Display the check box `again` and a link to the item that is already attached."""
        self.duplicate = duplicate
        field: Any = self.fields["again"]
        field.widget = forms.CheckboxInput()
        field.is_error_complete = True  # the label says what to do about the error


class PageForm(PageFetchingForm, AttachForm):
    """A web page: its address and a quote."""

    address = HttpUrlField(
        **QUOTATION.control("address"),
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        error_messages={"required": NO_ADDRESS},
    )
    quote = MultilineField(**QUOTATION.control("exact", help_text=messages.QUOTE_HELP), error_messages={"required": NO_QUOTE})
    accessed_on = DayField(**EVIDENCE.control("accessed_on"), required=False, initial=timezone.localdate)
    field_order = ("address", "quote")

    def build_locator(self, clean: dict[str, Any]) -> Locator:
        return PageLocator(clean["address"], clean["quote"], clean["fetching"], clean["may_show_surroundings"])

    def values(self) -> dict[str, Any]:
        """If no source is named, the source of a page is the one with a matching address."""
        values = super().values()
        return {**values, "source": values["source"] or source_for_url(self.cleaned_data["address"])}


def _of_permitted_size(file: Any) -> Any:
    if file.size > settings.MAX_UPLOAD_BYTES:
        raise forms.ValidationError(file_too_large(file.size, settings.MAX_UPLOAD_BYTES))
    return file


class FileForm(AttachForm):
    """An uploaded file, stored unchanged."""

    file = forms.FileField(
        label="File",
        max_length=MAX_FILE_NAME,
        error_messages={"empty": messages.FILE_EMPTY, "required": messages.FILE_REQUIRED},
        help_text=messages.file_help(settings.MAX_UPLOAD_BYTES),
    )
    quote = MultilineField(**QUOTATION.control("exact"), required=False)
    field_order = ("file", "quote")

    def clean_file(self) -> Any:
        return _of_permitted_size(self.cleaned_data["file"])

    def build_locator(self, clean: dict[str, Any]) -> Locator:
        file = clean["file"]
        return FileLocator(name=file.name, media_type=file.content_type or "", content=file, quote=clean["quote"])


class CopyForm(IdempotentForm):
    """A copy of a page that a person saved."""

    file = forms.FileField(
        label="File",
        max_length=MAX_FILE_NAME,
        error_messages={"empty": messages.FILE_EMPTY, "required": messages.FILE_REQUIRED},
        help_text=messages.copy_help(settings.MAX_UPLOAD_BYTES),
    )
    made_how = MultilineField(**COPY.control("made_how"), error_messages={"required": HOW_REQUIRED}, rows=3)
    page_address = HttpUrlField(
        label="Address of the page in the file",
        max_length=MAX_URL_LENGTH,
        required=False,
        help_text=messages.PAGE_IN_ARCHIVE_HELP,
    )

    def clean_file(self) -> Any:
        return _of_permitted_size(self.cleaned_data["file"])


class QuotePlaceForm(IdempotentForm):
    """Chooses a place of the quote in a copy. `quote` is the quote that the person saw."""

    quote = MultilineField(max_length=MAX_QUOTE_LENGTH, strip=False)
    start = forms.IntegerField(min_value=0, max_value=MAX_CODE_POINTS)
    end = forms.IntegerField(min_value=1, max_value=MAX_CODE_POINTS)


class PassageFieldsForm(EvidenceFieldsForm, SelectionForm):
    """The fields of a passage: text of a library article, selected, checked by sentence, or quoted (see SelectionForm)."""

    def clean(self) -> dict[str, Any]:
        clean = super().clean()
        if len(self.selectors) > 1:
            raise forms.ValidationError({"selection": messages.ONE_PASSAGE_ONLY})
        return clean

    @property
    def passage(self) -> PassageLocator:
        """The locator of a valid form."""
        return PassageLocator(self.of_revision, self.selectors[0])

    def values(self) -> dict[str, Any]:
        """The source of a passage is the outlet of its article, if no other is named."""
        values = super().values()
        return {**values, "source": values["source"] or self.article.outlet}


class PassageForm(AttachForm, PassageFieldsForm):
    field_order = ("revision", "quote")

    def build_locator(self, clean: dict[str, Any]) -> Locator:
        return self.passage


class SearchForm(IdempotentForm):
    """An entry of the search log."""

    sought = forms.ChoiceField(
        **SEARCH.control("sought"),
        choices=STANCE_PHRASES,
        widget=forms.RadioSelect,
        error_messages={"required": messages.STANCE_SEARCHED_REQUIRED},
    )
    place = LineField(**SEARCH.control("place"), error_messages={"required": messages.PLACE_REQUIRED})
    terms = LineField(**SEARCH.control("terms"), error_messages={"required": messages.TERMS_REQUIRED})
    searched_on = DayField(
        **SEARCH.control("searched_on"), initial=timezone.localdate, error_messages={"required": messages.DATE_REQUIRED}
    )
    is_found = forms.TypedChoiceField(
        **SEARCH.control("is_found"),
        choices=[("0", NOTHING_FOUND), ("1", EVIDENCE_FOUND)],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
        error_messages={"required": messages.RESULT_REQUIRED},
    )
    note = MultilineField(**SEARCH.control("note"), required=False, rows=2)
