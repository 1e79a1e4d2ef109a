"""Typographic variants of a quote: passages that differ only in quotation marks, spaces, dashes, ligatures, and the like. Pure.

A variant is only ever proposed to a person. It never counts as the quote.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from factcheck.web.sequences import TooDifferent, common_blocks

MAX_VARIANTS = 10
MAX_CANDIDATES = 100_000
"""Maximum number of passages that a search compares, so that it takes linear time."""
_QUOTATION_MARKS = "'\"`´‘’‚‛“”„‟«»‹›ʹʺʻʼʽ′″＂＇"
_DASHES = "-‐‑‒–—―−﹣－"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064"
    "\u2066\u2067\u2068\u2069\ufeff" + "".join(map(chr, range(0xFE00, 0xFE10)))
)
_FOLDED: dict[str, str] = {
    **_LIGATURES,
    **dict.fromkeys(_INVISIBLE, ""),
    "…": "...",
}
_WITHOUT_INVISIBLE = str.maketrans(dict.fromkeys(_INVISIBLE, ""))
_DASH = f"[{_DASHES}]"
_NARROW = "[\u00a0\u202f]"
"""Spaces that do not break the line: French typography puts them before punctuation and within quotation marks."""
_SPACE = "\\t\\n\\v\\f\\r\u001c-\u001f\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""White space other than the usual space."""
_ONE = re.escape("".join(_FOLDED))
_LINE = rf"(?P<line>{_DASH}(?<=\w{_DASH})\n(?=\w))"
_FRENCH = rf"(?P<narrow>{_NARROW}(?<=[«‹]{_NARROW}){_NARROW}*+|{_NARROW}++(?=[:;!?»›]))"
_SPACES = rf"(?P<space>[{_SPACE}]\s*+| \s++)|(?P<one>[{_ONE}])"
_USUAL = re.compile(rf"[{_SPACE}{_ONE}](?:(?<=[{_SPACE}])\s*+)?")
"""What is folded in a text without the sequences that the other patterns find. The same as _SPACES, but several times faster."""
_RUN = re.compile(r" \s")
_END_OF_LINE = re.compile(rf"{_DASH}\n")
_JAMO = (0x1160, 0x11FF)
"""The second and third parts of decomposed Korean syllables."""


@dataclass(frozen=True, slots=True)
class QuotePart:
    """A part of a quote. `differs`: it differs from the other quote. `name`: the name of its characters if they are invisible."""

    text: str
    differs: bool
    name: str = ""


class FoldedText:
    """A text without typographic differences, with the offsets of the original.

    A hyphen at the end of a line separates the parts of one word, or belongs to it: `keeps_hyphens` decides for the whole text.
    """

    def __init__(self, text: str, *, keeps_hyphens: bool = False) -> None:
        """Takes linear time."""
        parts: list[str] = []
        self._folded: list[int] = []
        self._original: list[tuple[int, int, bool]] = []
        add_part, add_folded, add_original = parts.append, self._folded.append, self._original.append
        line = "-" if keeps_hyphens else ""
        at = length = 0
        for match in _special(text).finditer(text):
            start, end = match.span()
            if at < start:
                add_part(text[at:start])
                add_folded(length)
                add_original((at, start, True))
                length += start - at
            if replacement := _fold(match.lastgroup, match.group(), line):
                add_part(replacement)
                add_folded(length)
                add_original((start, end, False))
                length += len(replacement)
            at = end
        if at < len(text):
            add_part(text[at:])
            add_folded(length)
            add_original((at, len(text), True))
        self.text = _same_length("".join(parts))
        self._keeps_hyphens = keeps_hyphens

    def original_range(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original text that contains folded[start:end]. The folded range must not be empty."""
        first, last = bisect_right(self._folded, start) - 1, bisect_right(self._folded, end - 1) - 1
        original_start, _, is_literal = self._original[first]
        if is_literal:
            original_start += start - self._folded[first]
        last_start, original_end, is_literal = self._original[last]
        return original_start, last_start + end - self._folded[last] if is_literal else original_end

    def variants(self, exact: str, *, accepts: Callable[[int, int], bool] | None = None) -> list[tuple[int, int]]:
        """The ranges in the original text of at most MAX_VARIANTS passages that equal `exact` except for typography.

        `accepts` says whether a range counts. The search gives up after MAX_CANDIDATES others.
        """
        folded = fold(exact, keeps_hyphens=self._keeps_hyphens)
        if not folded.strip():
            return []
        ranges: list[tuple[int, int]] = []
        at = self.text.find(folded)
        for _ in range(MAX_CANDIDATES):
            if at < 0 or len(ranges) == MAX_VARIANTS:
                break
            found = self.original_range(at, at + len(folded))
            if accepts is None or accepts(*found):
                ranges.append(found)
            at = self.text.find(folded, at + len(folded))
        return ranges


def fold(text: str, *, keeps_hyphens: bool = False) -> str:
    """The text without typographic differences, in the normalization form NFC. Case, letters, figures, and punctuation stay."""
    line = "-" if keeps_hyphens else ""
    folded = _special(text).sub(lambda match: _fold(match.lastgroup, match.group(), line), text)
    return _same_length(folded)


def is_variant(exact: str, other: str) -> bool:
    """Whether two quotes differ at most in typography."""
    return any(fold(exact, keeps_hyphens=keeps) == fold(other, keeps_hyphens=keeps) for keeps in (False, True))


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


def _same_length(text: str) -> str:
    """The text with one kind of quotation mark and of dash. Faster than `str.translate` for texts that are not ASCII."""
    for characters, replacement in ((_QUOTATION_MARKS, '"'), (_DASHES, "-")):
        for character in characters:
            text = text.replace(character, replacement)
    return text


def _special(text: str) -> re.Pattern[str]:
    """The pattern of what is folded in this text, without alternatives that it does not need."""
    found = [_composing(text)]
    if _END_OF_LINE.search(text):
        found.append(_LINE)
    if "\u00a0" in text or "\u202f" in text:
        found.append(_FRENCH)
    if not any(found) and not _RUN.search(text):
        return _USUAL
    return re.compile("|".join([*filter(None, found), _SPACES]))


def _composing(text: str) -> str:
    """The pattern of the sequences that NFC composes; empty for a text in NFC, which is usual."""
    visible = text.translate(_WITHOUT_INVISIBLE) if any(character in text for character in _INVISIBLE) else text
    if unicodedata.is_normalized("NFC", text) and unicodedata.is_normalized("NFC", visible):
        return ""
    used = sorted(set(text))
    marks = "".join(re.escape(each) for each in used if _combines(each))
    single = "".join(re.escape(each) for each in used if not unicodedata.is_normalized("NFC", each))
    patterns = [rf"\S?[{marks}]++" if marks else "", f"[{single}]" if single else ""]
    return f"(?P<marks>{'|'.join(filter(None, patterns))})"


def _combines(character: str) -> bool:
    """Whether normalization may combine the character with the one before it."""
    return unicodedata.category(character).startswith("M") or _JAMO[0] <= ord(character) <= _JAMO[1]


@lru_cache(maxsize=4096)
def _fold(kind: str | None, content: str, line: str) -> str:
    """What replaces a match of a pattern; `kind` is its group. `line` replaces a hyphen at the end of a line."""
    if kind == "marks":
        composed = unicodedata.normalize("NFC", content.translate(_WITHOUT_INVISIBLE))
        return _same_length("".join(_FOLDED.get(character, character) for character in composed))
    if kind == "line":
        return line
    return "" if kind == "narrow" else _FOLDED.get(content, " ")
