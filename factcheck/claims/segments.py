"""A stretch of text cut where marks begin and end, so that overlapping and nested marks can be real elements. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """Words in code points, half-open, that belong to `key`."""

    start: int
    end: int
    key: int


@dataclass(frozen=True, slots=True)
class Segment:
    """`keys` mark all of `text`, in the order in which their marks begin; the marks of `ending` end with it."""

    start: int
    text: str
    keys: tuple[int, ...]
    ending: tuple[int, ...]


class MarkSweep:
    """The marks at each of several stretches that ascend and do not overlap, without reading all marks for each of them."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self._coming = sorted(marks, key=lambda m: m.start, reverse=True)
        self._open: list[Mark] = []

    def marks_in(self, start: int, end: int) -> list[Mark]:
        """The marks of which some character stands in text[start:end]."""
        while self._coming and self._coming[-1].start < end:
            self._open.append(self._coming.pop())
        self._open = [m for m in self._open if m.end > start]
        return self._open


def split_at_marks(text: str, start: int, end: int, marks: Iterable[Mark]) -> list[Segment]:
    """text[start:end] in pieces within which the marks do not change. The pieces joined give it again.

    Reads the cuts from left to right and keeps the marks that are open, so that marks which do not overlap take linear time.
    """
    within = sorted(
        (m for m in marks if m.start < end and m.end > start and m.start < m.end), key=lambda m: (m.start, -m.end, m.key)
    )
    cuts = sorted({start, end, *(max(start, m.start) for m in within), *(min(end, m.end) for m in within)})
    found, open_marks, at = [], [], 0
    for a, b in pairwise(cuts):
        while at < len(within) and within[at].start <= a:
            open_marks.append(within[at])
            at += 1
        open_marks = [m for m in open_marks if m.end > a]
        found.append(
            Segment(
                a,
                text[a:b],
                tuple(dict.fromkeys(m.key for m in open_marks)),
                tuple(dict.fromkeys(m.key for m in open_marks if m.end == b)),
            )
        )
    return found
