"""Pages of a long text for the form without JavaScript.

A page ends with the last paragraph that keeps it under MAX_CHARACTERS and MAX_ROWS claims. In a longer paragraph, it ends with
a sentence.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.articles.paragraphs import Paragraph
from factcheck.claims.sentences import sentence_spans
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
        return row.start < self.end and any(
            start < self.end and end > self.start for places in row.mentions.values() for start, end in places
        )


def text_page(text: str, paragraphs: Sequence[Paragraph], rows: Sequence[ReadingRow], place: int) -> TextPage:
    """The page that contains the offset `place`. `rows` are in the order of the text."""
    starts = _page_starts(text, paragraphs, rows)
    at = max(0, bisect_right(starts, place) - 1)
    later = starts[at + 1] if at + 1 < len(starts) else None
    return TextPage(
        start=starts[at],
        end=len(text) if later is None else later,
        number=at + 1,
        count=len(starts),
        earlier=starts[at - 1] if at else None,
        later=later,
    )


def sentences_of(text: str, page: TextPage) -> list[TextRange]:
    """The sentences of a page: each page begins with a sentence."""
    return [(page.start + start, page.start + end) for start, end in sentence_spans(text[page.start : page.end])]


def _page_starts(text: str, paragraphs: Sequence[Paragraph], rows: Sequence[ReadingRow]) -> list[int]:
    starts = [paragraphs[0].start if paragraphs else 0]
    if len(text) <= MAX_CHARACTERS and len(rows) <= MAX_ROWS:
        return starts
    claims = [row.start for row in rows]

    def fits(end: int) -> bool:
        number = bisect_left(claims, end) - bisect_left(claims, starts[-1])
        return end - starts[-1] <= MAX_CHARACTERS and number <= MAX_ROWS

    for paragraph in paragraphs:
        start, end = paragraph.start, paragraph.start + len(paragraph.text)
        if fits(end):
            continue
        if start > starts[-1]:
            starts.append(start)
        if fits(end):
            continue
        for first, last in sentence_spans(paragraph.text):
            if start + first > starts[-1] and not fits(start + last):
                starts.append(start + first)
    return starts
