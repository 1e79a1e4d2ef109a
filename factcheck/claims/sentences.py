"""Where the sentences of a text begin and end, so that words can be selected without a pointer. Pure.

A heuristic for many scripts, not a grammar: it errs towards too few cuts, and a person may tick several sentences or quote words.
"""

from __future__ import annotations

import re

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
# A run of marks that ends a sentence, what may close behind it, and the space or the end that follows. Full-width marks need no
# space. A match starts only where the run starts and gives nothing back: it would read a run of n marks n² times otherwise.
_MARKS = ".!?…‽⁇⁈⁉؟۔।॥"
_END = re.compile(rf"""(?:(?<![{_MARKS}])[{_MARKS}]++["'”’»)\]}}]*+(?=\s|\Z)|[。！？｡]++[」』”’）】]*+)""")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"'‘«])(?:mr|mrs|ms|dr|prof|gen|col|lt|sgt|capt|maj|rep|sen|gov|st|no|nos|vs|etc|cf|al|fig|vol|pp?|approx|inc|ltd"
    r"|co|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|e\.g|i\.e|a\.m|p\.m|u\.s|u\.n|u\.k|[^\W\d_])\.$",
    re.IGNORECASE,
)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence in code points, half-open, without the white space around it.

    Sentences never overlap, stand in order, and hold every character of `text` that is not white space. A blank line ends one.
    """
    found: list[tuple[int, int]] = []
    at = 0
    for block in [*(m.span() for m in _BLANK_LINE.finditer(text)), (len(text), len(text))]:
        start = at
        for mark in _END.finditer(text, at, block[0]):
            if _sentence_continues(text, start, mark.start(), mark.end(), block[0]):
                continue
            _append_stripped(text, start, mark.end(), found)
            start = mark.end()
        _append_stripped(text, start, block[0], found)
        at = block[1]
    return found


def merge_adjacent(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`spans` in order, those that touch or overlap, or have only white space between them, made one."""
    made: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if made and not text[made[-1][1] : start].strip():
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return made


def _append_stripped(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    words = text[start:end]
    if stripped := words.strip():
        begin = start + len(words) - len(words.lstrip())
        found.append((begin, begin + len(stripped)))


def _sentence_continues(text: str, start: int, mark: int, end: int, limit: int) -> bool:
    """True where the mark belongs to an abbreviation, or what follows begins small."""
    following = text[end : min(limit, end + 40)].lstrip(" \t\n\"'“‘«([")
    if following[:1].islower():
        return True
    return text[mark:end] == "." and bool(_ABBREVIATION.search(text, max(start, mark - 12), end))
