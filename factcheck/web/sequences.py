"""Comparison of two sequences of words with a bound on the work. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

STEPS_AT_LEAST = 60_000
STEPS_PER_WORD = 8
"""Together the bound: STEPS_AT_LEAST + STEPS_PER_WORD · words elementary steps, with the words of both sides counted.

The constant part lets the exact search find some 300 edits in a stretch without unique words. That is more than a reader can
follow, and it costs about 20 ms. The part for each word pays for several passes over a long text.
"""

Gap = tuple[int, int, int, int]
"""before[a:b] and after[c:d] as (a, b, c, d)."""


class Block(NamedTuple):
    """`before[before_at : before_at + length]` equals `after[after_at : after_at + length]`."""

    before_at: int
    after_at: int
    length: int


class TooDifferent(Exception):
    """The comparison would need more steps than it may take."""


class Budget:
    """Elementary steps that one or several comparisons may take: a word read in a pass, or a position of the exact search."""

    def __init__(self, words: int) -> None:
        """The bound above for `words`, the number of words on both sides."""
        self.left = STEPS_AT_LEAST + STEPS_PER_WORD * words

    def spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise TooDifferent


def common_blocks(before: Sequence[str], after: Sequence[str], budget: Budget | None = None) -> list[Block]:
    """The words that both sequences have in common, in order, as the longest possible blocks.

    Strips the common start and end, then aligns the rest by the words that occur exactly once on each side: the longest
    increasing subsequence of their positions (Bram Cohen's patience diff). Does the same again in each gap. Where a gap has no
    such word, finds its shortest edit script (Eugene W. Myers, "An O(ND) Difference Algorithm and Its Variations",
    Algorithmica 1, 1986). The result depends on the words alone, never on the clock.

    `budget` is what several comparisons have together; without one the comparison has its own. Raises TooDifferent where the
    comparison takes more steps.
    """
    budget = budget or Budget(len(before) + len(after))
    found: list[Block] = []
    gaps: list[Gap] = [(0, len(before), 0, len(after))]
    while gaps:
        a, b, c, d = gaps.pop()
        start, stop = a, b
        while a < b and c < d and before[a] == after[c]:
            a, c = a + 1, c + 1
        while a < b and c < d and before[b - 1] == after[d - 1]:
            b, d = b - 1, d - 1
        found += [Block(start, c - (a - start), a - start), Block(b, d, stop - b)]
        if a == b or c == d:
            continue
        budget.spend((b - a) + (d - c))
        if anchors := _anchors(before, after, (a, b, c, d)):
            for at, other in anchors:
                gaps.append((a, at, c, other))
                a, c = at, other  # the anchor starts the next gap, whose common start is stripped
            gaps.append((a, b, c, d))
        else:
            found += _shortest(before, after, (a, b, c, d), budget)
    return _joined(found)


def _anchors(before: Sequence[str], after: Sequence[str], gap: Gap) -> list[tuple[int, int]]:
    """Positions of words that occur once in each half of the gap: the longest list that increases on both sides."""
    a, b, c, d = gap
    old, new = before[a:b], after[c:d]
    once, once_there = Counter(old), Counter(new)
    there = {word: at for at, word in enumerate(new, c) if once_there[word] == 1}
    pairs = [(at, there[word]) for at, word in enumerate(old, a) if once[word] == 1 and word in there]
    # Patience sorting: `tops` holds the smallest last position of an increasing list of each length.
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


def _shortest(before: Sequence[str], after: Sequence[str], gap: Gap, budget: Budget) -> list[Block]:
    """The equal words on a shortest edit script of the gap, as blocks of one word: Myers' greedy algorithm, section 3."""
    a, b, c, d = gap
    here, there = set(before[a:b]), set(after[c:d])
    # A word that only one side has can match nothing. Without it the script is shorter, and the matches are the same.
    old = [at for at in range(a, b) if before[at] in there]
    new = [at for at in range(c, d) if after[at] in here]
    # rows[edits][i] is the furthest x on the diagonal x - y = 2i - edits that so many edits reach.
    rows: list[list[int]] = []
    for edits in range(len(old) + len(new) + 1):
        budget.spend(edits + 1)
        row: list[int] = []
        for i in range(edits + 1):
            x = start = max(_moves(rows[-1], i)) if rows else 0
            y = x - 2 * i + edits
            while x < len(old) and y < len(new) and before[old[x]] == after[new[y]]:
                x, y = x + 1, y + 1
            if x > start:
                budget.spend(x - start)
            row.append(x)
            if x >= len(old) and y >= len(new):
                return [Block(old[x], new[y], 1) for x, y in _path([*rows, row], i)]
        rows.append(row)
    raise AssertionError("Removing everything and adding everything is a script.")


def _moves(row: list[int], i: int) -> tuple[int, int]:
    """Where diagonal `i` of the next row starts: after a removal, and after an addition."""
    return row[i - 1] + 1 if i else -1, row[i] if i < len(row) else -1


def _path(rows: list[list[int]], i: int) -> list[tuple[int, int]]:
    """The (x, y) of each match, walked backwards from the end of the last row's diagonal `i`."""
    found = []
    for edits in range(len(rows) - 1, -1, -1):
        x = rows[edits][i]
        removal, addition = _moves(rows[edits - 1], i) if edits else (0, -1)
        found += [(at, at - 2 * i + edits) for at in range(max(removal, addition), x)]
        if removal >= addition:
            i -= 1
    return found


def _joined(blocks: list[Block]) -> list[Block]:
    """The blocks in order, those that continue each other as one, without empty ones."""
    made: list[Block] = []
    for block in sorted(block for block in blocks if block.length):
        if made and (made[-1].before_at + made[-1].length, made[-1].after_at + made[-1].length) == block[:2]:
            made[-1] = Block(made[-1].before_at, made[-1].after_at, made[-1].length + block.length)
        else:
            made.append(block)
    return made
