"""Anchoring of quotes in a canonical text. Pure.

A selector combines a TextQuoteSelector and a TextPositionSelector (W3C Web Annotation Data Model). Its offsets are a half-open
range of Unicode code points: `text[start:end] == exact`. Selectors that do not match their text are rejected, never corrected.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.claims.graphemes import ClusterBoundaries, ClusterTooLong, expand_to_clusters

CONTEXT = 32
"""Maximum length of the prefix and the suffix of a quote in code points."""
MAX_OCCURRENCES = 1000
"""Maximum number of occurrences that `occurrences` returns."""
MAX_PARTIAL_MATCHES = 100_000
MAX_PLAIN_SEARCHES = 1000
"""Number of matches, including those inside grapheme clusters, after which the search switches to a linear algorithm."""
DIGIT_SEPARATORS = frozenset(" .,'’\u00a0\u202f\u2009-−–/:")
"""Characters that may separate the digits of one figure: a number, range, date, time, or ratio."""
MINUS_SIGNS = frozenset("-−")
PERCENT_SIGNS = frozenset("%‰")


@dataclass(frozen=True, slots=True)
class Selector:
    """A quote with its context and its offsets in code points."""

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


class AnchorError(ValueError):
    """A selector does not match its text. The message gives the reason."""


class AmbiguousAnchor(AnchorError):
    """A quote occurs several times. `starts` are the offsets of the occurrences in code points."""

    def __init__(self, message: str, starts: list[int]) -> None:
        super().__init__(message)
        self.starts = starts


def select(text: str, start: int, end: int) -> Selector:
    """Return the selector for text[start:end], expanded to whole grapheme clusters.

    Raises AnchorError if the range is empty, outside the text, or within one character of more than 1,000 code points.
    """
    if not 0 <= start < end <= len(text):
        raise AnchorError(f"The selection {start}–{end} is empty or outside the text of {len(text)} characters.")
    try:
        start, end = expand_to_clusters(text, start, end)
    except ClusterTooLong:
        raise AnchorError("The selection is a part of a character with more than 1,000 code points.") from None
    return Selector(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def try_select(text: str, start: int, end: int) -> Selector | None:
    """Return `select(text, start, end)`, or None if the range cannot be selected."""
    try:
        return select(text, start, end)
    except AnchorError:
        return None


def verify(text: str, selector: Selector) -> Selector:
    """Return the selector with its full context. Raises AnchorError if its offsets, quote, or context do not match the text."""
    if not 0 <= selector.start < selector.end <= len(text):
        raise AnchorError(f"The range {selector.start}–{selector.end} is empty or outside the text of {len(text)} characters.")
    actual = text[selector.start : selector.end]
    if actual != selector.exact:
        raise AnchorError(
            f"The text at {selector.start}–{selector.end} (“{actual}”) differs from the quote (“{selector.exact}”)."
        )
    before, after = text[: selector.start], text[selector.end :]
    if not before.endswith(selector.prefix) or not after.startswith(selector.suffix):
        raise AnchorError("The prefix or suffix does not match the text around the quote.")
    return select(text, selector.start, selector.end)


def occurrences(text: str, exact: str) -> list[int]:
    """Return the offsets of `exact` in `text`, including overlapping occurrences, at most MAX_OCCURRENCES.

    Only occurrences of whole grapheme clusters count: “cafe” does not occur in “café”, even if the accent is a separate code
    point. Takes linear time, and gives up after MAX_PARTIAL_MATCHES matches that are not whole clusters: a request can contain
    many quotes.
    """
    offsets: list[int] = []
    partial = 0
    starts, ends = ClusterBoundaries(text), ClusterBoundaries(text)  # two objects, because each expects ascending offsets
    for start in _match_offsets(text, exact):
        if start in starts and start + len(exact) in ends:
            offsets.append(start)
            if len(offsets) == MAX_OCCURRENCES:
                break
        elif (partial := partial + 1) == MAX_PARTIAL_MATCHES:
            break
    return offsets


def whole_occurrences(text: str, exact: str, limit: int) -> tuple[list[int], bool]:
    """The offsets of at most `limit` occurrences of `exact` that do not begin or end within a longer word or figure.

    Also returns whether the whole text was searched, or the limit reached: the search gives up after MAX_PARTIAL_MATCHES other
    matches, so that it takes linear time.
    """
    offsets: list[int] = []
    partial = 0
    starts, ends = ClusterBoundaries(text), ClusterBoundaries(text)
    for start in _match_offsets(text, exact):
        end = start + len(exact)
        if start in starts and end in ends and not cut_ends(text, start, end):
            offsets.append(start)
            if len(offsets) == limit:
                break
        elif (partial := partial + 1) == MAX_PARTIAL_MATCHES:
            return offsets, False
    return offsets, True


def count_label(count: int) -> str:
    """Return the number of occurrences that `occurrences` returned, for display."""
    return f"{count:,}" if count < MAX_OCCURRENCES else f"{MAX_OCCURRENCES:,} or more"


def _match_offsets(text: str, exact: str) -> Iterator[int]:
    """Yield the offsets of `exact` in `text`, including overlapping matches and matches inside grapheme clusters.

    `str.find` is fast, but it restarts at each match, which takes quadratic time for repetitive text. After MAX_PLAIN_SEARCHES
    matches, the algorithm of Knuth, Morris, and Pratt continues, which reads each character once (Fast Pattern Matching in
    Strings, SIAM Journal on Computing 6, 1977).
    """
    start = text.find(exact) if exact else -1
    for _ in range(MAX_PLAIN_SEARCHES if len(exact) > 1 else len(text)):
        if start < 0:
            return
        yield start
        start = text.find(exact, start + 1)
    if start < 0:
        return
    borders = [0]  # for each prefix of `exact`: the length of its longest proper prefix that is also its suffix
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
    """Return the selector for the only occurrence of `exact`; prefix and suffix choose among several.

    A prefix or suffix means that the quote comes from another text. The quote then does not match inside a longer word or
    figure: “410 bodies” does not match “1,410 bodies”. Raises AmbiguousAnchor if several occurrences remain or all of them are
    inside longer words or figures, and AnchorError if there is none.
    """
    if not exact.strip():
        raise AnchorError("The quote is empty.")
    anywhere = occurrences(text, exact)
    if not anywhere:
        raise AnchorError("The quote does not occur in the text exactly like this.")
    starts = anywhere
    if prefix or suffix:
        original_cuts = cut_ends(prefix + exact + suffix, len(prefix), len(prefix) + len(exact))
        starts = [s for s in anywhere if cut_ends(text, s, s + len(exact)) <= original_cuts]
    if len(starts) > 1 and (prefix or suffix):
        starts = [s for s in starts if text.endswith(prefix, 0, s) and text.startswith(suffix, s + len(exact))] or starts
    if not starts:
        raise AmbiguousAnchor("The quote occurs only inside longer words or figures.", anywhere)
    if len(starts) > 1:
        raise AmbiguousAnchor(f"The quote occurs {count_label(len(starts))} times in the text.", starts)
    return select(text, starts[0], starts[0] + len(exact))


def cut_ends(text: str, start: int, end: int) -> set[str]:
    """Return which ends of text[start:end] are inside a word or a figure such as 1,410: "start", "end", or both."""
    return {side for side, at in (("start", start), ("end", end)) if _splits_token(text, at)}


def cut_figures(text: str, start: int, end: int) -> set[str]:
    """Return which ends of text[start:end] are inside a figure: "start", "end", or both.

    Unlike `cut_ends`, an end within a word does not count: many scripts have no spaces between words.
    """
    ends = (("start", start), ("end", end))
    return {side for side, at in ends if _splits_token(text, at) and _touches_digit(text, at)}


def _touches_digit(text: str, at: int) -> bool:
    return text[at - 1].isdigit() or text[at].isdigit()


def _splits_token(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before.isalnum() and after.isalnum():
        return True
    if after.isdigit() and before in DIGIT_SEPARATORS:
        return before in MINUS_SIGNS or text[at - 2 : at - 1].isdigit()
    return before.isdigit() and (after in PERCENT_SIGNS or (after in DIGIT_SEPARATORS and text[at + 1 : at + 2].isdigit()))
