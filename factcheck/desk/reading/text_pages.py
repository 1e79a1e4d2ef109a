"""Pages of a long text for the form without JavaScript. Pure.

A page ends with the last paragraph that keeps it under MAX_CHARACTERS and MAX_ROWS claims. In a longer paragraph, it ends with
a sentence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.articles.paragraphs import Paragraph
from factcheck.desk.reading.queries import MAX_ROWS, ReadingRow, TextRange

MAX_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class TextPage:
    """A range of the text. `earlier` and `later` are the starts of the next pages, or None."""

    start: int
    end: int
    number: int
    count: int
    earlier: int | None
    later: int | None

    def contains(self, row: ReadingRow) -> bool:
        """Whether the page contains a word of the claim."""
        return any(start < self.end and end > self.start for places in row.mentions.values() for start, end in places)


def text_page(
    length: int, paragraphs: Sequence[Paragraph], sentences: Sequence[TextRange], rows: Sequence[ReadingRow], place: int
) -> TextPage:
    """The page that contains the offset `place`. `sentences` and `rows` are in the order of the text."""
    starts = _page_starts(length, paragraphs, sentences, rows)
    at = max(0, bisect_right(starts, place) - 1)
    return TextPage(
        start=starts[at],
        end=starts[at + 1] if at + 1 < len(starts) else length,
        number=at + 1,
        count=len(starts),
        earlier=starts[at - 1] if at else None,
        later=starts[at + 1] if at + 1 < len(starts) else None,
    )


def _page_starts(
    length: int, paragraphs: Sequence[Paragraph], sentences: Sequence[TextRange], rows: Sequence[ReadingRow]
) -> list[int]:
    starts = [0]
    if length <= MAX_CHARACTERS and len(rows) <= MAX_ROWS:
        return starts
    beginnings = [paragraph.start for paragraph in paragraphs]
    claims = [row.start for row in rows]
    for begin, end in sentences:
        first = starts[-1]
        number = bisect_right(claims, end - 1) - bisect_right(claims, first - 1)
        if begin <= first or (end - first <= MAX_CHARACTERS and number <= MAX_ROWS):
            continue
        paragraph = beginnings[max(0, bisect_right(beginnings, begin) - 1)]
        starts.append(paragraph if paragraph > first else begin)
    return starts
