"""The text of a copy with its quote marked, and the places of the quote that a person can choose from."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from zlib import crc32

from factcheck.articles.paragraphs import Paragraph, paragraphs
from factcheck.claims.anchoring import Selector
from factcheck.claims.excerpts import excerpt_after, excerpt_before
from factcheck.claims.variants import QuotePart, mark_differences
from factcheck.evidence.copies.models import QuotePlace
from factcheck.evidence.copies.quote_search import search_quote

_MAX_LINES = 10_000
"""A text with more lines, such as a long table, is displayed as groups of lines: a browser needs seconds for each 100,000
elements."""
_LINES_TOGETHER = 100
_CONTEXT = 160
"""Code points around a place."""


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """A paragraph with the white space `gap` in front of it; `marked` is the part of the quote in it.

    `is_first`: the quote begins in it. `is_part`: it continues the lines of the previous one.
    """

    gap: str
    before: str
    marked: str
    after: str
    is_first: bool
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """A place that a person can choose, with the text around it and the parts that differ from the quote."""

    start: int
    end: int
    before: str
    parts: tuple[QuotePart, ...]
    after: str


@dataclass(frozen=True, slots=True)
class CopyText:
    """The text of a copy for display. Its parts in order, with `tail` after them, are exactly the text."""

    paragraphs: tuple[MarkedParagraph, ...]
    tail: str
    length: int
    """Code points."""
    checksum: int
    """CRC-32 of the text in UTF-8. The browser compares it with the text on the page."""


def copy_text(text: str, place: QuotePlace | None) -> CopyText:
    """The paragraphs of a text. The offsets of the place count code points of it."""
    start, end = (place.start or 0, place.end or 0) if place else (0, 0)
    result = []
    is_long = text.count("\n") > _MAX_LINES
    parts, tail = (_groups_of_lines(text), "") if is_long else paragraphs(text)
    for part in parts:
        first, last = (min(max(at - part.start, 0), len(part.text)) for at in (start, end))
        is_first = start < end and part.start <= start < part.start + len(part.text)
        marked = part.text[:first], part.text[first:last], part.text[last:]
        result.append(MarkedParagraph(part.before, *marked, is_first, is_part=is_long and part.start > 0))
    return CopyText(tuple(result), tail, len(text), crc32(text.encode()))


def _groups_of_lines(text: str) -> list[Paragraph]:
    """The lines of a text in groups, as paragraphs without white space between them. The last line of a group keeps its end."""
    groups, start = [], 0
    while start < len(text):
        end = start
        for _ in range(_LINES_TOGETHER):
            end = text.find("\n", end) + 1 or len(text)
            if end == len(text):
                break
        groups.append(Paragraph("", start, text[start:end]))
        start = end
    return groups


def place_choices(text: str, sha256: str, quote: str) -> list[PlaceChoice]:
    """The places of a quote in a text that a person can choose from. `sha256` is the hash of the text."""
    choices = []
    for place in _proposed(_Text(sha256, text), quote):
        before = excerpt_before(text[max(0, place.start - _CONTEXT - 1) : place.start], _CONTEXT)
        after = excerpt_after(text[place.end : place.end + _CONTEXT + 1], _CONTEXT)
        parts = mark_differences(quote.strip(), place.exact)[1]
        choices.append(PlaceChoice(place.start, place.end, before, tuple(parts), after))
    return choices


@dataclass(frozen=True, slots=True)
class _Text:
    """A text that is compared by its hash alone."""

    sha256: str
    text: str = field(compare=False, repr=False)


@lru_cache(maxsize=4)
def _proposed(text: _Text, quote: str) -> tuple[Selector, ...]:
    """Cached, because a text is folded for this: a text of 1,000,000 code points takes up to a second. The key holds the text."""
    return search_quote(text.text, quote).places
