"""The form for text selected in an article, its fields, and its sentences. Used by the reading desk, mentions, and evidence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Self

from django import forms

from factcheck.articles.models import Article, Revision
from factcheck.claims.anchoring import AmbiguousAnchor, AnchorError, Selector, find, select
from factcheck.claims.fields import MAX_QUOTE_LENGTH, MAX_SPANS, TOO_MANY_SPANS
from factcheck.claims.sentences import merge_adjacent, sentence_spans
from factcheck.claims.variants import FoldedText
from factcheck.desk import messages
from factcheck.web.form_fields import MultilineField
from factcheck.web.submission import IdempotentForm

MAX_PLACES = 20
"""Occurrences of an ambiguous quote, or its typographic variants, from which the person can choose."""


class PlaceRequired(AnchorError):
    """A person has to choose one of `places`: (start, selector)."""

    def __init__(self, message: str, places: list[tuple[int, Selector]]) -> None:
        super().__init__(message)
        self.places = places


def quoted_selector(text: str, quote: str, occurrence: int | None) -> Selector:
    """The selector of a quote, without surrounding white space. `occurrence`: the start of the place that the person chose.

    Passages that differ only in typography are offered, but never selected without the person. Raises PlaceRequired if the person
    has to choose, and AnchorError if there is nothing to choose from.
    """
    quote = quote.strip()
    try:
        return find(text, quote)
    except AmbiguousAnchor as error:
        spans = [(start, start + len(quote)) for start in error.starts]
        message = messages.ambiguous_quote(len(spans))
    except AnchorError:
        spans = FoldedText(text).variants(quote)
        message = messages.QUOTE_VARIANTS
        if not spans:
            raise
    for start, end in spans:
        if start == occurrence:
            return select(text, start, end)
    raise PlaceRequired(message, [(start, select(text, start, end)) for start, end in spans[:MAX_PLACES]])


class SelectedField(forms.Field):
    """Selected ranges, each posted as `START-END QUOTE`; cleans to unverified selectors. Offsets are code points."""

    widget = forms.MultipleHiddenInput
    _pattern = re.compile(r"(\d{1,9})-(\d{1,9}) (.+)", re.DOTALL)

    def clean(self, value: Any) -> list[Selector]:
        selectors = []
        for item in value or []:
            # browsers submit CRLF; canonical text contains no CR
            match = self._pattern.fullmatch(item.replace("\r\n", "\n"))
            if not match or len(match[3]) > MAX_QUOTE_LENGTH:
                raise forms.ValidationError(messages.selection_invalid(MAX_QUOTE_LENGTH))
            selectors.append(Selector(int(match[1]), int(match[2]), match[3]))
        return selectors


class SentencesField(forms.Field):
    """Selected sentences, each posted as `START-END`; cleans to pairs of offsets in code points."""

    widget = forms.MultipleHiddenInput
    _span = re.compile(r"(\d{1,9})-(\d{1,9})")

    def clean(self, value: Any) -> list[tuple[int, int]]:
        spans = [self._span.fullmatch(item) for item in value or []]
        if not all(spans):
            raise forms.ValidationError(messages.SENTENCES_INVALID)
        return [(int(span[1]), int(span[2])) for span in spans if span]


class SelectionForm(IdempotentForm):
    """A selection in the text of `article`: selected ranges, selected sentences, a quote, or a combination of them.

    After `is_valid`, `of_revision` is the revision of the submitted page, and `selectors` match its text. If the quote is
    ambiguous, `places` contains its occurrences as (start, selector); if it does not occur, its typographic variants. The form is
    then submitted with the start in `occurrence`.
    """

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=1_000_000)
    selection = SelectedField(required=False, label="Selected text")
    sentence = SentencesField(required=False)
    quote = MultilineField(max_length=MAX_QUOTE_LENGTH, required=False, strip=False, label="Or quote text", rows=10)
    occurrence = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    of_revision: Revision
    error_heading = ""
    """the heading of the error summary, if the form does not save anything"""

    def __init__(self, data: Any = None, *, article: Article, loaded: Revision | None = None, **options: Any) -> None:
        """`loaded`: the submitted revision, if the caller has loaded it, so that the form needs no query."""
        self.article, self.loaded = article, loaded
        self.selectors: list[Selector] = []
        self.places: list[tuple[int, Selector]] = []
        super().__init__(data, **options)

    def on_revision(self, revision: Revision) -> Self:
        """The same input on another revision. The selection becomes a quote, because its offsets belong to the previous text."""
        submitted: Any = self.data
        data = submitted.copy()
        data["revision"] = str(revision.number)
        if self.selectors and getattr(self, "of_revision", revision) != revision:
            data["quote"] = self.selected_words
            data.setlist("selection", [])
            data.setlist("sentence", [])
        return type(self)(data, article=self.article)

    @property
    def selected_words(self) -> str:
        return " ".join(selector.exact for selector in self.selectors)

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        if "revision" in self.errors or "selection" in self.errors or "sentence" in self.errors or "quote" in self.errors:
            return clean
        revision = self.loaded
        if revision is None or revision.number != clean["revision"]:
            revision = self.article.revisions.filter(number=clean["revision"]).defer("words").first()
        if revision is None:
            raise forms.ValidationError({"revision": messages.NO_SUCH_REVISION})
        self.of_revision, text = revision, revision.text
        try:
            self.selectors = list(clean["selection"])
            self.selectors += [select(text, start, end) for start, end in merge_adjacent(text, clean["sentence"])]
            if clean["quote"].strip():
                self.selectors.append(self._quoted(text, clean["quote"], clean.get("occurrence")))
        except AnchorError as error:
            self.add_error("quote" if clean["quote"].strip() else "selection", str(error))
            return clean
        if not self.selectors:
            raise forms.ValidationError({"selection": messages.NOTHING_SELECTED})
        if len(self.selectors) > MAX_SPANS:
            raise forms.ValidationError({"selection": TOO_MANY_SPANS})
        return clean

    def _quoted(self, text: str, quote: str, occurrence: int | None) -> Selector:
        try:
            return quoted_selector(text, quote, occurrence)
        except PlaceRequired as error:
            self.places = error.places
            raise


@dataclass(frozen=True, slots=True)
class SentenceOption:
    """A sentence with a check box. `span`: its value, "start-end" in code points."""

    span: str
    text: str
    is_checked: bool


def sentence_paragraphs(text: str, checked: set[str] = frozenset()) -> list[list[SentenceOption]]:  # type: ignore[assignment]
    """The sentences of a text, grouped by paragraph. A line break between two sentences starts a new paragraph."""
    paragraphs: list[list[SentenceOption]] = []
    at = 0
    for start, end in sentence_spans(text):
        if not paragraphs or "\n" in text[at:start]:
            paragraphs.append([])
        span = f"{start}-{end}"
        paragraphs[-1].append(SentenceOption(span, text[start:end], span in checked))
        at = end
    return paragraphs
