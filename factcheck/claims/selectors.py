"""W3C selectors as they travel: TextQuoteSelector and TextPositionSelector, read, written, and found in a text. Pure.

Positions are code points, half-open. Shapes: W3C Web Annotation Data Model, sections 4.2.4 and 4.2.5.
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


class InvalidSelector(ValueError):
    """Not a selector that is understood here; the message says why."""


class AmbiguousQuote(AnchorError):
    """A quote that stands at several places; `places` are plain values with start, end, prefix and suffix of each."""

    def __init__(self, places: list[dict[str, Any]]) -> None:
        super().__init__(
            f"These words occur {len(places)} times in the text. Add a prefix or suffix, or the position of the one you mean."
        )
        self.places = places


@dataclass(frozen=True, slots=True)
class SelectorInput:
    """What somebody sent: a quote, with its position or without."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None


def parse_selector(value: Any) -> SelectorInput:
    """The quote and position in a list of one or two selectors. Raises InvalidSelector."""
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise InvalidSelector("Send a list: one TextQuoteSelector, and a TextPositionSelector where the place is known.")
    kinds = [one.get("type") for one in value]
    if kinds not in ([QUOTE], [QUOTE, POSITION], [POSITION, QUOTE]):
        raise InvalidSelector("Exactly one TextQuoteSelector is needed, and at most one TextPositionSelector.")
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
    """The pair for anything with exact, prefix, suffix, start and end."""
    return [
        {"type": QUOTE, "exact": selector.exact, "prefix": selector.prefix, "suffix": selector.suffix},
        {"type": POSITION, "start": selector.start, "end": selector.end},
    ]


def resolve_selector(text: str, said: SelectorInput) -> Selector:
    """The selector that `said` means in `text`; whether the words stand there is for `anchoring.verify` to say.

    Without a position the quote must occur once, or once between its prefix and suffix. Raises AmbiguousQuote or AnchorError.
    """
    if said.start is not None and said.end is not None:
        return Selector(said.start, said.end, said.exact, said.prefix, said.suffix)
    starts = [
        start
        for start in occurrences(text, said.exact)
        if text.endswith(said.prefix, 0, start) and text.startswith(said.suffix, start + len(said.exact))
    ]
    if not starts:
        raise AnchorError("These words do not occur in the text exactly like this, with these words around them.")
    if len(starts) > 1:
        raise AmbiguousQuote(_match_values(text, starts, len(said.exact)))
    return Selector(starts[0], starts[0] + len(said.exact), said.exact, said.prefix, said.suffix)


def _match_values(text: str, starts: Sequence[int], length: int) -> list[dict[str, Any]]:
    return [
        {
            "start": start,
            "end": start + length,
            "prefix": text[max(0, start - CONTEXT) : start],
            "suffix": text[start + length : start + length + CONTEXT],
        }
        for start in starts[:100]
    ]


def _reject_unknown_keys(selector: dict[str, Any], *known: str) -> None:
    if unknown := set(selector) - {"type", *known}:
        raise InvalidSelector(f"A {selector['type']} has no “{sorted(map(str, unknown))[0][:40]}”.")


def _string_value(selector: dict[str, Any], name: str, most: int) -> str:
    value = selector.get(name, "")
    if not isinstance(value, str):
        raise InvalidSelector(f"“{name}” is a text.")
    if len(value) > most:
        raise InvalidSelector(f"“{name}” has {len(value):,} characters; at most {most:,} are taken.")
    return value


def _offset_value(selector: dict[str, Any], name: str) -> int:
    value = selector.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MAX_CODE_POINTS:
        raise InvalidSelector(f"“{name}” is a whole number of code points from 0 to {MAX_CODE_POINTS:,}.")
    return value
