"""Previews of text whose encoding is in doubt, safe to display. Pure."""

from __future__ import annotations

import unicodedata

MAX_PREVIEW_LENGTH = 120
"""Maximum length of a preview in code points, without the quotation marks."""


def quote_first_line(text: str) -> str:
    """Return the first line of `text` that is not blank, in quotation marks and at most MAX_PREVIEW_LENGTH code points long."""
    start = text.removeprefix("\ufeff").lstrip()[: 4 * MAX_PREVIEW_LENGTH]
    line = escape_invisible(next(iter(start.splitlines()), "").rstrip())
    if len(line) > MAX_PREVIEW_LENGTH:
        line = line[: MAX_PREVIEW_LENGTH - 1] + "…"
    return f"“{line}”"


def escape_invisible(text: str) -> str:
    """Replace invisible characters and direction controls in `text` with escapes such as \\u202e."""
    return "".join(character if _is_visible(character) else _escape(character) for character in text)


def _is_visible(character: str) -> bool:
    return character == " " or unicodedata.category(character)[0] not in "CZ"


def _escape(character: str) -> str:
    return character.encode("unicode_escape", "surrogatepass").decode() if character != "\u00a0" else " "
