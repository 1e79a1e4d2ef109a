"""Quotation marks around texts, and shortened texts. Pure."""

from __future__ import annotations


def in_quotes(text: str, mark: str = "") -> str:
    """Put `text` in quotation marks, with `mark`, a period or a comma, inside the closing one.

    If the text ends with its own punctuation, that is unchanged and `mark` is omitted.
    """
    ends = text.rstrip("\"'”’»)]").endswith((".", "!", "?", "…"))
    return f"“{text}{'' if ends else mark}”"


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
