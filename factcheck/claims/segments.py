"""Splitting a text at the boundaries of marks, so that overlapping and nested marks can be rendered as elements. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A half-open range of code points that belongs to `key`."""

    start: int
    end: int
    key: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a text in which the marks do not change.

    `keys` are the keys of all marks that cover it, in the order in which the marks begin; the marks of `ending` end with it.
    """

    start: int
    text: str
    keys: tuple[int, ...]
    ending: tuple[int, ...]


class MarkSweep:
    """Returns the marks in a series of ascending ranges that do not overlap, without a scan of all marks for each range."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self._pending = sorted(marks, key=lambda m: m.start, reverse=True)
        self._open: list[Mark] = []

    def marks_in(self, start: int, end: int) -> list[Mark]:
        """Return the marks that overlap text[start:end]."""
        while self._pending and self._pending[-1].start < end:
            self._open.append(self._pending.pop())
        self._open = [m for m in self._open if m.end > start]
        return self._open


def split_at_marks(text: str, start: int, end: int, marks: Iterable[Mark]) -> list[Segment]:
    """Split text[start:end] into segments in which the marks do not change. Joining the segments restores it.

    Scans the boundaries from left to right with a list of open marks. Takes linear time if the marks do not overlap.
    """
    within = sorted(
        (m for m in marks if m.start < end and m.end > start and m.start < m.end), key=lambda m: (m.start, -m.end, m.key)
    )
    cuts = sorted({start, end, *(max(start, m.start) for m in within), *(min(end, m.end) for m in within)})
    result, open_marks, index = [], [], 0
    for a, b in pairwise(cuts):
        while index < len(within) and within[index].start <= a:
            open_marks.append(within[index])
            index += 1
        open_marks = [m for m in open_marks if m.end > a]
        result.append(
            Segment(
                a,
                text[a:b],
                tuple(dict.fromkeys(m.key for m in open_marks)),
                tuple(dict.fromkeys(m.key for m in open_marks if m.end == b)),
            )
        )
    return result
