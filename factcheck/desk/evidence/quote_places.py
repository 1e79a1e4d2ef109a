"""The text of a copy with its quote marked, and the places of the quote that a person can choose from."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.articles.paragraphs import Paragraph, paragraphs
from factcheck.claims.excerpts import excerpt_after, excerpt_before
from factcheck.claims.variants import QuotePart, mark_differences
from factcheck.evidence.copies.models import QuotePlace
from factcheck.evidence.copies.quote_search import search_quote

_MAX_LINES = 10_000
"""A text with more lines, such as a long table, is displayed as one paragraph with line breaks: a browser needs seconds for each
100,000 elements."""
_CONTEXT = 160
"""Code points around a place."""


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """A paragraph; `marked` is the part of the quote in it. `is_first`: the quote begins in it."""

    before: str
    marked: str
    after: str
    is_first: bool


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """A place that a person can choose, with the text around it and the parts that differ from the quote."""

    start: int
    end: int
    before: str
    parts: tuple[QuotePart, ...]
    after: str


def marked_paragraphs(text: str, place: QuotePlace | None) -> list[MarkedParagraph]:
    """The paragraphs of a text. The offsets of the place count code points of it."""
    start, end = (place.start or 0, place.end or 0) if place else (0, 0)
    result = []
    is_long = text.count("\n") > _MAX_LINES
    for paragraph in [Paragraph("", 0, text)] if is_long else paragraphs(text)[0]:
        first, last = (min(max(at - paragraph.start, 0), len(paragraph.text)) for at in (start, end))
        is_first = start < end and paragraph.start <= start < paragraph.start + len(paragraph.text)
        result.append(MarkedParagraph(paragraph.text[:first], paragraph.text[first:last], paragraph.text[last:], is_first))
    return result


def place_choices(text: str, quote: str) -> list[PlaceChoice]:
    """The places of a quote in a text that a person can choose from."""
    choices = []
    for place in search_quote(text, quote).places:
        before = excerpt_before(text[max(0, place.start - _CONTEXT - 1) : place.start], _CONTEXT)
        after = excerpt_after(text[place.end : place.end + _CONTEXT + 1], _CONTEXT)
        parts = mark_differences(quote.strip(), place.exact)[1]
        choices.append(PlaceChoice(place.start, place.end, before, tuple(parts), after))
    return choices
