"""Quotation marks around texts, texts in another writing direction, and shortened texts. Pure."""

from __future__ import annotations

import unicodedata

_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
"""Bidirectional classes of right-to-left letters and digits (Unicode Standard Annex 9)."""
_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"
"""First strong isolate, and pop directional isolate."""


def isolated(text: str) -> str:
    """`text` within directional isolates if it contains right-to-left characters; otherwise `text` unchanged.

    For text without markup, such as a title or a feed, in which `text` would reorder the text beside it. HTML has `<bdi>`.
    """
    if text.isascii() or not any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in text):
        return text
    return f"{_ISOLATE}{text}{_END_OF_ISOLATE}"


def in_quotes(text: str, mark: str = "") -> str:
    """Put `text` in quotation marks, with `mark`, a period or a comma, inside the closing one.

    If the text ends with its own punctuation, that is unchanged and `mark` is omitted.
    """
    ends = text.rstrip("\"'”’»)]").endswith((".", "!", "?", "…"))
    return f"“{text}{'' if ends else mark}”"


def as_phrase(text: str) -> str:
    """`text` without its final period, for quoting it within a sentence. An ellipsis and a period after a capital remain."""
    text = text.rstrip()
    ends_in_period = text.endswith(".") and not text.endswith("..") and not text[-2:-1].isupper()
    return text[:-1] if ends_in_period else text


def has_own_quotes(text: str) -> bool:
    """Whether `text` begins or ends with a quotation mark. Apostrophes do not count."""
    text = text.strip()
    return bool(text) and (text[0] in _QUOTATION_MARKS or text[-1] in _QUOTATION_MARKS)


_QUOTATION_MARKS = frozenset('"“”„‟«»')


def shorten(text: str, limit: int) -> str:
    """Truncate `text` at a space to at most `limit` code points, including the ellipsis. A longer word is cut."""
    if len(text) <= limit:
        return text
    start = text[: limit - 1]
    if not text[limit - 1].isspace() and " " in start:
        start = start.rsplit(" ", 1)[0]
    return start.rstrip(" ,;:") + "…"
