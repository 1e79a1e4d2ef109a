"""The search key of a text: its words in the normalized form that search compares, independent of the database locale.

The database computes its search vectors from the same key, with the function `factcheck_search_key` from a migration of this app.
A change here needs a migration that replaces the function and the columns computed with it; a test compares both implementations.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

_APOSTROPHES = frozenset("\u02b9\u02ba\u02bb\u02bc\u02bd\u02ee")
"""Letters in Unicode, but punctuation for readers: Ukrainian texts use U+02BC, U+2019, or U+0027 as the apostrophe."""
_SUBSCRIPTS = frozenset("₀₁₂₃₄₅₆₇₈₉")
"""Part of a name such as CO₂. Other superscript or circled numbers are footnote marks or fractions, which end a word."""
_VARIATIONS = frozenset(map(chr, [0x34F, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]))
_SPLITTING_MARKS = frozenset(
    "\u1715\u1734\u1bf2\u1bf3\u1ce1\u1cf7\u302e\u302f\ua9c0\uabec\U000111c0\U00011235\U0001134d\U000116b6\U0001193d"
    "\U0001d165\U0001d166\U0001d16d\U0001d16e\U0001d16f\U0001d170\U0001d171\U0001d172"
)
"""Marks that end a word in PostgreSQL's parser in some locales but not in others."""
_CHARACTERS = [*range(0x20000), *range(0xE0000, 0xE01F0)]
"""The code points that include all separators, marks, and capital letters."""


def is_ignored(character: str) -> bool:
    """Whether search ignores `character`: soft hyphen, zero width, direction, variation selector, enclosing mark."""
    if character in _VARIATIONS or character in _SPLITTING_MARKS:
        return True
    return unicodedata.category(character) in ("Cf", "Me")


def is_separator(character: str) -> bool:
    """Whether `character` separates words: white space, punctuation, symbols, control characters, and numbers except digits."""
    category = unicodedata.category(character)
    if category == "No":
        return character not in _SUBSCRIPTS
    return category[0] in "PSZ" or category in ("Cc", "Cs") or character in _APOSTROPHES


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
    characters = [chr(point) for point in _CHARACTERS]
    ignored = [character for character in characters if is_ignored(character)]
    separators = [character for character in characters if is_separator(character) and not is_ignored(character)]
    marks = [character for character in characters if unicodedata.category(character)[0] == "M"]
    separating: dict[int, str | None] = dict.fromkeys(map(ord, ignored))
    separating |= dict.fromkeys(map(ord, separators), " ")
    lower = {ord(c): c.lower() for c in characters if c.lower() != c and len(c.lower()) == 1}
    lower |= {ord("İ"): "i", ord("ς"): "σ"}
    return _Tables(
        separating=separating,
        lower=lower,
        leading_marks=re.compile(f"(^| )[{_class(marks)}]+"),
        word=re.compile(f"[^{_class(separators)}]+"),
    )


def _class(characters: list[str]) -> str:
    """The content of a character class in a regular expression."""
    ranges: list[list[int]] = []
    for point in map(ord, characters):
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)
