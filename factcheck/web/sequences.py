"""Comparison of two sequences of words with a limit on the number of steps. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

BASE_STEPS = 60_000
STEPS_PER_WORD = 8
MAX_STEPS = 240_000
"""The limit is BASE_STEPS + STEPS_PER_WORD · words elementary steps, where `words` is the number of words on both sides, but at
most MAX_STEPS, which take less than 100 ms, or two passes over the words if these need more.

The constant part lets the exact search find about 300 edits in a section without unique words. That is more than a reader can
follow, and it takes about 20 ms. The part for each word allows several passes over a long text.
"""

Gap = tuple[int, int, int, int]
"""before[a:b] and after[c:d], as (a, b, c, d)."""


class Block(NamedTuple):
    """`before[before_at : before_at + length]` equals `after[after_at : after_at + length]`."""

    before_at: int
    after_at: int
    length: int


class TooDifferent(Exception):
    """The comparison exceeds its limit of steps."""


class Budget:
    """The elementary steps that are left for one or several comparisons: a word in a pass, or a position of the exact search."""

    def __init__(self, words: int) -> None:
        """`words` is the number of words on both sides."""
        self.left = max(BASE_STEPS + 2 * words, min(BASE_STEPS + STEPS_PER_WORD * words, MAX_STEPS))

    def spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise TooDifferent


def common_blocks(before: Sequence[str], after: Sequence[str], budget: Budget | None = None) -> list[Block]:
    """The words that both sequences have in common, in order, as the longest possible blocks.

    Strips the common prefix and suffix, then aligns the rest by the words that occur exactly once on each side: the longest
    increasing subsequence of their positions (Bram Cohen's patience diff). Repeats this in each gap. In a gap without such words,
    finds the shortest edit script (Eugene W. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1, 1986).
    The result depends only on the words, never on the time that the comparison takes.

    Several comparisons can share a `budget`; by default, the comparison has its own. Raises TooDifferent if it is exceeded.
    """
    budget = budget or Budget(len(before) + len(after))
    blocks: list[Block] = []
    gaps: list[Gap] = [(0, len(before), 0, len(after))]
    while gaps:
        a, b, c, d = gaps.pop()
        start, stop = a, b
        while a < b and c < d and before[a] == after[c]:
            a, c = a + 1, c + 1
        while a < b and c < d and before[b - 1] == after[d - 1]:
            b, d = b - 1, d - 1
        blocks += [Block(start, c - (a - start), a - start), Block(b, d, stop - b)]
        if a == b or c == d:
            continue
        budget.spend((b - a) + (d - c))
        if anchors := _unique_anchors(before, after, (a, b, c, d)):
            for at, other in anchors:
                gaps.append((a, at, c, other))
                a, c = at, other  # The anchor starts the next gap and is part of its common prefix.
            gaps.append((a, b, c, d))
        else:
            blocks += _shortest_edit_script(before, after, (a, b, c, d), budget)
    return _merge_adjacent(blocks)


def _unique_anchors(before: Sequence[str], after: Sequence[str], gap: Gap) -> list[tuple[int, int]]:
    """Positions of words that occur once on each side of the gap: the longest list that increases on both sides."""
    a, b, c, d = gap
    old, new = before[a:b], after[c:d]
    old_counts, new_counts = Counter(old), Counter(new)
    new_positions = {word: at for at, word in enumerate(new, c) if new_counts[word] == 1}
    pairs = [(at, new_positions[word]) for at, word in enumerate(old, a) if old_counts[word] == 1 and word in new_positions]
    # Patience sorting: `tops` contains the smallest last position of an increasing list for each length.
    tops: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for which, (_, other) in enumerate(pairs):
        length = bisect_left(tops, other)
        previous.append(ends[length - 1] if length else -1)
        tops[length : length + 1] = [other]
        ends[length : length + 1] = [which]
    chain, which = [], ends[-1] if ends else -1
    while which >= 0:
        chain.append(pairs[which])
        which = previous[which]
    return chain[::-1]


def _shortest_edit_script(before: Sequence[str], after: Sequence[str], gap: Gap, budget: Budget) -> list[Block]:
    """The equal words on a shortest edit script of the gap, as blocks of one word (Myers' greedy algorithm, section 3)."""
    a, b, c, d = gap
    old_words, new_words = set(before[a:b]), set(after[c:d])
    # A word that occurs on only one side has no match. Without it, the script is shorter and the matches are the same.
    old = [at for at in range(a, b) if before[at] in new_words]
    new = [at for at in range(c, d) if after[at] in old_words]
    # rows[edits][i] is the furthest x on the diagonal x - y = 2i - edits that this number of edits reaches.
    rows: list[list[int]] = []
    for edits in range(len(old) + len(new) + 1):
        budget.spend(edits + 1)
        row: list[int] = []
        for i in range(edits + 1):
            x = start = max(_diagonal_starts(rows[-1], i)) if rows else 0
            y = x - 2 * i + edits
            while x < len(old) and y < len(new) and before[old[x]] == after[new[y]]:
                x, y = x + 1, y + 1
            if x > start:
                budget.spend(x - start)
            row.append(x)
            if x >= len(old) and y >= len(new):
                return [Block(old[x], new[y], 1) for x, y in _matches_on_path([*rows, row], i)]
        rows.append(row)
    raise AssertionError("unreachable: removing all old words and adding all new words is an edit script")


def _diagonal_starts(row: list[int], i: int) -> tuple[int, int]:
    """The start of diagonal `i` in the next row: after a removal, and after an addition."""
    return row[i - 1] + 1 if i else -1, row[i] if i < len(row) else -1


def _matches_on_path(rows: list[list[int]], i: int) -> list[tuple[int, int]]:
    """The (x, y) of each match, traced back from the end of diagonal `i` in the last row."""
    matches = []
    for edits in range(len(rows) - 1, -1, -1):
        x = rows[edits][i]
        removal, addition = _diagonal_starts(rows[edits - 1], i) if edits else (0, -1)
        matches += [(at, at - 2 * i + edits) for at in range(max(removal, addition), x)]
        if removal >= addition:
            i -= 1
    return matches


def _merge_adjacent(blocks: list[Block]) -> list[Block]:
    """Sort the blocks, merge adjacent ones, and remove empty ones."""
    merged: list[Block] = []
    for block in sorted(block for block in blocks if block.length):
        if merged and (merged[-1].before_at + merged[-1].length, merged[-1].after_at + merged[-1].length) == block[:2]:
            merged[-1] = Block(merged[-1].before_at, merged[-1].after_at, merged[-1].length + block.length)
        else:
            merged.append(block)
    return merged
