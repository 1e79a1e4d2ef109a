"""A canonical text cut into paragraphs without losing a character. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

# What HTML itself treats as blank between two blocks: a line of anything else is words.
_GAP = re.compile(r"(?:\A(?:[ \t\f]*\n)+|\n(?:[ \t\f]*\n)+(?:[ \t\f]+\Z)?|\n[ \t\f]*\Z)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`before` is the blank that stands before it; `start` is the code point offset of `text`."""

    before: str
    start: int
    text: str


def paragraphs(text: str) -> tuple[list[Paragraph], str]:
    """The paragraphs of `text` in order, and the blank after the last one.

    A paragraph ends at a blank line; single newlines stay inside it. Everything joined in order gives `text` again.
    """
    found: list[Paragraph] = []
    before, at = "", 0
    for gap in _GAP.finditer(text):
        if gap.start() > at:
            found.append(Paragraph(before, at, text[at : gap.start()]))
            before = ""
        before += gap.group()
        at = gap.end()
    if at < len(text):
        found.append(Paragraph(before, at, text[at:]))
        before = ""
    return found, before
