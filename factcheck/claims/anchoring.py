"""Tying words to a place in a canonical text. Pure.

Offsets are Unicode code points, half-open: `text[start:end] == exact` for every selector. A selector is the W3C pair
TextQuoteSelector + TextPositionSelector. Nothing is repaired silently: what does not fit is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.claims.graphemes import ClusterBoundaries, expand_to_clusters

CONTEXT = 32
"""Code points of prefix and suffix kept with each quote."""
MAX_OCCURRENCES = 1000
"""A quote that stands more often than this is not counted further."""
MAX_PLAIN_SEARCHES = 1000
"""Places, those inside characters included, after which a quote is searched for in another way."""
DIGIT_SEPARATORS = frozenset(" .,'’\u00a0\u202f\u2009-−–/:")
"""What may stand between the digits of one figure: of a number, a range, a date, a time, a ratio."""
MINUS_SIGNS = frozenset("-−")
PERCENT_SIGNS = frozenset("%‰")


@dataclass(frozen=True, slots=True)
class Selector:
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


class AnchorError(ValueError):
    """A selector that does not fit its text; the message says how."""


class AmbiguousAnchor(AnchorError):
    """A quote that occurs several times; `starts` are the code point offsets of each."""

    def __init__(self, message: str, starts: list[int]) -> None:
        super().__init__(message)
        self.starts = starts


def select(text: str, start: int, end: int) -> Selector:
    """The selector for text[start:end], expanded to whole characters. Raises AnchorError if the range is empty or outside."""
    if not 0 <= start < end <= len(text):
        raise AnchorError(f"The selection {start}–{end} is empty or outside the text of {len(text)} characters.")
    start, end = expand_to_clusters(text, start, end)
    return Selector(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def verify(text: str, selector: Selector) -> Selector:
    """The full selector at the given place if its words are really there. Raises AnchorError where they are not."""
    if not 0 <= selector.start < selector.end <= len(text):
        raise AnchorError(f"The place {selector.start}–{selector.end} is empty or outside the text of {len(text)} characters.")
    found = text[selector.start : selector.end]
    if found != selector.exact:
        raise AnchorError(f"At {selector.start}–{selector.end} the text reads “{found}”, not “{selector.exact}”.")
    before, after = text[: selector.start], text[selector.end :]
    if not before.endswith(selector.prefix) or not after.startswith(selector.suffix):
        raise AnchorError("The words around the quote are not the ones in the text.")
    return select(text, selector.start, selector.end)


def occurrences(text: str, exact: str) -> list[int]:
    """Offsets of the places where `exact` stands in whole characters, overlapping ones included, at most MAX_OCCURRENCES.

    “cafe” does not stand in “café”, also where the accent is a code point of its own. The time grows with the length of the text.
    """
    found: list[int] = []
    starts, ends = ClusterBoundaries(text), ClusterBoundaries(text)  # both are asked in ascending order, each at its own place
    for start in _match_offsets(text, exact):
        if start in starts and start + len(exact) in ends:
            found.append(start)
            if len(found) == MAX_OCCURRENCES:
                break
    return found


def _match_offsets(text: str, exact: str) -> Iterator[int]:
    """Offsets of `exact` in `text`, overlapping ones included, also those inside characters.

    The search of strings in C is fast, but starts anew at each place: it would read a repeating text once for each of them.
    After MAX_PLAIN_SEARCHES places the algorithm of Knuth, Morris and Pratt (Fast Pattern Matching in Strings, SIAM Journal on
    Computing 6, 1977) goes on, which reads each character once.
    """
    start = text.find(exact) if exact else -1
    for _ in range(MAX_PLAIN_SEARCHES):
        if start < 0:
            return
        yield start
        start = text.find(exact, start + 1)
    if start < 0:
        return
    borders = [0]  # of each beginning of `exact`, the length of the longest shorter beginning that it ends with
    length = 0
    for at in range(1, len(exact)):
        while length and exact[at] != exact[length]:
            length = borders[length - 1]
        length += exact[at] == exact[length]
        borders.append(length)
    length = 0
    for at in range(start, len(text)):
        while length and text[at] != exact[length]:
            length = borders[length - 1]
        length += text[at] == exact[length]
        if length == len(exact):
            yield at - length + 1
            length = borders[length - 1]


def find(text: str, exact: str, prefix: str = "", suffix: str = "") -> Selector:
    """The one place where `exact` stands, told apart by prefix and suffix if needed. Raises AmbiguousAnchor or AnchorError.

    With a prefix or suffix the quote comes from another text. It does not slide into a longer word or figure then:
    “410 bodies” is not found in “1,410 bodies”.
    """
    if not exact.strip():
        raise AnchorError("The quote is empty.")
    anywhere = occurrences(text, exact)
    if not anywhere:
        raise AnchorError("These words do not occur in the text exactly like this.")
    starts = anywhere
    if prefix or suffix:
        was = _cut_ends(prefix + exact + suffix, len(prefix), len(prefix) + len(exact))
        starts = [s for s in anywhere if _cut_ends(text, s, s + len(exact)) <= was]
    if len(starts) > 1 and (prefix or suffix):
        starts = [s for s in starts if text.endswith(prefix, 0, s) and text.startswith(suffix, s + len(exact))] or starts
    if not starts:
        raise AmbiguousAnchor("These words stand only inside longer words or figures now.", anywhere)
    if len(starts) > 1:
        raise AmbiguousAnchor(f"These words occur {len(starts)} times in the text.", starts)
    return select(text, starts[0], starts[0] + len(exact))


def _cut_ends(text: str, start: int, end: int) -> set[str]:
    """Which ends of text[start:end] cut a word, or a figure such as 1,410."""
    return {side for side, at in (("start", start), ("end", end)) if _splits_token(text, at)}


def _splits_token(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before.isalnum() and after.isalnum():
        return True
    if after.isdigit() and before in DIGIT_SEPARATORS:
        return before in MINUS_SIGNS or text[at - 2 : at - 1].isdigit()
    return before.isdigit() and (after in PERCENT_SIGNS or (after in DIGIT_SEPARATORS and text[at + 1 : at + 2].isdigit()))
