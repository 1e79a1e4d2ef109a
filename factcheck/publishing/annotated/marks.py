"""Published quotes placed in the text of an article, and the text divided into parts at their boundaries. Pure.

All offsets are half-open ranges of code points of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from factcheck.claims.anchoring import AnchorError, find
from factcheck.claims.segments import Mark, MarkSweep, split_at_marks
from factcheck.publishing.surroundings import words_around, words_in

_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a paragraph in which the marks do not change.

    `group` is the number of the group that its marks belong to, 0 without a mark. `ending` are the marks that end with it.
    `is_first`: the group begins here. `evidence` are the cited items whose words it is a part of.
    """

    text: str
    group: int = 0
    marks: tuple[int, ...] = ()
    ending: tuple[int, ...] = ()
    is_first: bool = False
    evidence: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Overlapping marks, which open together. `number` counts from 1 in the order of the text; `marks` are their keys."""

    number: int
    start: int
    end: int
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the text, or an excerpt of it, with the groups that begin in it and the items that are cited in it.

    `is_cut_before` and `is_cut_after`: the text continues, but is not shown.
    """

    pieces: tuple[Piece, ...]
    groups: tuple[Group, ...] = ()
    evidence: tuple[int, ...] = ()
    is_cut_before: bool = False
    is_cut_after: bool = False


def place(text: str, quote: Mapping[str, Any]) -> tuple[int, int] | None:
    """The range of a published quote in `text`; None if it does not occur there, or several times with the same context.

    `quote` has exact, prefix, suffix, and, in newer documents, start.
    """
    exact, start = quote["exact"], quote.get("start")
    if start is not None and exact and text.startswith(exact, start):
        return start, start + len(exact)
    try:
        found = find(text, exact, quote.get("prefix", ""), quote.get("suffix", ""))
    except AnchorError:
        return None
    return (found.start, found.end) if found.exact == exact else None


def grouped(marks: Iterable[Mark]) -> list[Group]:
    """The groups of marks that overlap, in the order of the text. Marks that only touch are in different groups."""
    groups: list[Group] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end, m.key)):
        last = groups[-1] if groups else None
        if last and mark.start < last.end:
            keys = last.marks if mark.key in last.marks else (*last.marks, mark.key)
            groups[-1] = Group(last.number, last.start, max(last.end, mark.end), keys)
        else:
            groups.append(Group(len(groups) + 1, mark.start, mark.end, (mark.key,)))
    return groups


def paragraphs(text: str, marks: Sequence[Mark], evidence: Sequence[Mark]) -> Iterator[Passage]:
    """The whole text, paragraph by paragraph. Lines within a paragraph are separated by a newline."""
    groups = grouped(marks)
    sweep = _Sweep(text, marks, evidence, groups)
    return (sweep.passage(match.start(), match.end()) for match in _PARAGRAPH.finditer(text))


def excerpts(text: str, marks: Sequence[Mark], limit: int) -> Iterator[Passage]:
    """Each group with words around it: at most `limit` words together, unless the marked words alone are more.

    The words around a group end where the paragraph ends, or another group begins.
    """
    groups = grouped(marks)
    sweep = _Sweep(text, marks, (), groups)
    for before, group, after in zip([None, *groups], groups, [*groups[1:], None], strict=False):
        around = max(0, limit - len(words_in(text[group.start : group.end]))) // 2
        found = words_around(text, group.start, group.end, around) if around else None
        floor = max(before.end if before else 0, text.rfind("\n", 0, group.start) + 1)
        stop = text.find("\n", group.end)
        ceiling = min(after.start if after else len(text), stop if stop >= 0 else len(text))
        start = max(floor, group.start - len(found.before)) if found else group.start
        end = min(ceiling, group.end + len(found.after)) if found else group.end
        yield sweep.passage(start, end, is_excerpt=True)


class _Sweep:
    """Divides ascending ranges of a text, without a scan of all marks for each."""

    def __init__(self, text: str, marks: Sequence[Mark], evidence: Sequence[Mark], groups: Sequence[Group]) -> None:
        self._text = text
        self._is_evidence = {-1 - mark.key for mark in evidence}
        cited = [Mark(mark.start, mark.end, -1 - mark.key) for mark in evidence]  # keys of their own
        self._marks = MarkSweep([*marks, *cited])
        self._groups = list(reversed(groups))
        self._open: list[Group] = []
        self._listed: set[int] = set()
        self._begun: set[int] = set()

    def passage(self, start: int, end: int, *, is_excerpt: bool = False) -> Passage:
        while self._groups and self._groups[-1].start < end:
            self._open.append(self._groups.pop())
        self._open = [group for group in self._open if group.end > start]
        within = self._marks.marks_in(start, end)
        if not (within or self._open or is_excerpt):
            return Passage((Piece(self._text[start:end]),))
        beginning = tuple(group for group in self._open if group.number not in self._listed)
        self._listed |= {group.number for group in beginning}
        pieces = tuple(self._pieces(start, end, within))
        cited = dict.fromkeys(-1 - mark.key for mark in within if mark.key in self._is_evidence and start <= mark.start)
        return Passage(
            pieces,
            beginning,
            tuple(cited),
            is_cut_before=is_excerpt and bool(self._text[:start].strip()),
            is_cut_after=is_excerpt and bool(self._text[end:].strip()),
        )

    def _pieces(self, start: int, end: int, within: Iterable[Mark]) -> Iterator[Piece]:
        for segment in split_at_marks(self._text, start, end, within):
            group = next((g.number for g in self._open if g.start <= segment.start < g.end), 0)
            yield Piece(
                segment.text,
                group,
                tuple(key for key in segment.keys if key >= 0),
                tuple(key for key in segment.ending if key >= 0),
                is_first=bool(group) and group not in self._begun,
                evidence=tuple(-1 - key for key in segment.keys if key < 0),
            )
            self._begun.add(group)
