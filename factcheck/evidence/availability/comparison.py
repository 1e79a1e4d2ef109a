"""Compares what an address returns now with a preserved copy. The quote decides. Pure."""

from __future__ import annotations

from enum import StrEnum

from factcheck.evidence.copies.quote_search import QuoteState, search_quote


class AddressResult(StrEnum):
    """What a check of an address found, compared with a preserved copy."""

    AS_BEFORE = "as_before"
    ELSEWHERE = "elsewhere"
    """The quote is as before, but the main text differs."""
    OTHER_WORDS = "other_words"
    """The copy contains the quote, and the page does not anymore."""
    GONE = "gone"
    """404 or 410"""
    NO_ANSWER = "no_answer"
    """after all attempts"""
    REFUSED = "refused"
    """The server does not show the page to Factcheck, the address must not be requested, or its answer cannot be read."""


RESULT_LABELS = {
    AddressResult.AS_BEFORE: "as before",
    AddressResult.ELSEWHERE: "changed elsewhere",
    AddressResult.OTHER_WORDS: "says other words",
    AddressResult.GONE: "gone",
    AddressResult.NO_ANSWER: "no answer",
    AddressResult.REFUSED: "cannot be checked",
}
ALARMING = (AddressResult.OTHER_WORDS, AddressResult.GONE, AddressResult.NO_ANSWER, AddressResult.REFUSED)
"""The results that an editor has to answer."""
_EXACT = (QuoteState.FOUND, QuoteState.SEVERAL)
_PRESENT = (*_EXACT, QuoteState.TYPOGRAPHY)


def contains_quote(text: str, quote: str) -> bool:
    """Whether the text contains the quote, exactly or with another typography."""
    return search_quote(text, quote).state in _PRESENT


def compare_pages(before: str, now: str, quote: str) -> AddressResult:
    """Compare the main text of a page with that of a preserved copy. Each text is searched for the quote once.

    If the texts are equal, the result is AS_BEFORE. Otherwise, the quote decides: if the copy contains it and the page does not,
    the page says OTHER_WORDS. A quote that now differs only in typography is still there. If the copy does not contain the
    quote, or if it is too short to be searched for, no words can be missed: the result is ELSEWHERE.
    """
    if before == now:
        return AddressResult.AS_BEFORE
    if (not now or search_quote(now, quote).state is QuoteState.MISSING) and contains_quote(before, quote):
        return AddressResult.OTHER_WORDS
    return AddressResult.ELSEWHERE
