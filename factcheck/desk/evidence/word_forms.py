"""Forms for words that a person selects in the text of a copy, or pastes from it."""

from __future__ import annotations

from typing import Any

from django import forms

from factcheck.claims.anchoring import AnchorError, Selector
from factcheck.desk.evidence import messages
from factcheck.desk.evidence.forms import AttachForm, EvidenceFieldsForm, entered_in_form
from factcheck.desk.selection import PlaceRequired, SelectedField, quoted_selector
from factcheck.evidence.copies.metadata import stated_by_copy
from factcheck.evidence.copies.models import EvidenceCopy
from factcheck.evidence.fields import MAX_QUOTE_LENGTH
from factcheck.evidence.locators import CopyLocator
from factcheck.evidence.models import Evidence
from factcheck.web.form_fields import MultilineField
from factcheck.web.submission import EditForm

_OF_THE_PAGE = (
    "closeness",
    "title",
    "source",
    "origin",
    "author",
    "published_on",
    "accessed_on",
    "available_since",
    "is_graphic",
)
"""The fields in which a new item of the same page starts with the values of the item of the copy."""


ATTACH_IDS, QUOTE_IDS = "attach_%s", "quoting_%s"
"""The ids of the fields of the two forms, which are on one page."""


class WordsForm(forms.Form):
    """Words in the text of a copy. After `is_valid`, `words` is their selector.

    `selection` is what was selected; the action compares it with the text. It does not count if the quote was edited afterward.
    The quote is then searched for; if it is ambiguous, `places` contains its occurrences, and if it does not occur, its
    typographic variants, as (start, selector). The form is then submitted with the start in `occurrence`.
    """

    quote = MultilineField(
        max_length=MAX_QUOTE_LENGTH,
        strip=False,
        label="Words of the copy",
        rows=4,
        help_text=messages.WORDS_HELP,
        error_messages={"required": messages.WORDS_REQUIRED},
    )
    selection = SelectedField(required=False)
    occurrence = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    words: Selector

    def __init__(self, *args: Any, copy: EvidenceCopy, **options: Any) -> None:
        self.copy = copy
        self.places: list[tuple[int, Selector]] = []
        super().__init__(*args, **options)

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        if "quote" not in clean or "selection" not in clean or self.copy.text is None:
            return clean
        selected: list[Selector] = [words for words in clean["selection"] if words.exact.strip() == clean["quote"].strip()]
        if selected:
            self.words = selected[0]
            return clean
        try:
            self.words = quoted_selector(self.copy.text.text, clean["quote"], clean.get("occurrence"))
        except PlaceRequired as error:
            self.places = error.places
            self.add_error("quote", str(error))
        except AnchorError as error:
            self.add_error("quote", str(error))
        return clean


class AttachWordsForm(AttachForm, WordsForm):
    """Attaches words of a copy as a new item."""

    field_order = ("quote",)

    def build_locator(self, clean: dict[str, Any]) -> CopyLocator:
        return CopyLocator(self.copy, self.words)

    @classmethod
    def initial_of(cls, row: Evidence) -> dict[str, Any]:
        """The values that a new item of the same page has in common with the item `row`, or that the copy states."""
        values = EvidenceFieldsForm.initial_of(row)
        stated = stated_by_copy(row)
        return {name: values[name] for name in _OF_THE_PAGE} | (entered_in_form(stated) if stated else {})


class QuoteWordsForm(WordsForm, EditForm):
    """Makes words of a copy the quote of its item."""
