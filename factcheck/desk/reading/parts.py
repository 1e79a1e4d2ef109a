"""Parts of the list of claims: an article with more than MAX_ROWS claims is listed in parts of MAX_ROWS rows.

A link names the first row of its part by the position of its words and its claim, so it leads to the same place in the text after
other people add or close claims.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.desk.reading.queries import MAX_ROWS, ReadingRow

MAX_DIGITS = 18


@dataclass(frozen=True, slots=True)
class ListPart:
    """The rows of a part. `earlier` and `later` are the values of `from` for the next parts, empty if there are none."""

    rows: list[ReadingRow]
    all: Sequence[ReadingRow]
    """of all parts"""
    index: int
    """of the first row in `all`"""
    earlier: str
    later: str

    @property
    def is_whole(self) -> bool:
        return len(self.rows) == len(self.all)

    @property
    def first(self) -> int:
        return self.index + 1

    @property
    def last(self) -> int:
        return self.index + len(self.rows)

    @property
    def start(self) -> int:
        """The offset in the text at which this part begins; 0 for the first part."""
        return self.rows[0].start if self.earlier else 0

    @property
    def end(self) -> int | None:
        """The offset in the text at which the next part begins, or None."""
        return self.all[self.index + len(self.rows)].start if self.later else None

    @property
    def marks(self) -> str:
        """The marks of all parts for the browser: `CLAIM LAYER SENTENCE MARKS`, separated by commas. Empty if there is one part.

        MARKS are those of the attribute of a row, with underscores instead of spaces.
        """
        if self.is_whole:
            return ""
        return ",".join(f"{row.id} {row.layer} {row.sentence} {row.marks.replace(' ', '_')}" for row in self.all)


def list_part(rows: Sequence[ReadingRow], place: str, claim_id: int | None) -> ListPart:
    """The part that begins at `place`; the one that contains `claim_id` if it is among the rows, but not in that part."""
    number_rows(rows)
    if len(rows) <= MAX_ROWS:
        return ListPart(list(rows), rows, 0, "", "")
    begin = index_of(rows, place)
    chosen = next((at for at, row in enumerate(rows) if row.id == claim_id), None)
    if chosen is not None and not begin <= chosen < begin + MAX_ROWS:
        begin = min(chosen - chosen % MAX_ROWS, len(rows) - MAX_ROWS)
    end = begin + MAX_ROWS
    return ListPart(
        list(rows[begin:end]),
        rows,
        begin,
        place_of(rows[max(0, begin - MAX_ROWS)]) if begin else "",
        place_of(rows[end]) if end < len(rows) else "",
    )


def number_rows(rows: Sequence[ReadingRow]) -> None:
    """Number the claims and their sentences in the order of the text. The claims of one sentence are next to each other."""
    number, sentence = 0, -1
    for reference, row in enumerate(rows, start=1):
        number += row.sentence != sentence
        sentence = row.sentence
        row.number, row.reference = number, reference


def place_of(row: ReadingRow) -> str:
    """The value of `from` for the part that begins with this row."""
    return f"{row.start}-{row.id}"


def index_of(rows: Sequence[ReadingRow], place: str) -> int:
    """The index of the row that `place` names, or of the next one in the text; 0 if there is none."""
    start, _, claim = place.partition("-")
    if not all(part.isascii() and part.isdigit() and len(part) <= MAX_DIGITS for part in (start, claim)):
        return 0
    position, claim_id = int(start), int(claim)
    following = [at for at, row in enumerate(rows) if row.start >= position]
    return next((at for at in following if rows[at].id == claim_id), following[0] if following else 0)
