"""How the wordings of one claim differ between its mentions. Pure.

Words are compared without case and without the punctuation around them; the first wording is what the others are compared with.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
MOST_JOINING = 4
"""Letters of a common word that does not part two differences."""
MOST_WORDS = 2000
"""Longer wordings are shown without comparing: the matcher is quadratic."""


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the first wording and what stands in their place here; either may be empty."""

    first: str
    here: str


@dataclass(frozen=True, slots=True)
class Compared:
    """The pieces joined give the wording again. `changes` is empty for the first wording."""

    pieces: tuple[Piece, ...]
    changes: tuple[Change, ...] = ()


def compare(wordings: Sequence[str]) -> list[Compared]:
    """Each wording in pieces that agree or differ. In the first one, what any other says differently differs."""
    words = [[(m.start(), m.end()) for m in _WORD.finditer(text)] for text in wordings]
    if any(len(found) > MOST_WORDS for found in words):
        return [Compared((Piece(text, False),)) for text in wordings]
    keys = [[text[a:b].casefold().replace("’", "'") for a, b in found] for text, found in zip(wordings, words, strict=True)]
    differing: list[set[int]] = [set() for _ in wordings]
    changes: list[list[Change]] = [[] for _ in wordings]
    for at in range(1, len(wordings)):
        for a, b, c, d in _differences(keys[0], keys[at]):
            differing[0].update(range(a, b))
            differing[at].update(range(c, d))
            changes[at].append(Change(_said(wordings[0], words[0][a:b]), _said(wordings[at], words[at][c:d])))
    return [
        Compared(_pieces(text, found, different), tuple(changed))
        for text, found, different, changed in zip(wordings, words, differing, changes, strict=True)
    ]


def _differences(first: Sequence[str], other: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Stretches first[a:b] and other[c:d] that differ. A lone short word in common between two of them joins them."""
    steps = SequenceMatcher(None, first, other, autojunk=False).get_opcodes()
    found: list[tuple[int, int, int, int]] = []
    for at, (kind, a, b, c, d) in enumerate(steps):
        between = 0 < at < len(steps) - 1 and b - a == 1 and len(first[a]) <= MOST_JOINING
        if kind == "equal" and not between:
            continue
        if found and found[-1][1] == a and found[-1][3] == c:
            found[-1] = (found[-1][0], b, found[-1][2], d)
        else:
            found.append((a, b, c, d))
    return found


def _said(text: str, places: Sequence[tuple[int, int]]) -> str:
    return text[places[0][0] : places[-1][1]] if places else ""


def _pieces(text: str, words: Sequence[tuple[int, int]], different: set[int]) -> tuple[Piece, ...]:
    """Neighbouring words that differ are one piece, with what stands between them."""
    pieces, at = [], 0
    for differs, run in groupby(enumerate(words), key=lambda word: word[0] in different):
        places = [place for _, place in run]
        if differs:
            pieces += [Piece(text[at : places[0][0]], False), Piece(_said(text, places), True)]
            at = places[-1][1]
    pieces.append(Piece(text[at:], False))
    return tuple(piece for piece in pieces if piece.text)
