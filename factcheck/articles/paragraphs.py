"""Splitting a canonical text into paragraphs without loss. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Only HTML white space (space, tab, line feed, form feed) makes a line blank. A line with any other character is text.
_GAP = re.compile(r"(?:\A(?:[ \t\f]*\n)+|\n(?:[ \t\f]*\n)+(?:[ \t\f]+\Z)?|\n[ \t\f]*\Z)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. `before` is the white space in front of it; `start` is the offset of `text` in code points."""

    before: str
    start: int
    text: str


def paragraphs(text: str) -> tuple[list[Paragraph], str]:
    """Return the paragraphs of `text` in order, and the white space after the last one.

    A blank line ends a paragraph; single newlines do not. Joining all parts in order restores `text`.
    """
    result: list[Paragraph] = []
    before, start = "", 0
    for gap in _GAP.finditer(text):
        if gap.start() > start:
            result.append(Paragraph(before, start, text[start : gap.start()]))
            before = ""
        before += gap.group()
        start = gap.end()
    if start < len(text):
        result.append(Paragraph(before, start, text[start:]))
        before = ""
    return result, before
