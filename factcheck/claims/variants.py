"""Typographic variants of a quote: passages that differ only in quotation marks, spaces, dashes, ligatures, and the like. Pure.

A variant is only ever proposed to a person. It never counts as the quote.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from factcheck.web.sequences import TooDifferent, common_blocks

MAX_VARIANTS = 10
_QUOTATION_MARKS = "'\"`´‘’‚‛“”„‟«»‹›ʹʺʻʼʽ′″＂＇"
_DASHES = "-‐‑‒–—―−﹣－"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SAME_LENGTH = str.maketrans({**dict.fromkeys(_QUOTATION_MARKS, '"'), **dict.fromkeys(_DASHES, "-")})
_FOLDED: dict[str, str] = {
    **_LIGATURES,
    **dict.fromkeys(_INVISIBLE, ""),
    "…": "...",
}
_SPECIAL = re.compile(rf"(?P<space>[^\S ]\s*+| \s++)|(?P<marks>\w[\u0300-\u036f]++)|(?P<one>[{re.escape(''.join(_FOLDED))}])")


@dataclass(frozen=True, slots=True)
class QuotePart:
    """A part of a quote. `differs`: it differs from the other quote. `name`: the name of its characters if they are invisible."""

    text: str
    differs: bool
    name: str = ""


class FoldedText:
    """A text without typographic differences, with the offsets of the original."""

    def __init__(self, text: str) -> None:
        """Takes linear time."""
        text = text.translate(_SAME_LENGTH)
        parts: list[str] = []
        self._folded: list[int] = []
        self._original: list[tuple[int, int, bool]] = []
        at = length = 0
        for match in _SPECIAL.finditer(text):
            start, end = match.span()
            if at < start:
                parts.append(text[at:start])
                self._folded.append(length)
                self._original.append((at, start, True))
                length += start - at
            if replacement := _fold(match):
                parts.append(replacement)
                self._folded.append(length)
                self._original.append((start, end, False))
                length += len(replacement)
            at = end
        if at < len(text):
            parts.append(text[at:])
            self._folded.append(length)
            self._original.append((at, len(text), True))
        self.text = "".join(parts)

    def original_range(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original text that contains folded[start:end]. The folded range must not be empty."""
        first, last = bisect_right(self._folded, start) - 1, bisect_right(self._folded, end - 1) - 1
        original_start, _, is_literal = self._original[first]
        if is_literal:
            original_start += start - self._folded[first]
        last_start, original_end, is_literal = self._original[last]
        return original_start, last_start + end - self._folded[last] if is_literal else original_end

    def variants(self, exact: str) -> list[tuple[int, int]]:
        """The ranges in the original text of at most MAX_VARIANTS passages that equal `exact` except for typography."""
        folded = fold(exact)
        if not folded.strip():
            return []
        ranges: list[tuple[int, int]] = []
        at = self.text.find(folded)
        while at >= 0 and len(ranges) < MAX_VARIANTS:
            ranges.append(self.original_range(at, at + len(folded)))
            at = self.text.find(folded, at + len(folded))
        return ranges


def fold(text: str) -> str:
    """The text without typographic differences. Case, letters, figures, and other punctuation stay."""
    return _SPECIAL.sub(_fold, text.translate(_SAME_LENGTH))


def is_variant(exact: str, other: str) -> bool:
    """Whether two quotes differ at most in typography."""
    return fold(exact) == fold(other)


def mark_differences(exact: str, other: str) -> tuple[list[QuotePart], list[QuotePart]]:
    """The parts of two quotes, with the characters marked that differ."""
    try:
        blocks = common_blocks(exact, other)
    except TooDifferent:
        return [_part(exact, differs=True)], [_part(other, differs=True)]
    return (
        _parts(exact, [(block.before_at, block.length) for block in blocks]),
        _parts(other, [(block.after_at, block.length) for block in blocks]),
    )


def _parts(text: str, equal: list[tuple[int, int]]) -> list[QuotePart]:
    parts, at = [], 0
    for start, length in [*equal, (len(text), 0)]:
        parts += [_part(text[at:start], differs=True), _part(text[start : start + length], differs=False)]
        at = start + length
    return [part for part in parts if part.text]


def _part(text: str, *, differs: bool) -> QuotePart:
    is_invisible = differs and not any(character.isprintable() and not character.isspace() for character in text)
    return QuotePart(text, differs, ", ".join(map(_name, text)) if is_invisible else "")


def _name(character: str) -> str:
    return "line break" if character == "\n" else unicodedata.name(character, f"U+{ord(character):04X}").lower()


def _fold(match: re.Match[str]) -> str:
    if match.lastgroup == "one":
        return _FOLDED[match.group()]
    return " " if match.lastgroup == "space" else unicodedata.normalize("NFC", match.group())
