"""Searches the text of a copy for the quote of an item, by the strict rule for mentions. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from factcheck.claims.anchoring import Selector, cut_ends, try_select, whole_occurrences
from factcheck.claims.variants import FoldedText, is_variant

MAX_PLACES = 20
"""Maximum number of places that a person can choose from."""
_HYPHEN_AT_END = re.compile(r"\w[-‐‑]\n\w")


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
    A quote that occurs too often within longer words is not checked, because it may also stand alone further on.
    """
    quote = quote.strip()
    if not quote or not text:
        return QuoteSearch(QuoteState.NOT_CHECKED)
    starts, is_complete = whole_occurrences(text, quote, MAX_PLACES)
    exact = _selectors(text, [(start, start + len(quote)) for start in starts])
    if len(exact) > 1:
        return QuoteSearch(QuoteState.SEVERAL, exact)
    if not is_complete:
        return QuoteSearch(QuoteState.NOT_CHECKED)
    if exact:
        return QuoteSearch(QuoteState.FOUND, exact)
    for keeps_hyphens in (False, True) if _HYPHEN_AT_END.search(text) else (False,):
        folded = FoldedText(text, keeps_hyphens=keeps_hyphens)
        found = folded.variants(quote, accepts=lambda start, end: not cut_ends(text, start, end))
        variants = tuple(place for place in _selectors(text, found) if is_variant(quote, place.exact))
        if variants:
            return QuoteSearch(QuoteState.TYPOGRAPHY, variants)
    return QuoteSearch(QuoteState.MISSING)


def _selectors(text: str, ranges: list[tuple[int, int]]) -> tuple[Selector, ...]:
    selectors = (try_select(text, start, end) for start, end in ranges)
    return tuple(selector for selector in selectors if selector)
