"""The forms of evidence: one for each kind of item, one for editing an item, and the search log."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.conf import settings
from django.urls import reverse_lazy
from django.utils import timezone

from factcheck.archive.fields import MOST_FILE_NAME
from factcheck.articles.fields import SOURCE
from factcheck.articles.models import Precision
from factcheck.claims.dates import PartialDate
from factcheck.claims.models import Claim
from factcheck.desk.claim.forms import PartialDateField
from factcheck.desk.selection import SelectionForm
from factcheck.evidence.fields import EVIDENCE, MAX_QUOTE_LENGTH, NO_QUOTE, QUOTE_LABEL, SEARCH, file_too_large
from factcheck.evidence.locators import FileLocator, Locator, PageLocator, PassageLocator
from factcheck.evidence.models import Closeness, Evidence, Stance
from factcheck.evidence.queries import find_duplicate, source_for_url
from factcheck.web.form_fields import DayField, LineField, MultilineField
from factcheck.web.http_urls import HttpUrlField
from factcheck.web.models import Receipt
from factcheck.web.names import NameInput
from factcheck.web.submission import EditForm, IdempotentForm

_SOURCE_NAME = NameInput(reverse_lazy("desk:source-options"), new="A new name is added to the sources when you save.")
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,60}")


class EvidenceFieldsForm(forms.Form):
    """What people state about an item, whatever its locator is. `values()` are the keyword arguments of actions."""

    stance = forms.ChoiceField(
        **EVIDENCE.control("stance"),
        choices=Stance,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it supports the claim, contradicts it, or gives context."},
    )
    closeness = forms.ChoiceField(
        **EVIDENCE.control("closeness"),
        choices=[(Closeness.PRIMARY, "primary: a record or a witness"), (Closeness.SECONDARY, "secondary: a report of one")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether this is a primary or a secondary source."},
    )
    note = MultilineField(**EVIDENCE.control("note"), required=False)
    source = LineField(**EVIDENCE.control("source", max_length=SOURCE.max_length("name")), required=False, widget=_SOURCE_NAME)
    origin = LineField(**EVIDENCE.control("origin", max_length=SOURCE.max_length("name")), required=False, widget=_SOURCE_NAME)
    available_since = PartialDateField(**EVIDENCE.control("available_since"), required=False)
    evidence_set = LineField(**EVIDENCE.control("evidence_set"), required=False)
    locator = LineField(**EVIDENCE.control("locator"), required=False)

    def values(self) -> dict[str, Any]:
        """The clean fields as actions take them; sources are names, empty ones for none."""
        since: PartialDate | None = self.cleaned_data["available_since"]
        return {
            **{name: self.cleaned_data[name] for name in EVIDENCE.own_controls},
            "available_since": since.day if since else None,
            "available_precision": since.precision if since else Precision.DAY.value,
        }

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        """The values that the form shows for an item (read its sources with it)."""
        return {
            **{name: getattr(row, name) for name in EVIDENCE.own_controls},
            "source": row.source.name if row.source else "",
            "origin": row.origin.name if row.origin else "",
            "available_since": str(PartialDate(row.available_since, row.available_precision)) if row.available_since else "",
        }


class EvidenceEditForm(EvidenceFieldsForm, EditForm):
    """Edits an item. What was quoted from where is not among the fields: it never changes."""


class StanceForm(EditForm):
    """Moves an item to another column of the board."""

    stance = forms.ChoiceField(choices=Stance)


class AttachForm(EvidenceFieldsForm, IdempotentForm):
    """Attaches an item to a claim. `item_locator` is its locator after `is_valid`.

    An item that the claim has already is a validation error, unless `again` is checked.
    """

    again = forms.BooleanField(label="Attach it a second time", required=False, widget=forms.HiddenInput)
    item_locator: Locator

    def __init__(self, *args: Any, claim: Claim, **options: Any) -> None:
        super().__init__(*args, **options)
        self.claim = claim
        self.duplicate: Evidence | None = None

    def build_locator(self, clean: dict[str, Any]) -> Locator:
        """The locator of the item, from cleaned data without errors."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or self.cleaned_data
        if self.errors:
            return clean
        self.item_locator = self.build_locator(clean)
        # a repeated request gets the outcome of the first one: its item is not a duplicate
        if not clean["again"] and not Receipt.objects.filter(token=clean["token"]).exists():
            self.duplicate = find_duplicate(self.claim, self.item_locator)
        if self.duplicate:
            # the check box appears only with this error
            self.fields["again"].widget = forms.CheckboxInput()
            self.add_error("again", f"The same is attached to this claim already, as “{self.duplicate.get_stance_display()}”.")
        return clean


class PageForm(AttachForm):
    """A web address with the words quoted from it."""

    address = HttpUrlField(
        label="Web address",
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        error_messages={"required": "Give the address of the page."},
    )
    quote = MultilineField(
        label=QUOTE_LABEL,
        max_length=MAX_QUOTE_LENGTH,
        help_text="Copy them exactly as they stand there.",
        error_messages={"required": NO_QUOTE},
    )
    field_order = ("address", "quote")

    def build_locator(self, clean: dict[str, Any]) -> Locator:
        return PageLocator(clean["address"], clean["quote"])

    def values(self) -> dict[str, Any]:
        """The source of a page is the one whose own address it stands under, where no other is named."""
        values = super().values()
        return {**values, "source": values["source"] or source_for_url(self.cleaned_data["address"])}


class FileForm(AttachForm):
    """An uploaded file, kept byte for byte."""

    file = forms.FileField(
        label="File",
        max_length=MOST_FILE_NAME,
        error_messages={"empty": "The file is empty. Choose another one.", "required": "Choose a file."},
        help_text=f"At most {settings.MOST_UPLOAD_BYTES // 1024**2} MB. Kept byte for byte; handed out only to be saved.",
    )
    quote = MultilineField(label=QUOTE_LABEL, max_length=MAX_QUOTE_LENGTH, required=False)
    field_order = ("file", "quote")

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.MOST_UPLOAD_BYTES:
            raise forms.ValidationError(file_too_large(file.size, settings.MOST_UPLOAD_BYTES))
        return file

    def build_locator(self, clean: dict[str, Any]) -> Locator:
        file = clean["file"]
        said = (file.content_type or "").lower()
        media_type = said if _MEDIA_TYPE.fullmatch(said) else "application/octet-stream"
        return FileLocator(name=file.name, media_type=media_type, content=file.read(), quote=clean["quote"])


class PassageFieldsForm(EvidenceFieldsForm, SelectionForm):
    """The fields of a passage: text of a library article, selected, checked by sentence, or quoted (see SelectionForm)."""

    def clean(self) -> dict[str, Any]:
        clean = super().clean()
        if len(self.selectors) > 1:
            raise forms.ValidationError({"selection": "A passage is one piece. Attach the pieces one by one."})
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
    """One line of the search log."""

    sought = forms.ChoiceField(
        **SEARCH.control("sought"),
        choices=Stance,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what was looked for."},
    )
    place = LineField(**SEARCH.control("place"), error_messages={"required": "Say where it was looked for."})
    terms = LineField(**SEARCH.control("terms"), error_messages={"required": "Say with which words, or what was asked."})
    searched_on = DayField(**SEARCH.control("searched_on"), initial=timezone.localdate, error_messages={"required": "Say when."})
    is_found = forms.TypedChoiceField(
        **SEARCH.control("is_found"),
        choices=[("0", "nothing was found"), ("1", "something was found")],
        coerce=lambda said: said == "1",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether something was found."},
    )
    note = MultilineField(**SEARCH.control("note"), required=False, rows=2)
