"""Characters that are not allowed in names, titles, and statements, and characters that are invisible. Pure.

An invisible character can make two names look alike, and a bidirectional control reverses the text that follows the name.
"""

from __future__ import annotations

import unicodedata

BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""All characters with the property Bidi_Control (Unicode Standard Annex 9)."""
_SEPARATORS_OF_LINES = frozenset("\n\u2028\u2029")
"""Line breaks, which belong to multiline texts. Single-line texts have spaces instead."""
_IGNORABLE = frozenset(
    chr(point)
    for first, last in (
        (0x034F, 0x034F),  # combining grapheme joiner
        (0x115F, 0x1160),  # Hangul fillers
        (0x17B4, 0x17B5),  # Khmer inherent vowels
        (0x180B, 0x180F),  # Mongolian variation selectors
        (0x2800, 0x2800),  # braille pattern blank
        (0x3164, 0x3164),  # Hangul filler
        (0xFE00, 0xFE0F),  # variation selectors
        (0xFFA0, 0xFFA0),  # halfwidth Hangul filler
        (0xFFF0, 0xFFF8),  # unassigned, reserved as ignorable
        (0xE0000, 0xE0FFF),  # tags and variation selectors
    )
    for point in range(first, last + 1)
)
"""Default_Ignorable_Code_Point (Unicode, DerivedCoreProperties.txt) outside the category Cf, and the blank braille cell."""


def is_refused(character: str) -> bool:
    """Whether names, titles, and statements may not contain `character`: a (bidirectional) control or a noncharacter."""
    if character in _SEPARATORS_OF_LINES:
        return False
    return character in BIDI_CONTROLS or unicodedata.category(character) == "Cc" or _is_noncharacter(ord(character))


def is_invisible(character: str) -> bool:
    """Whether `character` has no visible form: white space, a control, a format character, a filler, or a variation selector."""
    return unicodedata.category(character) in _INVISIBLE_CATEGORIES or character in _IGNORABLE or _is_noncharacter(ord(character))


def identifying_text_error(value: str) -> str | None:
    """The error message if `value` is not allowed as a name, title, or statement, and None otherwise. It may be empty."""
    if value.isascii() and value.isprintable():
        return None
    if refused := next(filter(is_refused, value), None):
        return f"This text contains an invisible character: {describe(refused)}. Remove it and try again."
    trimmed = value.strip()
    if trimmed and all(map(is_invisible, trimmed)):
        return f"This text has only invisible characters, such as {describe(trimmed[0])}. Enter a visible text."
    return None


def without_refused(value: str) -> str:
    """`value` without the characters that names, titles, and statements may not contain; empty if nothing visible remains."""
    text = "".join(character for character in value if not is_refused(character))
    return "" if all(map(is_invisible, text)) else text


def describe(character: str) -> str:
    """The code point and the Unicode name of `character`, such as “U+202E right-to-left override”."""
    code_point = f"U+{ord(character):04X}"
    if name := unicodedata.name(character, ""):
        return f"{code_point} {name.lower()}"
    return f"{code_point} control character" if unicodedata.category(character) == "Cc" else f"{code_point} noncharacter"


def _is_noncharacter(point: int) -> bool:
    return 0xFDD0 <= point <= 0xFDEF or point & 0xFFFE == 0xFFFE


_INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
