"""The search key of a text: its words in the normalized form that search compares, independent of the database locale.

The database computes its search vectors from the same key, with the function `factcheck_search_key` from a migration of this app.
A change here needs a migration that replaces the function and the columns computed with it; a test compares both implementations.
Which characters separate words is fixed by `search_characters`.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, pairwise
from string import ascii_uppercase

from factcheck.web.search_characters import CAPITALS, EXPANDING, IGNORED, MARKS, PLAIN, SEPARATORS

_ASCII_SEPARATORS = [point for point in range(0x80) if not chr(point).isalnum()]
_ASCII_WORD = re.compile("[0-9A-Za-z]+")
_LAST_BASIC = 0xFFFF
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def search_key(text: str) -> str:
    """The normalized words of `text`, separated by single spaces; empty if there are none.

    The normalization is NFKC (Unicode Standard Annex 15), lower case for each character, and removal of ignored characters;
    accents remain. The function is idempotent.
    """
    if text.isascii() and text.isalnum():
        return text.lower()
    table = _tables()
    key = text.translate(table.separating)
    if not key.isascii():
        key = unicodedata.normalize("NFKC", key).translate(table.separating)
        key = unicodedata.normalize("NFC", key.translate(table.lower))
        key = table.leading_marks.sub(r"\1", key)
    return " ".join(key.translate(table.lower).split())


def words_in(text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
    """The words of `text` in their original form. The key of a word can be several words, or none.

    A word that contains `start` or `end` is cut there.
    """
    return word_pattern(text).finditer(text, start, end)


def word_pattern(text: str) -> re.Pattern[str]:
    """The pattern of one word of `text`. One for all characters takes eight times as long."""
    table = _tables()
    if text.isascii():
        return _ASCII_WORD
    return table.word if _ASTRAL.search(text) else table.basic_word


def words_beginning(text: str, initials: frozenset[str]) -> Iterator[re.Match[str]]:
    """The words of `text` among whose keys one may begin with one of `initials`, which are characters of keys.

    These are all such words and a few others. In most texts, the other words are not read.
    """
    if not initials:
        return
    if text.isascii():
        yield from _ascii_words_beginning(initials).finditer(text)
        return
    if _tables().expanding.search(text):
        yield from words_in(text)
        return
    word = word_pattern(text)
    starts = {match.start() for match in _beginning(initials).finditer(text)}
    starts |= {match.start() for match in _tables().unusual.finditer(text)}
    for start in sorted(starts):
        within = start > 0 and not text[start - 1].isascii() and word.match(text, start - 1)
        if not within and (found := word.match(text, start)):
            yield found


@lru_cache(maxsize=128)
def _beginning(initials: frozenset[str]) -> re.Pattern[str]:
    """The plain characters with which a word can begin whose key begins with one of `initials`, not after a plain character."""
    letters = {unicodedata.normalize("NFD", initial)[0] for initial in initials}
    points = sorted({ord(each) for letter in letters for each in letter + letter.upper()})
    return re.compile(f"[{_class(points)}](?<![{_class(_points(PLAIN))}].)", re.DOTALL)


@lru_cache(maxsize=128)
def _ascii_words_beginning(initials: frozenset[str]) -> re.Pattern[str]:
    """Complete words of a text in which all letters and digits are plain."""
    return re.compile(_beginning(initials).pattern + _ASCII_WORD.pattern.replace("+", "*"), re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Tables:
    """`basic_word` has no characters beyond the Basic Multilingual Plane. `unusual`: the first character of a word that is not
    plain. `expanding`: the characters whose keys contain a space."""

    separating: dict[int, str | None]
    lower: dict[int, str]
    leading_marks: re.Pattern[str]
    word: re.Pattern[str]
    basic_word: re.Pattern[str]
    unusual: re.Pattern[str]
    expanding: re.Pattern[str]


@cache
def _tables() -> _Tables:
    ignored, marks = _points(IGNORED), _points(MARKS)
    separators = sorted({*_ASCII_SEPARATORS, *_points(SEPARATORS), *range(0xD800, 0xE000)} - set(ignored))
    separating: dict[int, str | None] = {**dict.fromkeys(ignored), **dict.fromkeys(separators, " ")}
    capitals = (
        (point, shift) for block in CAPITALS for first, last, step, shift in block for point in range(first, last + 1, step)
    )
    lower = {point: chr(point + shift) for point, shift in chain(capitals, ((ord(c), 32) for c in ascii_uppercase))}
    return _Tables(
        separating=separating,
        lower=lower,
        leading_marks=re.compile(f"(^| )[{_class(marks)}]+"),
        word=re.compile(f"[{_class_without(separators, sys.maxunicode)}]+"),
        basic_word=re.compile(f"[{_class_without(separators, _LAST_BASIC)}]+"),
        unusual=re.compile(
            f"[{_class_without(sorted({*separators, *_points(PLAIN)}), sys.maxunicode)}](?<![{_class(_points(PLAIN))}].)",
            re.DOTALL,
        ),
        expanding=re.compile(f"[{_class(_points(EXPANDING))}]"),
    )


def _points(ranges: str) -> list[int]:
    """The code points of ranges in hexadecimal."""
    spans = ([int(point, 16) for point in span.split("-")] for span in ranges.split())
    return [point for span in spans for point in range(span[0], span[-1] + 1)]


def _class(points: list[int]) -> str:
    """The content of a character class in a regular expression. `points` are in order."""
    ranges: list[list[int]] = []
    for point in points:
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)


def _class_without(points: list[int], last: int) -> str:
    """The content of a character class with all characters up to `last` except `points`, which are in order."""
    bounds = [-1, *(point for point in points if point <= last), last + 1]
    gaps = ((before + 1, after - 1) for before, after in pairwise(bounds) if after - before > 1)
    return "".join(f"\\U{first:08x}-\\U{end:08x}" for first, end in gaps)
