"""What people type about claims and mentions, and which words they selected, turned into clean values."""

from __future__ import annotations

import re
from typing import Any, Self

from django import forms

from factcheck.articles.models import Article, Revision
from factcheck.claims.anchoring import AmbiguousAnchor, AnchorError, Selector, find, select
from factcheck.claims.fields import MAX_QUOTE_LENGTH, MAX_SPANS, TOO_MANY_SPANS
from factcheck.claims.sentences import merge_adjacent
from factcheck.web.form_fields import MultilineField
from factcheck.web.submission import IdempotentForm

MOST_PLACES = 20
"""Places that are shown to choose from where a quote occurs several times."""


class SelectedField(forms.Field):
    """Selected pieces, each posted as `START-END THE WORDS`; cleans to unchecked selectors, in code points."""

    widget = forms.MultipleHiddenInput
    _piece = re.compile(r"(\d{1,9})-(\d{1,9}) (.+)", re.DOTALL)

    def clean(self, value: Any) -> list[Selector]:
        found = []
        for piece in value or []:
            # forms are sent with CRLF; a canonical text has no CR, so nothing is lost
            match = self._piece.fullmatch(piece.replace("\r\n", "\n"))
            if not match or len(match[3]) > MAX_QUOTE_LENGTH:
                raise forms.ValidationError(
                    f"The selection could not be read. Select the words again, at most {MAX_QUOTE_LENGTH:,} characters a piece."
                )
            found.append(Selector(int(match[1]), int(match[2]), match[3]))
        return found


class SentencesField(forms.Field):
    """Ticked sentences, each sent as `START-END`; cleans to pairs in code points."""

    widget = forms.MultipleHiddenInput
    _span = re.compile(r"(\d{1,9})-(\d{1,9})")

    def clean(self, value: Any) -> list[tuple[int, int]]:
        spans = [self._span.fullmatch(one) for one in value or []]
        if not all(spans):
            raise forms.ValidationError("The ticked sentences could not be read. Tick them again.")
        return [(int(span[1]), int(span[2])) for span in spans if span]


class SelectionForm(IdempotentForm):
    """Which words of `article` are meant: selected pieces, ticked sentences, a quote, or any of them together.

    After `is_valid`: `of_revision` is the revision that was on the screen and `selectors` fit its text. Where the quote occurs
    several times `places` holds (start, selector) to choose from; the choice comes back in `occurrence`.
    """

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=1_000_000)
    selection = SelectedField(required=False, label="Selected words")
    sentence = SentencesField(required=False)
    quote = MultilineField(max_length=MAX_QUOTE_LENGTH, required=False, strip=False, label="Or quote the words", rows=10)
    occurrence = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    of_revision: Revision

    def __init__(self, data: Any = None, *, article: Article, shown: Revision | None = None, **options: Any) -> None:
        """`shown` is the revision of the article that is loaded already, if one is: it is not asked for again."""
        self.article, self.shown = article, shown
        self.selectors: list[Selector] = []
        self.places: list[tuple[int, Selector]] = []
        super().__init__(data, **options)

    def sent_on(self, revision: Revision) -> Self:
        """The same form on another revision, with the selected words as a quote: the old places mean nothing there."""
        sent: Any = self.data
        data = sent.copy()
        data["revision"] = str(revision.number)
        if self.selectors and getattr(self, "of_revision", revision) != revision:
            data["quote"] = " ".join(one.exact for one in self.selectors)
            data.setlist("selection", [])
            data.setlist("sentence", [])
        return type(self)(data, article=self.article)

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        if "revision" in self.errors or "selection" in self.errors or "sentence" in self.errors or "quote" in self.errors:
            return clean
        found = self.shown
        if found is None or found.number != clean["revision"]:
            found = self.article.revisions.filter(number=clean["revision"]).defer("words").first()
        if found is None:
            raise forms.ValidationError(
                {"revision": "The article has no such revision. Open it again and select the words there."}
            )
        self.of_revision, text = found, found.text
        try:
            self.selectors = list(clean["selection"])
            self.selectors += [select(text, start, end) for start, end in merge_adjacent(text, clean["sentence"])]
            if clean["quote"].strip():
                self.selectors.append(self._quoted(text, clean["quote"], clean.get("occurrence")))
        except AnchorError as error:
            self.add_error("quote" if clean["quote"].strip() else "selection", str(error))
            return clean
        if not self.selectors:
            raise forms.ValidationError({"selection": "Select the words first: in the text, by sentence, or by quoting them."})
        if len(self.selectors) > MAX_SPANS:
            raise forms.ValidationError({"selection": TOO_MANY_SPANS})
        return clean

    def _quoted(self, text: str, quote: str, occurrence: int | None) -> Selector:
        """The one place of the quote, exactly as written but for the blank around it."""
        quote = quote.strip()
        try:
            return find(text, quote)
        except AmbiguousAnchor as several:
            if occurrence in several.starts:
                return select(text, occurrence, occurrence + len(quote))
            self.places = [(start, select(text, start, start + len(quote))) for start in several.starts[:MOST_PLACES]]
            raise AmbiguousAnchor(
                f"These words occur {len(several.starts)} times in the text. Choose below which place is meant.", several.starts
            ) from several
