"""The difference between two texts as pieces that a screen can show. Pure; knows nothing of versions or verdicts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from factcheck.web.sequences import Block, TooDifferent, common_blocks

MOST_CHANGES = 1000
"""A difference with more changes than this is not readable, and its markup is many times larger than both texts."""
FEW_WORDS = 50
LEAST_KEPT = 0.25
"""Share of the shorter text's words that must be left, two or more in a row, if either text has more than FEW_WORDS. Single
common words are mostly "the" and "of" in unrelated sentences, and readers follow the two texts more easily than the changes
between them. A judgment: in our samples, edited paragraphs keep half of their words or more, unrelated ones a tenth or less."""

# Chinese and Japanese have no spaces: each ideograph or kana, with the marks that modify it, is compared as a word of its own.
_IDEOGRAPH = r"[\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_WORD = re.compile(rf"{_IDEOGRAPH}[\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef]*|(?:(?!{_IDEOGRAPH})\S)+")


@dataclass(frozen=True, slots=True)
class DifferencePiece:
    kind: Literal["same", "added", "removed"]
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Pieces in reading order: the same and removed ones joined give the text before, the same and added ones the text after.

    `is_rewritten` is true where the texts differ too much to show single changes. All of the text before is one removed
    piece then, and all of the text after is one added piece.
    """

    pieces: tuple[DifferencePiece, ...]
    is_rewritten: bool = False


def difference(before: str, after: str) -> Difference:
    """Compares the words of two texts, and the white space between words that both have in common.

    The work is bounded (see `web.sequences`); both texts come back whole, as rewritten, where the bound is reached, where there
    are more than MOST_CHANGES changes, or where less than LEAST_KEPT of the words are left.
    """
    old, new = _cut(before), _cut(after)
    try:
        blocks = common_blocks(old[1::2], new[1::2])
    except TooDifferent:
        return _rewritten(before, after)
    shorter, longer = sorted((len(old) // 2, len(new) // 2))
    kept = sum(block.length for block in blocks if block.length > 1)
    if longer > FEW_WORDS and kept < LEAST_KEPT * shorter:
        return _rewritten(before, after)
    pieces = _pieces(old, new, blocks)
    if sum(piece.kind != "same" for piece in pieces) > 2 * MOST_CHANGES:
        return _rewritten(before, after)
    return Difference(tuple(pieces))


def _cut(text: str) -> list[str]:
    """White space and words in turn, white space first and last; any white space may be empty. Joined they give the text."""
    parts, at = [], 0
    for word in _WORD.finditer(text):
        parts += [text[at : word.start()], word.group()]
        at = word.end()
    return [*parts, text[at:]]


def _rewritten(before: str, after: str) -> Difference:
    return Difference((DifferencePiece("removed", before), DifferencePiece("added", after)), is_rewritten=True)


def _pieces(old: list[str], new: list[str], blocks: list[Block]) -> list[DifferencePiece]:
    """The parts of both texts as `_cut` returns them, with the words of `blocks` in common."""
    pieces: list[DifferencePiece] = []
    same: list[str] = []

    def change(removed: list[str], added: list[str]) -> None:
        """What stands between two common words: white space at least. Equal white space at either end is no change."""
        ending = []
        if removed and added and removed[0] == added[0]:
            same.append(removed[0])
            removed, added = removed[1:], added[1:]
        if removed and added and removed[-1] == added[-1]:
            ending = [removed[-1]]
            removed, added = removed[:-1], added[:-1]
        gone, come = "".join(removed), "".join(added)
        if gone or come:
            keep()
            pieces.extend(piece for piece in (DifferencePiece("removed", gone), DifferencePiece("added", come)) if piece.text)
        same.extend(ending)

    def keep() -> None:
        if text := "".join(same):
            pieces.append(DifferencePiece("same", text))
        same.clear()

    at = other = 0
    for block in blocks:
        for word in range(block.length):
            here, there = 2 * (block.before_at + word) + 1, 2 * (block.after_at + word) + 1
            change(old[at:here], new[other:there])
            same.append(old[here])
            at, other = here + 1, there + 1
    change(old[at:], new[other:])
    keep()
    return pieces
