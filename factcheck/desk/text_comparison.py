"""The comparison of the texts of two revisions, as parts that a screen can display. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.web.sequences import Block, TooDifferent, common_blocks

MAX_PARTS = 200
"""Maximum number of changed parts that are displayed."""


@dataclass(frozen=True, slots=True)
class TextPart:
    """Unchanged paragraphs, which are displayed in short, or a changed part with its old and new text."""

    before: str = ""
    after: str = ""
    first: str = ""
    last: str = ""
    unchanged: int = 0
    """number of unchanged paragraphs; 0 for a changed part"""

    @property
    def hidden(self) -> int:
        """Number of unchanged paragraphs between `first` and `last`."""
        return max(0, self.unchanged - 2)


@dataclass(frozen=True, slots=True)
class TextsCompared:
    """`left_out`: the number of changed parts that are not displayed."""

    parts: tuple[TextPart, ...]
    left_out: int = 0


def compare_texts(old: str, new: str) -> TextsCompared:
    """Compare two texts by paragraph. The words of changed paragraphs are compared when they are rendered."""
    before, after = _paragraphs(old), _paragraphs(new)
    try:
        blocks = common_blocks(before, after)
    except TooDifferent:
        blocks = []
    parts: list[TextPart] = []
    at = other = 0
    for block in [*blocks, Block(len(before), len(after), 0)]:
        if at < block.before_at or other < block.after_at:
            removed, added = before[at : block.before_at], after[other : block.after_at]
            parts.append(TextPart("\n\n".join(removed), "\n\n".join(added)))
        if block.length:
            parts.append(_unchanged(before[block.before_at : block.before_at + block.length]))
        at, other = block.before_at + block.length, block.after_at + block.length
    changed = sum(not part.unchanged for part in parts)
    return TextsCompared(tuple(parts[: 2 * MAX_PARTS]), max(0, changed - MAX_PARTS))


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _unchanged(paragraphs: Sequence[str]) -> TextPart:
    last = paragraphs[-1] if len(paragraphs) > 1 else ""
    return TextPart(first=paragraphs[0], last=last, unchanged=len(paragraphs))
