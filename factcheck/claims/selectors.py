"""Parsing, serialization, and resolution of W3C selectors in JSON. Pure.

The formats are TextQuoteSelector and TextPositionSelector (W3C Web Annotation Data Model, sections 4.2.4 and 4.2.5). Positions
are half-open ranges of code points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from factcheck.articles.canonical import MAX_CODE_POINTS
from factcheck.claims.anchoring import CONTEXT, AnchorError, Selector, occurrences
from factcheck.claims.fields import MAX_QUOTE_LENGTH

QUOTE, POSITION = "TextQuoteSelector", "TextPositionSelector"
MAX_CONTEXT_LENGTH = 1_000
MAX_PLACES = 100
"""Maximum number of occurrences of an ambiguous quote that an error lists."""


class InvalidSelector(ValueError):
    """The value is not a supported selector. The message gives the reason."""


class AmbiguousQuote(AnchorError):
    """A quote occurs `count` times. `places` contains the start, end, prefix, and suffix of the first MAX_PLACES occurrences."""

    def __init__(self, places: list[dict[str, Any]], count: int) -> None:
        number = f"{count}" if count <= len(places) else f"more than {len(places)}"
        super().__init__(
            f"The quote occurs {number} times in the text. Add a prefix, a suffix, or the position of the occurrence."
        )
        self.places = places


@dataclass(frozen=True, slots=True)
class SelectorInput:
    """A submitted quote with its context and, optionally, its position."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None


def parse_selector(value: Any) -> SelectorInput:
    """Parse a list of one TextQuoteSelector and at most one TextPositionSelector. Raises InvalidSelector."""
    if not isinstance(value, list) or not all(isinstance(selector, dict) for selector in value):
        raise InvalidSelector("Send a list of one TextQuoteSelector and, optionally, one TextPositionSelector.")
    kinds = [selector.get("type") for selector in value]
    if kinds not in ([QUOTE], [QUOTE, POSITION], [POSITION, QUOTE]):
        raise InvalidSelector("Send exactly one TextQuoteSelector and at most one TextPositionSelector.")
    quote = value[kinds.index(QUOTE)]
    _reject_unknown_keys(quote, "exact", "prefix", "suffix")
    exact = _string_value(quote, "exact", MAX_QUOTE_LENGTH)
    if not exact.strip():
        raise InvalidSelector("The quote is empty.")
    prefix, suffix = (_string_value(quote, side, MAX_CONTEXT_LENGTH) for side in ("prefix", "suffix"))
    if POSITION not in kinds:
        return SelectorInput(exact, prefix, suffix)
    position = value[kinds.index(POSITION)]
    _reject_unknown_keys(position, "start", "end")
    start, end = _offset_value(position, "start"), _offset_value(position, "end")
    return SelectorInput(exact, prefix, suffix, start, end)


def serialize_selector(selector: Any) -> list[dict[str, Any]]:
    """Return the list of both selectors for an object with exact, prefix, suffix, start, and end."""
    return [
        {"type": QUOTE, "exact": selector.exact, "prefix": selector.prefix, "suffix": selector.suffix},
        {"type": POSITION, "start": selector.start, "end": selector.end},
    ]


def resolve_selector(text: str, quote: SelectorInput) -> Selector:
    """Return the selector for `quote`; without a position, search for it in `text`.

    The caller must verify the result with `anchoring.verify`. Raises AmbiguousQuote if the quote with its prefix and suffix
    occurs several times, and AnchorError if it does not occur.
    """
    if quote.start is not None and quote.end is not None:
        return Selector(quote.start, quote.end, quote.exact, quote.prefix, quote.suffix)
    starts = [
        start
        for start in occurrences(text, quote.exact)
        if text.endswith(quote.prefix, 0, start) and text.startswith(quote.suffix, start + len(quote.exact))
    ]
    if not starts and "\ufffd" in quote.exact:
        raise AnchorError("The quote contains U+FFFD, which replaces characters that were damaged in transit. Send it as UTF-8.")
    if not starts:
        raise AnchorError("The quote does not occur in the text with this prefix and suffix.")
    if len(starts) > 1:
        raise AmbiguousQuote(_match_values(text, starts[:MAX_PLACES], len(quote.exact)), len(starts))
    return Selector(starts[0], starts[0] + len(quote.exact), quote.exact, quote.prefix, quote.suffix)


def _match_values(text: str, starts: Sequence[int], length: int) -> list[dict[str, Any]]:
    return [
        {
            "start": start,
            "end": start + length,
            "prefix": text[max(0, start - CONTEXT) : start],
            "suffix": text[start + length : start + length + CONTEXT],
        }
        for start in starts
    ]


def _reject_unknown_keys(selector: dict[str, Any], *allowed: str) -> None:
    if unknown := set(selector) - {"type", *allowed}:
        raise InvalidSelector(f"The key “{sorted(map(str, unknown))[0][:40]}” does not exist in a {selector['type']}.")


def _string_value(selector: dict[str, Any], name: str, max_length: int) -> str:
    value = selector.get(name, "")
    if not isinstance(value, str):
        raise InvalidSelector(f"“{name}” must be a string.")
    if len(value) > max_length:
        raise InvalidSelector(f"“{name}” has {len(value):,} characters; the limit is {max_length:,}.")
    return value


def _offset_value(selector: dict[str, Any], name: str) -> int:
    value = selector.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MAX_CODE_POINTS:
        raise InvalidSelector(f"“{name}” must be an integer from 0 to {MAX_CODE_POINTS:,} (in code points).")
    return value
