"""Alignment of the old and the new text of an article: which ranges of code points are equal, in order. Pure.

The cost is bounded. Where a region exceeds the bound, it counts as not aligned.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.web.sequences import Block, Budget, TooDifferent, common_blocks

MAX_LINE_STEPS = 400_000
"""Limit of elementary steps for the comparison of lines (see `web.sequences.Budget`)."""
MAX_TOKEN_STEPS = 1_200_000
"""Limit of elementary steps for all comparisons of tokens within changed lines."""
MAX_COMPARED = 200_000
"""Maximum number of code points, in both texts, of the changed lines whose tokens are compared."""

FIGURE = r"[-−]?\d+(?:[ .,'’\u00a0\u202f\u2009\-−–/:]\d+)*[%‰]?"
"""One figure: a number, range, date, time, or ratio. Its parts never align separately, so “410” does not match in “1 410”."""
_IDEOGRAPH = r"[\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
TOKEN = re.compile(rf"{FIGURE}|{_IDEOGRAPH}|(?:(?!{_IDEOGRAPH})[^\W_])+|\S")
"""A figure, an ideograph, a word, or another character that is not white space."""


@dataclass(frozen=True, slots=True)
class EqualRange:
    """`old[old_start : old_start + length]` equals `new[new_start : new_start + length]`. In code points."""

    old_start: int
    new_start: int
    length: int


class Alignment:
    """The equal ranges of two texts, ascending in both."""

    def __init__(self, ranges: Sequence[EqualRange]) -> None:
        self.ranges = ranges
        self._starts = [each.old_start for each in ranges]

    def range_at(self, start: int, end: int) -> EqualRange | None:
        """The equal range that contains old[start:end] completely, or None."""
        at = bisect_right(self._starts, start) - 1
        if at < 0 or end > self.ranges[at].old_start + self.ranges[at].length:
            return None
        return self.ranges[at]

    def new_start(self, start: int, end: int) -> int | None:
        """The offset in the new text of old[start:end], or None if it is not aligned as a whole."""
        equal = self.range_at(start, end)
        return None if equal is None else equal.new_start + start - equal.old_start


def align_texts(old: str, new: str) -> Alignment:
    """Align two texts: first equal lines, then, within changed lines, equal figures, words, and punctuation.

    Takes linear time. White space between aligned tokens may differ; it then separates two equal ranges.
    """
    if old == new:
        return Alignment([EqualRange(0, 0, len(old))] if old else [])
    head = _line_start(old, _common_prefix(old, new))
    tail = _tail_length(old, new, head)
    ranges = [EqualRange(0, 0, head), EqualRange(len(old) - tail, len(new) - tail, tail)]
    ranges += _align_lines(old, new, (head, len(old) - tail, head, len(new) - tail))
    return Alignment(_merged(ranges))


def tokens_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The tokens of text[start:end] as half-open ranges of code points."""
    return (match.span() for match in TOKEN.finditer(text, start, end))


