"""The difference between two texts as pieces that a screen can display. Pure; independent of versions and verdicts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from factcheck.web.sequences import Block, TooDifferent, common_blocks

MAX_CHANGES = 1000
"""A difference with more changes is not readable, and its markup is many times larger than both texts."""
SHORT_TEXT_WORDS = 50
MIN_COMMON_SHARE = 0.25
"""If either text has more than SHORT_TEXT_WORDS words, runs of common words must cover this share of the shorter text.

Single common words are mostly "the" and "of" in unrelated sentences, and two separate texts are then easier to read than the
changes between them. This is a judgment: in our samples, half or more of the words of an edited paragraph remain, and a tenth or
less of the words of unrelated paragraphs are the same.
"""

# Chinese and Japanese have no spaces: each ideograph or kana, with the marks that modify it, is compared as a separate word.
_IDEOGRAPHS = r"\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_IDEOGRAPHS}][\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef]*|[^\s{_IDEOGRAPHS}]+")


@dataclass(frozen=True, slots=True)
class DifferencePiece:
    kind: Literal["same", "added", "removed"]
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Pieces in reading order. The "same" and "removed" pieces joined are the old text; "same" and "added" are the new text.

    `is_rewritten`: the texts differ too much to display single changes. The old text is then one removed piece, and the new text
    is one added piece.
    """

    pieces: tuple[DifferencePiece, ...]
    is_rewritten: bool = False


def difference(before: str, after: str) -> Difference:
    """Compare the words of two texts, and the white space between their common words.

    The texts count as rewritten if the comparison exceeds its limit (see `web.sequences`), if there are more than MAX_CHANGES
    changes, or if fewer words than MIN_COMMON_SHARE are the same.
    """
    old, new = _split_words(before), _split_words(after)
    try:
        blocks = common_blocks(old[1::2], new[1::2])
    except TooDifferent:
        return _rewritten(before, after)
    shorter, longer = sorted((len(old) // 2, len(new) // 2))
    common = sum(block.length for block in blocks if block.length > 1)
    if longer > SHORT_TEXT_WORDS and common < MIN_COMMON_SHARE * shorter:
        return _rewritten(before, after)
    pieces = _build_pieces(old, new, blocks)
    if sum(piece.kind != "same" for piece in pieces) > 2 * MAX_CHANGES:
        return _rewritten(before, after)
    return Difference(tuple(pieces))


def _split_words(text: str) -> list[str]:
    """Alternating white space and words, with white space first and last. White space may be empty. Joined, they are the text."""
    parts, at = [], 0
    for word in _WORD.finditer(text):
        parts += [text[at : word.start()], word.group()]
        at = word.end()
    return [*parts, text[at:]]


def _rewritten(before: str, after: str) -> Difference:
    return Difference((DifferencePiece("removed", before), DifferencePiece("added", after)), is_rewritten=True)


def _build_pieces(old: list[str], new: list[str], blocks: list[Block]) -> list[DifferencePiece]:
    """The pieces of two texts, both as `_split_words` returns them, whose common words are `blocks`."""
    pieces: list[DifferencePiece] = []
    same: list[str] = []

    def change(removed: list[str], added: list[str]) -> None:
        """Add the parts between two common words: at least white space. Equal white space at either end is not a change."""
        ending = []
        if removed and added and removed[0] == added[0]:
            same.append(removed[0])
            removed, added = removed[1:], added[1:]
        if removed and added and removed[-1] == added[-1]:
            ending = [removed[-1]]
            removed, added = removed[:-1], added[:-1]
        old_text, new_text = "".join(removed), "".join(added)
        if old_text or new_text:
            flush_same()
            changes = (DifferencePiece("removed", old_text), DifferencePiece("added", new_text))
            pieces.extend(piece for piece in changes if piece.text)
        same.extend(ending)

    def flush_same() -> None:
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
    flush_same()
    return pieces
