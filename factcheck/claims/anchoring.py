"""Tying words to a place in a canonical text. Pure.

Offsets are Unicode code points, half-open: `text[start:end] == exact` for every selector. A selector is the W3C pair
TextQuoteSelector + TextPositionSelector. Nothing is repaired silently: what does not fit is refused.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

CONTEXT = 32
"""Code points of prefix and suffix kept with each quote."""


@dataclass(frozen=True, slots=True)
class Selector:
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


class Unanchored(ValueError):
    """A selector that does not fit its text; the message says how."""


class Ambiguous(Unanchored):
    """A quote that occurs several times; `starts` are the code point offsets of each."""

    def __init__(self, message: str, starts: list[int]) -> None:
        super().__init__(message)
        self.starts = starts


def select(text: str, start: int, end: int) -> Selector:
    """The selector for text[start:end], snapped outwards to grapheme clusters. Raises Unanchored for an empty or outside range."""
    if not 0 <= start < end <= len(text):
        raise Unanchored(f"The selection {start}–{end} is empty or outside the text of {len(text)} characters.")
    start, end = snap(text, start, end)
    return Selector(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def verify(text: str, selector: Selector) -> Selector:
    """The full selector at the given place if its words are really there. Raises Unanchored where they are not."""
    if not 0 <= selector.start < selector.end <= len(text):
        raise Unanchored(
            f"The place {selector.start}–{selector.end} is empty or outside the text of {len(text)} characters."
        )
    found = text[selector.start : selector.end]
    if found != selector.exact:
        raise Unanchored(f"At {selector.start}–{selector.end} the text reads “{found}”, not “{selector.exact}”.")
    before, after = text[: selector.start], text[selector.end :]
    if not before.endswith(selector.prefix) or not after.startswith(selector.suffix):
        raise Unanchored("The words around the quote are not the ones in the text.")
    return select(text, selector.start, selector.end)


def occurrences(text: str, exact: str) -> list[int]:
    """Offsets of every occurrence of `exact`, overlapping ones included."""
    found, start = [], text.find(exact) if exact else -1
    while start >= 0:
        found.append(start)
        start = text.find(exact, start + 1)
    return found


def find(text: str, exact: str, prefix: str = "", suffix: str = "") -> Selector:
    """The one place where `exact` stands, told apart by prefix and suffix if needed. Raises Ambiguous or Unanchored."""
    if not exact.strip():
        raise Unanchored("The quote is empty.")
    starts = occurrences(text, exact)
    if not starts:
        raise Unanchored("These words do not occur in the text exactly like this.")
    if len(starts) > 1 and (prefix or suffix):
        starts = [
            s for s in starts if text[:s].endswith(prefix) and text[s + len(exact) :].startswith(suffix)
        ] or starts
    if len(starts) > 1:
        raise Ambiguous(f"These words occur {len(starts)} times in the text.", starts)
    return select(text, starts[0], starts[0] + len(exact))


def snap(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen to grapheme cluster borders (the parts of UAX #29 that a selection can cut: marks, joiners, flags, CRLF-free text)."""
    while start > 0 and not is_border(text, start):
        start -= 1
    while end < len(text) and not is_border(text, end):
        end += 1
    return start, end


def is_border(text: str, at: int) -> bool:
    """True where a grapheme cluster begins at code point `at` (both ends of the text are borders)."""
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if _extends(after) or after == "\u200d":
        return before == "\n"
    if before == "\u200d" and at > 1 and _pictographic(after):
        return not _pictographic(_base(text, at - 1))
    if _regional(before) and _regional(after):
        run, position = 0, at - 1
        while position >= 0 and _regional(text[position]):
            run, position = run + 1, position - 1
        return run % 2 == 0
    return not _hangul_joins(before, after)


def _base(text: str, at: int) -> str:
    """The last character before `at` that is neither a mark nor a joiner."""
    at -= 1
    while at > 0 and (_extends(text[at]) or text[at] == "\u200d"):
        at -= 1
    return text[at]


def _extends(char: str) -> bool:
    code = ord(char)
    return (
        unicodedata.category(char) in ("Mn", "Me", "Mc")
        or 0x1F3FB <= code <= 0x1F3FF
        or 0xE0020 <= code <= 0xE007F
        or char == "\u200c"
    )


def _regional(char: str) -> bool:
    return 0x1F1E6 <= ord(char) <= 0x1F1FF


def _pictographic(char: str) -> bool:
    code = ord(char)
    return 0x1F000 <= code <= 0x1FAFF or 0x2190 <= code <= 0x2BFF or code in (0xA9, 0xAE, 0x3030, 0x303D, 0x3297, 0x3299)


def _hangul_joins(before: str, after: str) -> bool:
    first, second = ord(before), ord(after)
    lead, vowel, tail = 0x1100 <= first <= 0x115F, 0x1160 <= first <= 0x11A7, 0x11A8 <= first <= 0x11FF
    syllable = 0xAC00 <= first <= 0xD7A3
    open_syllable = syllable and (first - 0xAC00) % 28 == 0
    if lead:
        return 0x1100 <= second <= 0x11A7 or 0xAC00 <= second <= 0xD7A3
    if vowel or open_syllable:
        return 0x1160 <= second <= 0x11FF
    return (tail or syllable) and 0x11A8 <= second <= 0x11FF
