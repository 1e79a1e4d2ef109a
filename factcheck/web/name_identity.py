"""The key by which names are compared: two names with the same key are the same name. Pure.

The database computes the same key with the function `name_identity` from a migration of this app, for the unique constraints.
A change here needs a migration that replaces the function and the columns computed with it; a test compares both implementations.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from factcheck.web.characters import is_invisible

_NONCHARACTERS = [plane + last for plane in range(0x20000, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)]
_CODE_POINTS = [*range(0xD800), *range(0xE000, 0x20000), *range(0xE0000, 0xE1000), *_NONCHARACTERS]
"""The code points that include all invisible characters and all letters with case."""


def name_identity(name: str) -> str:
    """The key of `name`: NFC, each letter case-folded, each run of white space one space, invisible characters removed.

    Accents and punctuation are significant. Letters fold one by one (Unicode simple folding), so “ß” and “ss” differ. A name
    without visible characters is its own key. The function is idempotent, and canonically equivalent names have the same key.
    """
    if name.isascii() and name.isprintable():
        return " ".join(name.lower().split()) or name
    removed, folds = _tables()
    key = " ".join(name.translate(removed).split())
    key = unicodedata.normalize("NFC", unicodedata.normalize("NFC", key).translate(folds))
    return key or name


def normalize_name(name: str) -> str:
    """The form in which a new name is stored: NFC, with one space for each run of white space. It has the same key."""
    return " ".join(unicodedata.normalize("NFC", name).split())


@cache
def _tables() -> tuple[dict[int, None], dict[int, int]]:
    """The characters that the key omits, and the folded letters."""
    removed: dict[int, None] = {}
    folds: dict[int, int] = {}
    for point in _CODE_POINTS:
        character = chr(point)
        if is_invisible(character) and not character.isspace():
            removed[point] = None
        elif (folded := _fold(character)) != character:
            folds[point] = ord(folded)
    return removed, folds


def _fold(character: str) -> str:
    """The lower case of the upper case, as far as each is one character. Marks remain: U+0345 would become a letter."""
    if unicodedata.category(character)[0] == "M":
        return character
    upper = character.upper()
    upper = upper if len(upper) == 1 else character
    lower = upper.lower()
    return lower if len(lower) == 1 else upper
