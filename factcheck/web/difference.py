"""The difference of two texts as pieces a screen can show. Pure; knows nothing of versions or verdicts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

WORDS_AT_MOST = 4000  # the matcher is quadratic: longer texts are compared by line


@dataclass(frozen=True, slots=True)
class Piece:
    kind: Literal["same", "added", "removed"]
    text: str


def difference(before: str, after: str) -> list[Piece]:
    """Pieces in reading order; the same and removed ones joined give `before`, the same and added ones `after`.

    Compares word by word, or line by line where either text has more than WORDS_AT_MOST words.
    """
    old, new = _cut(before, r"\s+"), _cut(after, r"\s+")
    if max(len(old), len(new)) > 2 * WORDS_AT_MOST:
        old, new = _cut(before, r"\n"), _cut(after, r"\n")
    pieces: list[Piece] = []
    removed = added = ""

    def change() -> None:
        nonlocal removed, added
        if removed:
            pieces.append(Piece("removed", removed))
        if added:
            pieces.append(Piece("added", added))
        removed = added = ""

    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        if kind != "equal":
            removed, added = removed + gone, added + come
        elif gone.isspace() and (removed or added):
            # a lone blank between two changes belongs to them: one change of a phrase reads better than five of words
            removed, added = removed + gone, added + come
        else:
            change()
            pieces.append(Piece("same", gone))
    change()
    return pieces


def _cut(text: str, separator: str) -> list[str]:
    """The text in parts that joined give it again: what stands between separators, and the separators."""
    return [part for part in re.split(f"({separator})", text) if part]