def _common_prefix(old: str, new: str) -> int:
    """The length of the common prefix, found by bisection, because comparing slices is much faster than a loop."""
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_suffix(old: str, new: str, limit: int) -> int:
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if old[len(old) - middle : len(old) - low] == new[len(new) - middle : len(new) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def _line_start(text: str, at: int) -> int:
    """The start of the line that contains `at`, or in a long line the last position after a space."""
    line = text.rfind("\n", 0, at) + 1
    return line if at - line <= MAX_COMPARED // 4 else text.rfind(" ", line, at) + 1 or line


def _tail_length(old: str, new: str, head: int) -> int:
    """The length of the common suffix that starts with a line, or in a long line with a word."""
    tail = _common_suffix(old, new, min(len(old), len(new)) - head)
    start = len(old) - tail
    line = old.find("\n", start)
    if line >= 0 and line - start <= MAX_COMPARED // 4:
        return len(old) - line - 1
    space = old.find(" ", start)
    return len(old) - space if space >= 0 and tail > MAX_COMPARED // 4 else 0


def _align_lines(old: str, new: str, gap: tuple[int, int, int, int]) -> list[EqualRange]:
    """Align old[a:b] and new[c:d], given as (a, b, c, d), by equal lines, and the lines between them by equal tokens."""
    a, b, c, d = gap
    old_lines, new_lines = old[a:b].splitlines(keepends=True), new[c:d].splitlines(keepends=True)
    old_at, new_at = _offsets(old_lines, a), _offsets(new_lines, c)
    try:
        blocks = common_blocks(old_lines, new_lines, _budget(len(old_lines) + len(new_lines), MAX_LINE_STEPS))
    except TooDifferent:
        return []
    ranges, changed = [], []
    line = other = 0
    for block in [*blocks, Block(len(old_lines), len(new_lines), 0)]:
        changed.append((old_at[line], old_at[block.before_at], new_at[other], new_at[block.after_at]))
        line, other = block.before_at + block.length, block.after_at + block.length
        start, new_start = old_at[block.before_at], new_at[block.after_at]
        ranges.append(EqualRange(start, new_start, old_at[line] - start))
    return ranges + _align_tokens(old, new, changed)


def _align_tokens(old: str, new: str, changed: list[tuple[int, int, int, int]]) -> list[EqualRange]:
    """Align the tokens of changed regions, smallest first, until the limit is reached."""
    ranges: list[EqualRange] = []
    left, budget = MAX_COMPARED, _budget(MAX_COMPARED, MAX_TOKEN_STEPS)
    for a, b, c, d in sorted(changed, key=lambda gap: (gap[1] - gap[0] + gap[3] - gap[2], gap)):
        left -= b - a + d - c
        if left < 0:
            break
        if a == b or c == d:
            continue
        old_spans, new_spans = list(tokens_in(old, a, b)), list(tokens_in(new, c, d))
        old_tokens, new_tokens = [old[s:e] for s, e in old_spans], [new[s:e] for s, e in new_spans]
        try:
            blocks = common_blocks(old_tokens, new_tokens, budget)
        except TooDifferent:
            continue
        for block in blocks:
            ranges += _equal_ranges(old, new, block, old_spans, new_spans)
    return ranges


def _equal_ranges(
    old: str, new: str, block: Block, old_spans: list[tuple[int, int]], new_spans: list[tuple[int, int]]
) -> list[EqualRange]:
    """The ranges of a block of equal tokens: one range, unless the white space between two tokens differs."""
    ranges: list[EqualRange] = []
    start, other = old_spans[block.before_at][0], new_spans[block.after_at][0]
    end, other_end = old_spans[block.before_at][1], new_spans[block.after_at][1]
    for step in range(1, block.length):
        (s, e), (t, f) = old_spans[block.before_at + step], new_spans[block.after_at + step]
        if old[end:s] != new[other_end:t]:
            ranges.append(EqualRange(start, other, end - start))
            start, other = s, t
        end, other_end = e, f
    ranges.append(EqualRange(start, other, end - start))
    return ranges


def _offsets(lines: list[str], start: int) -> list[int]:
    """The offset of each line, and the end of the last one."""
    offsets = [start]
    for line in lines:
        offsets.append(offsets[-1] + len(line))
    return offsets


def _budget(items: int, limit: int) -> Budget:
    budget = Budget(items)
    budget.left = min(budget.left, limit)
    return budget


def _merged(ranges: list[EqualRange]) -> list[EqualRange]:
    """Sort the ranges, merge adjacent ones, and remove empty ones."""
    merged: list[EqualRange] = []
    for each in sorted((each for each in ranges if each.length), key=lambda each: each.old_start):
        last = merged[-1] if merged else None
        if last and last.old_start + last.length == each.old_start and last.new_start + last.length == each.new_start:
            merged[-1] = EqualRange(last.old_start, last.new_start, last.length + each.length)
        else:
            merged.append(each)
    return merged
