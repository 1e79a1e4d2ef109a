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


def segments(text: str, start: int, end: int, marks: Iterable[Mark]) -> list[Segment]:
    """text[start:end] in pieces within which the marks do not change. The pieces joined give it again."""
    within = sorted(
        (m for m in marks if m.start < end and m.end > start and m.start < m.end), key=lambda m: (m.start, -m.end, m.key)
    )
    cuts = sorted({start, end, *(max(start, m.start) for m in within), *(min(end, m.end) for m in within)})
    return [
        Segment(
            a,
            text[a:b],
            tuple(dict.fromkeys(m.key for m in within if m.start <= a and m.end >= b)),
            tuple(dict.fromkeys(m.key for m in within if m.end == b)),
        )
        for a, b in pairwise(cuts)
    ]
