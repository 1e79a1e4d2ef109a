"""Searches the text of a copy for the quote of an item, by the strict rule for mentions. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from factcheck.claims.anchoring import MAX_OCCURRENCES, Selector, cut_ends, occurrences, try_select
from factcheck.claims.variants import FoldedText, is_variant

MAX_PLACES = 20
"""Maximum number of places that a person can choose from."""


class QuoteState(StrEnum):
    """Where the quote of an item is in the text of a copy."""

    FOUND = "found"
    SEVERAL = "several"
    TYPOGRAPHY = "typography"
    MISSING = "missing"
    NOT_CHECKED = "not_checked"


QUOTE_LABELS = {
    QuoteState.FOUND: "quote found",
    QuoteState.SEVERAL: "quote found several times",
    QuoteState.TYPOGRAPHY: "quote differs only in typography",
    QuoteState.MISSING: "quote not found in the copy",
    QuoteState.NOT_CHECKED: "quote not checked",
}


@dataclass(frozen=True, slots=True)
class QuoteSearch:
    """The result of a search. `places` are those that a person can choose from, at most MAX_PLACES; one if it was found."""

    state: QuoteState
    places: tuple[Selector, ...] = ()


def search_quote(text: str, quote: str) -> QuoteSearch:
    """Search `text` for `quote`.

    Only exact occurrences that do not begin or end within a longer word or figure are found: “410 bodies” does not occur in
    “1,410 bodies”. If there is none, passages that differ only in typography are proposed, and never accepted silently.
    A short quote that occurs too often within longer words is not checked, because it may also stand alone further on.
    """
    quote = quote.strip()
    if not quote or not text:
        return QuoteSearch(QuoteState.NOT_CHECKED)
    starts = occurrences(text, quote)
    exact = _places(text, [(start, start + len(quote)) for start in starts])
    if exact:
        return QuoteSearch(QuoteState.FOUND if len(exact) == 1 else QuoteState.SEVERAL, exact[:MAX_PLACES])
    if len(starts) == MAX_OCCURRENCES:
        return QuoteSearch(QuoteState.NOT_CHECKED)
    variants = _places(text, FoldedText(text).variants(quote))
    variants = tuple(place for place in variants if is_variant(quote, place.exact))
    return QuoteSearch(QuoteState.TYPOGRAPHY, variants[:MAX_PLACES]) if variants else QuoteSearch(QuoteState.MISSING)


def _places(text: str, ranges: list[tuple[int, int]]) -> tuple[Selector, ...]:
    """The selectors of the ranges that do not cut a word or a figure."""
    selectors = (try_select(text, start, end) for start, end in ranges if not cut_ends(text, start, end))
    return tuple(selector for selector in selectors if selector)
