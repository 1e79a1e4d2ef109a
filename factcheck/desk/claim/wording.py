"""Compares the quotes of a claim's mentions. Pure.

The comparison ignores case and surrounding punctuation. All quotes are compared with the first one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from factcheck.web.sequences import Block, Budget, TooDifferent, common_blocks

_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
MAX_JOINING_LENGTH = 4
"""The maximum length of a common word that does not separate two differences."""


@dataclass(frozen=True, slots=True)
class WordingPiece:
    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class WordingChange:
    """Text of the first wording and the text that replaces it here. Either may be empty."""

    first: str
    here: str


@dataclass(frozen=True, slots=True)
class ComparedWording:
    """The joined pieces are the wording. `changes` is empty for the first wording.

    `is_compared` is false if the wordings differ too much for a comparison within the limit.
    """

    pieces: tuple[WordingPiece, ...]
    changes: tuple[WordingChange, ...] = ()
    is_compared: bool = True


def compare_wordings(wordings: Sequence[str]) -> list[ComparedWording]:
    """Each wording as pieces that agree or differ. In the first, a word differs if any other wording differs there.

    The number of steps is limited for all wordings together (see `web.sequences`). If the limit is reached, none is compared.
    """
    words = [[(m.start(), m.end()) for m in _WORD.finditer(text)] for text in wordings]
    keys = [[text[a:b].casefold().replace("’", "'") for a, b in ranges] for text, ranges in zip(wordings, words, strict=True)]
    budget = Budget(sum(map(len, words)))
    differing: list[set[int]] = [set() for _ in wordings]
    changes: list[list[WordingChange]] = [[] for _ in wordings]
    try:
        for at in range(1, len(wordings)):
            for a, b, c, d in _differences(keys[0], keys[at], budget):
                differing[0].update(range(a, b))
                differing[at].update(range(c, d))
                changes[at].append(
                    WordingChange(_text_of_range(wordings[0], words[0][a:b]), _text_of_range(wordings[at], words[at][c:d]))
                )
    except TooDifferent:
        return [ComparedWording((WordingPiece(text, False),), is_compared=False) for text in wordings]
    return [
        ComparedWording(_wording_pieces(text, ranges, different), tuple(changed))
        for text, ranges, different, changed in zip(wordings, words, differing, changes, strict=True)
    ]


def _differences(first: Sequence[str], other: Sequence[str], budget: Budget) -> list[tuple[int, int, int, int]]:
    """The ranges first[a:b] and other[c:d] that differ. Two ranges are joined if only one short common word separates them."""
    differences: list[tuple[int, int, int, int]] = []
    a = c = 0
    for at, there, length in [*common_blocks(first, other, budget), Block(len(first), len(other), 0)]:
        if (at, there) != (a, c):
            if differences and a - differences[-1][1] == 1 and len(first[a - 1]) <= MAX_JOINING_LENGTH:
                a, _, c, _ = differences.pop()
            differences.append((a, at, c, there))
        a, c = at + length, there + length
    return differences


def _text_of_range(text: str, places: Sequence[tuple[int, int]]) -> str:
    return text[places[0][0] : places[-1][1]] if places else ""


def _wording_pieces(text: str, words: Sequence[tuple[int, int]], different: set[int]) -> tuple[WordingPiece, ...]:
    """Adjacent words that differ form one piece, including the text between them."""
    pieces, at = [], 0
    for differs, run in groupby(enumerate(words), key=lambda word: word[0] in different):
        places = [place for _, place in run]
        if differs:
            pieces += [WordingPiece(text[at : places[0][0]], False), WordingPiece(_text_of_range(text, places), True)]
            at = places[-1][1]
    pieces.append(WordingPiece(text[at:], False))
    return tuple(piece for piece in pieces if piece.text)
