"""The search key of a text: its words in the normalized form that search compares, independent of the database locale.

The database computes its search vectors from the same key, with the function `factcheck_search_key` from a migration of this app.
A change here needs a migration that replaces the function and the columns computed with it; a test compares both implementations.
Which characters separate words is fixed by `search_characters`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from string import ascii_uppercase

from factcheck.web.search_characters import CAPITALS, IGNORED, MARKS, SEPARATORS

_ASCII_SEPARATORS = [point for point in range(0x80) if not chr(point).isalnum()]


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


def words_in(text: str) -> Iterator[re.Match[str]]:
    """The words of `text` in their original form. The key of a word can be several words, or none."""
    return _tables().word.finditer(text)


@dataclass(frozen=True, slots=True)
class _Tables:
    separating: dict[int, str | None]
    lower: dict[int, str]
    leading_marks: re.Pattern[str]
    word: re.Pattern[str]


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
        word=re.compile(f"[^{_class(separators)}]+"),
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
