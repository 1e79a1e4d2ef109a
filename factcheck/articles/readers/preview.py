"""One line of a text whose encoding is in question, safe to display. Pure."""

from __future__ import annotations

import unicodedata

LONGEST_PREVIEW = 120
"""Code points of the displayed line."""


def quoted_line(text: str) -> str:
    """The first line that is not blank, in quotation marks and at most LONGEST_PREVIEW code points between them."""
    start = text.removeprefix("\ufeff").lstrip()[: 4 * LONGEST_PREVIEW]
    line = visible(next(iter(start.splitlines()), "").rstrip())
    if len(line) > LONGEST_PREVIEW:
        line = line[: LONGEST_PREVIEW - 1] + "…"
    return f"“{line}”"


def visible(text: str) -> str:
    """`text` with characters that have no shape, or that change the direction of others, as escapes such as \\u202e."""
    return "".join(character if _has_shape(character) else _escape(character) for character in text)


def _has_shape(character: str) -> bool:
    return character == " " or unicodedata.category(character)[0] not in "CZ"


def _escape(character: str) -> str:
    return character.encode("unicode_escape", "surrogatepass").decode() if character != "\u00a0" else " "
