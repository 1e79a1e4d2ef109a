"""Splitting a text into sentences, so that users can select text without a pointing device. Pure.

This is a heuristic for many scripts. It errs on the side of too few boundaries, because users can select several sentences
or quote text.
"""

from __future__ import annotations

import re

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
