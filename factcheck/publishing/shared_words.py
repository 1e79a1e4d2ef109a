"""Whether a text contains words of a quote from elsewhere, such as of a page that it copies. Pure.

Texts are compared by their search keys, so line breaks, punctuation, capital letters, and typographic characters do not matter.
"""

from __future__ import annotations

MIN_PART = 4
"""The number of code points that a part of a quote has at least, so that a short word at an end is no match."""
_FIRST_SPACELESS = "\u0e00"
"""The first code point from which on scripts exist that are written without spaces. Before it, a match ends with a word."""


def contains_quote(text: str, quote: str) -> bool:
    """Whether all words of the quote occur in the text, in their order. Arguments are search keys."""
    if not quote:
        return False
    start, end = (" " if character < _FIRST_SPACELESS else "" for character in (quote[0], quote[-1]))
    return f"{start}{quote}{end}" in f" {text} "


def shares_words(text: str, quote: str) -> bool:
    """Whether the text contains the quote, or a part of it at its beginning or end, or is itself a part of it.

    Arguments are search keys. The text is an excerpt, which can begin and end within a word of the quote.
    """
    if contains_quote(text, quote):
        return True
    if len(text) < MIN_PART or len(quote) < MIN_PART:
        return False
    return text in quote or _begins_with_end(text, quote) or _ends_with_beginning(text, quote)


def _begins_with_end(text: str, quote: str) -> bool:
    at = quote.find(text[:MIN_PART])
    while at >= 0:
        part = quote[at:]
        if text.startswith(part) and _is_end(part[-1], text[len(part) : len(part) + 1]):
            return True
        at = quote.find(text[:MIN_PART], at + 1)
    return False


def _ends_with_beginning(text: str, quote: str) -> bool:
    at = quote.rfind(text[-MIN_PART:])
    while at >= 0:
        part = quote[: at + MIN_PART]
        if text.endswith(part) and _is_end(part[0], text[len(text) - len(part) - 1 : len(text) - len(part)]):
            return True
        at = quote.rfind(text[-MIN_PART:], 0, at + MIN_PART - 1)
    return False


def _is_end(character: str, beside: str) -> bool:
    """Whether a word can end at this character. `beside` is the character next to it, or empty."""
    return beside in ("", " ") or character >= _FIRST_SPACELESS
