"""The words around a quote in the text of a copy: a part of the text, and never all of it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from factcheck.claims.anchoring import try_select

MAX_WORDS = 50
"""Maximum number of words on each side of a quote."""
_WINDOW = 2000
"""Code points on each side of a quote that are read, so that a text without spaces adds no more than that."""
_SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Characters of scripts that are written without spaces: Thai, Lao, Burmese, Khmer, Japanese, and Chinese."""
_WORD = re.compile(rf"[{_SPACELESS}]|[^\s{_SPACELESS}]+")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A quote with the words before and after it. `is_cut_before` and `is_cut_after`: the text continues beyond them."""

    before: str
    quote: str
    after: str
    is_cut_before: bool
    is_cut_after: bool


def words_around(text: str, start: int, end: int, limit: int = MAX_WORDS) -> Surroundings:
    """The words around text[start:end], at most `limit` on each side, and at most half of the words on that side.

    In scripts without spaces, each character counts as a word. Offsets are code points.
    """
    first = _first_word(text, start, limit)
    last = _last_word(text, end, limit)
    whole = try_select(text, first, last)  # expands both ends to whole grapheme clusters
    if whole:
        first, last = whole.start, whole.end
    return Surroundings(text[first:start], text[start:end], text[end:last], bool(text[:first].strip()), bool(text[last:].strip()))


def words_in(text: str) -> list[re.Match[str]]:
    """The words of a text with the punctuation next to them. Punctuation alone is no word."""
    return [match for match in _WORD.finditer(text) if any(character.isalnum() for character in match.group())]


def _first_word(text: str, start: int, limit: int) -> int:
    """The offset of the first word before `start`."""
    begin = max(0, start - _WINDOW)
    words = [begin + match.start() for match in words_in(text[begin:start])]
    if begin and words and not text[begin - 1].isspace():
        words = words[1:]  # a part of a word
    count = min(limit, len(words) // 2)
    return words[-count] if count else start


def _last_word(text: str, end: int, limit: int) -> int:
    """The offset after the last word behind `end`."""
    stop = min(len(text), end + _WINDOW)
    words = [end + match.end() for match in words_in(text[end:stop])]
    if stop < len(text) and words and not text[stop].isspace():
        words = words[:-1]
    count = min(limit, len(words) // 2)
    return words[count - 1] if count else end
