"""How the wordings of one claim differ between its mentions. Pure.

Words are compared without case and without the punctuation around them; the first wording is what the others are compared with.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from factcheck.web.sequences import Block, Budget, TooDifferent, common_blocks

_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
MOST_JOINING = 4
"""Letters of a common word that does not part two differences."""


@dataclass(frozen=True, slots=True)
class WordingPiece:
    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class WordingChange:
    """Words of the first wording and what stands in their place here; either may be empty."""

    first: str
    here: str


@dataclass(frozen=True, slots=True)
class ComparedWording:
    """The pieces joined give the wording again. `changes` is empty for the first wording.

    `is_compared` is false where the wordings of the claim differ too much for a comparison with bounded work.
    """

    pieces: tuple[WordingPiece, ...]
    changes: tuple[WordingChange, ...] = ()
    is_compared: bool = True


def compare(wordings: Sequence[str]) -> list[ComparedWording]:
    """Each wording in pieces that agree or differ. In the first, a word counts as different if any other wording differs there.

    The work is bounded for all wordings together (see `web.sequences`). Where the bound is reached, none is compared.
    """
    words = [[(m.start(), m.end()) for m in _WORD.finditer(text)] for text in wordings]
    keys = [[text[a:b].casefold().replace("’", "'") for a, b in found] for text, found in zip(wordings, words, strict=True)]
    budget = Budget(sum(map(len, words)))
    differing: list[set[int]] = [set() for _ in wordings]
    changes: list[list[WordingChange]] = [[] for _ in wordings]
    try:
        for at in range(1, len(wordings)):
            for a, b, c, d in _differences(keys[0], keys[at], budget):
                differing[0].update(range(a, b))
                differing[at].update(range(c, d))
                changes[at].append(WordingChange(_between(wordings[0], words[0][a:b]), _between(wordings[at], words[at][c:d])))
    except TooDifferent:
        return [ComparedWording((WordingPiece(text, False),), is_compared=False) for text in wordings]
    return [
        ComparedWording(_pieces(text, found, different), tuple(changed))
        for text, found, different, changed in zip(wordings, words, differing, changes, strict=True)
    ]


def _differences(first: Sequence[str], other: Sequence[str], budget: Budget) -> list[tuple[int, int, int, int]]:
    """Stretches first[a:b] and other[c:d] that differ. A single short word in common between two of them joins them."""
    found: list[tuple[int, int, int, int]] = []
    a = c = 0
    for at, there, length in [*common_blocks(first, other, budget), Block(len(first), len(other), 0)]:
        if (at, there) != (a, c):
            if found and a - found[-1][1] == 1 and len(first[a - 1]) <= MOST_JOINING:
                a, _, c, _ = found.pop()
            found.append((a, at, c, there))
        a, c = at + length, there + length
    return found


def _between(text: str, places: Sequence[tuple[int, int]]) -> str:
    return text[places[0][0] : places[-1][1]] if places else ""


def _pieces(text: str, words: Sequence[tuple[int, int]], different: set[int]) -> tuple[WordingPiece, ...]:
    """Neighbouring words that differ are one piece, with what stands between them."""
    pieces, at = [], 0
    for differs, run in groupby(enumerate(words), key=lambda word: word[0] in different):
        places = [place for _, place in run]
        if differs:
            pieces += [WordingPiece(text[at : places[0][0]], False), WordingPiece(_between(text, places), True)]
            at = places[-1][1]
    pieces.append(WordingPiece(text[at:], False))
    return tuple(piece for piece in pieces if piece.text)
