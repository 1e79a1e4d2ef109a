"""Splitting a text into sentences, so that users can select text without a pointing device. Pure.

This is a heuristic for many scripts. It errs on the side of too few boundaries, because users can select several sentences
or quote text.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable

MAX_BLOCK = 20_000
"""Code points before an offset in which `SentenceIndex` searches for the beginning of a block."""

_GAP = re.compile(r"\n[^\S\n]*(?=\n)")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
# A run of terminal marks, closing quotes and brackets, and then white space or the end of the text. Full-width marks need no
# space. A match can begin only at the start of a run, and its quantifiers are possessive, because a run of n marks would take
# n² steps otherwise.
_MARKS = ".!?…‽⁇⁈⁉؟۔।॥"
_END = re.compile(rf"""(?:(?<![{_MARKS}])[{_MARKS}]++["'”’»)\]}}]*+(?=\s|\Z)|[。！？｡]++[」』”’）】]*+)""")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"'‘«])(?:mr|mrs|ms|dr|prof|gen|col|lt|sgt|capt|maj|rep|sen|gov|st|no|nos|vs|etc|cf|al|fig|vol|pp?|approx|inc|ltd"
    r"|co|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|e\.g|i\.e|a\.m|p\.m|u\.s|u\.n|u\.k|[^\W\d_])\.$",
    re.IGNORECASE,
)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) of each sentence as half-open ranges of code points, without surrounding white space.

    The sentences are in order, do not overlap, and cover every character that is not white space. A blank line ends a sentence.
    """
    spans: list[tuple[int, int]] = []
    block_start = 0
    for gap_start, gap_end in [*(m.span() for m in _BLANK_LINE.finditer(text)), (len(text), len(text))]:
        start = block_start
        for mark in _END.finditer(text, block_start, gap_start):
            if _sentence_continues(text, start, mark.start(), mark.end(), gap_start):
                continue
            _append_stripped(spans, text, start, mark.end())
            start = mark.end()
        _append_stripped(spans, text, start, gap_start)
        block_start = gap_end
    return spans


class SentenceIndex:
    """The sentences of one text. Blocks are split when they are needed, and each only once. Does not keep the text itself.

    A block longer than MAX_BLOCK is split in windows, at which sentences end.
    """

    def __init__(self) -> None:
        self._gaps: tuple[array[int], array[int]] | None = None
        """the end and the start of each blank line in the text"""
        self._blocks: dict[int, tuple[array[int], array[int]]] = {}
        """start of a block → the starts and the ends of its sentences"""

    def starts(self, text: str, offsets: Iterable[int]) -> list[int]:
        """The start of the sentence that contains each offset; of the next sentence for an offset between two of them.

        Only the blocks around the offsets are split.
        """
        starts: list[int] = []
        block, start, end = -1, 0, 0  # of the last sentence, which often contains the next offset too
        for offset in offsets:
            first = self._block_start(text, offset)
            # A sentence can reach into the next block, where it ends at the border: offsets there have a sentence of their own.
            if first != block or not start <= offset < end:
                block = first
                begins, ends = self._blocks.get(first) or self._split(text, first)
                at = bisect_right(ends, offset)
                start, end = (begins[at], ends[at]) if at < len(ends) else (offset, offset)
            starts.append(start)
        return starts

    def _split(self, text: str, first: int) -> tuple[array[int], array[int]]:
        limit = min(len(text), first + 2 * MAX_BLOCK)
        gap = _BLANK_LINE.search(text, first, limit)
        spans = sentence_spans(text[first : gap.start() if gap else limit])
        block = array("I", [first + a for a, _ in spans]), array("I", [first + b for _, b in spans])
        self._blocks[first] = block
        return block

    def _block_start(self, text: str, offset: int) -> int:
        """The end of the last blank line before `offset`, or a multiple of MAX_BLOCK if there is none near it."""
        if self._gaps is None:
            gaps = [match.span() for match in _GAP.finditer(text)]
            self._gaps = array("I", [end + 1 for _, end in gaps]), array("I", [start for start, _ in gaps])
        ends, starts = self._gaps
        low = max(0, offset - MAX_BLOCK)
        at = bisect_right(ends, offset) - 1
        if at >= 0 and starts[at] >= low:
            return ends[at]
        return 0 if low == 0 else offset - offset % MAX_BLOCK


def merge_adjacent(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sort `spans` and merge those that overlap, touch, or are separated only by white space."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _append_stripped(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    """Append the range of text[start:end] without surrounding white space, unless it is blank."""
    sentence = text[start:end]
    if stripped := sentence.strip():
        begin = start + len(sentence) - len(sentence.lstrip())
        spans.append((begin, begin + len(stripped)))


def _sentence_continues(text: str, start: int, mark: int, end: int, limit: int) -> bool:
    """Return whether the mark at `mark` belongs to an abbreviation, or is followed by a lower-case letter."""
    following = text[end : min(limit, end + 40)].lstrip(" \t\n\"'“‘«([")
    if following[:1].islower():
        return True
    return text[mark:end] == "." and bool(_ABBREVIATION.search(text, max(start, mark - 12), end))
