"""The forms of evidence: one for each kind of item, one for editing an item, and the search log."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.conf import settings
from django.urls import reverse_lazy
from django.utils import timezone

from factcheck.articles.models import Precision
from factcheck.claims.dates import PartialDate
from factcheck.claims.forms import PartialDateField, SelectionForm
from factcheck.claims.models import Claim
from factcheck.evidence.locators import File, Locator, Page, Passage
from factcheck.evidence.models import Closeness, Evidence, Stance
from factcheck.evidence.queries import duplicate_of, source_at
from factcheck.web.addresses import HttpField
from factcheck.web.form_fields import LineField, MultilineField
from factcheck.web.models import Receipt
from factcheck.web.names import NameInput
from factcheck.web.submission import EditForm, IdempotentForm

_SOURCE_NAME = NameInput(reverse_lazy("articles:source-options"), new="A new name is added to the sources when you save.")
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,60}")


class Day(forms.DateField):
    def __init__(self, **options: Any) -> None:
        super().__init__(**{"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options})


class EvidenceFieldsForm(forms.Form):
    """What is said about an item, however it was found. `values()` are the fields that actions take."""

    stance = forms.ChoiceField(
        label="What it does to the claim",
        choices=Stance,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it supports the claim, contradicts it, or gives context."},
    )
    closeness = forms.ChoiceField(
        label="Kind",
        choices=[(Closeness.PRIMARY, "primary: a record or a witness"), (Closeness.SECONDARY, "secondary: a report of one")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether this is a primary or a secondary source."},
    )
    note = MultilineField(label="Why it bears on the claim", max_length=4000, required=False)
    source = LineField(
        label="Source",
        max_length=200,
        required=False,
        widget=_SOURCE_NAME,
        help_text="Who published it. A new name is added. Empty: the source at this address, or the article’s outlet.",
    )
    origin = LineField(
        label="Goes back to",
        max_length=200,
        required=False,
        widget=_SOURCE_NAME,
        help_text="Where the source has it from, if it only passes it on. Several items with one origin count once.",
    )
    available_since = PartialDateField(label="Public since", required=False)
    evidence_set = LineField(
        label="Evidence set",
        max_length=20,
        required=False,
        help_text="Give items that are sufficient only together the same short name, such as A.",
    )
    locator = LineField(label="Where in it", max_length=200, required=False, help_text="Page, minute, table.")

    def values(self) -> dict[str, Any]:
        """The clean fields as actions take them; sources are names, empty ones for none."""
        clean = self.cleaned_data
        since: PartialDate | None = clean["available_since"]
        return {
            **{name: clean[name] for name in ("stance", "closeness", "source", "origin", "note", "evidence_set", "locator")},
            "available_since": since.day if since else None,
            "available_precision": since.precision if since else Precision.DAY.value,
        }

    @staticmethod
    def initial_of(item: Evidence) -> dict[str, Any]:
        """The values that the form shows for an item."""
        return {
            **{name: getattr(item, name) for name in EvidenceFieldsForm.base_fields},
            "source": item.source.name if item.source else "",
            "origin": item.origin.name if item.origin else "",
            "available_since": str(PartialDate(item.available_since, item.available_precision)) if item.available_since else "",
        }


class EvidenceEditForm(EvidenceFieldsForm, EditForm):
    """Edits an item. What was quoted from where is not among the fields: it never changes."""

    @classmethod
    def initial_of(cls, row: Evidence) -> dict[str, Any]:
        return EvidenceFieldsForm.initial_of(row)


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
            self.duplicate = duplicate_of(self.claim, self.item_locator)
        if self.duplicate:
            # the check box appears only with this error
            self.fields["again"].widget = forms.CheckboxInput()
            self.add_error("again", f"The same is attached to this claim already, as “{self.duplicate.get_stance_display()}”.")
        return clean


class PageForm(AttachForm):
    """A web address with the words quoted from it."""

    address = HttpField(
        label="Web address",
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        error_messages={"required": "Give the address of the page."},
    )
    quote = MultilineField(
        label="The words that bear on the claim",
        max_length=10_000,
        help_text="Copy them exactly as they stand there.",
        error_messages={"required": "Quote the words of the page that bear on the claim."},
    )
    field_order = ("address", "quote")

    def build_locator(self, clean: dict[str, Any]) -> Locator:
        return Page(clean["address"], clean["quote"])

    def values(self) -> dict[str, Any]:
        """The source of a page is the one whose own address it stands under, where no other is named."""
        values = super().values()
        return {**values, "source": values["source"] or source_at(self.cleaned_data["address"])}


class FileForm(AttachForm):
    """An uploaded file, kept byte for byte."""

    file = forms.FileField(
        label="File",
        max_length=255,
        error_messages={"empty": "The file is empty. Choose another one.", "required": "Choose a file."},
        help_text=f"At most {settings.MOST_UPLOAD_BYTES // 1024**2} MB. Kept byte for byte; handed out only to be saved.",
    )
    quote = MultilineField(label="The words that bear on the claim", max_length=10_000, required=False)
    field_order = ("file", "quote")

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.MOST_UPLOAD_BYTES:
            raise forms.ValidationError(
                f"This file has {file.size:,} bytes; at most {settings.MOST_UPLOAD_BYTES:,} can be attached."
            )
        return file

    def build_locator(self, clean: dict[str, Any]) -> Locator:
        file = clean["file"]
        said = (file.content_type or "").lower()
        media_type = said if _MEDIA_TYPE.fullmatch(said) else "application/octet-stream"
        return File(name=file.name, media_type=media_type, content=file.read(), quote=clean["quote"])


class PassageFieldsForm(EvidenceFieldsForm, SelectionForm):
    """The fields of a passage: text of a library article, selected, checked by sentence, or quoted (see SelectionForm)."""

    def clean(self) -> dict[str, Any]:
        clean = super().clean()
        if len(self.selectors) > 1:
            raise forms.ValidationError({"selection": "A passage is one piece. Attach the pieces one by one."})
        return clean

    @property
    def passage(self) -> Passage:
        """The locator of a valid form."""
        return Passage(self.of_revision, self.selectors[0])

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
        label="Looked for evidence that",
        choices=Stance,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what was looked for."},
    )
    place = LineField(
        label="Where",
        max_length=300,
        help_text="Archive, search engine, person asked.",
        error_messages={"required": "Say where it was looked for."},
    )
    terms = LineField(
        label="With which words", max_length=500, error_messages={"required": "Say with which words, or what was asked."}
    )
    searched_on = Day(label="When", initial=timezone.localdate, error_messages={"required": "Say when."})
    is_found = forms.TypedChoiceField(
        label="Result",
        choices=[("0", "nothing was found"), ("1", "something was found")],
        coerce=lambda said: said == "1",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether something was found."},
    )
    note = MultilineField(label="Note", max_length=2000, required=False, rows=2)
