"""The counts of the lines of the evidence gate, as the screens display them. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from factcheck.verdicts.gate import Line


def count_text(rows: Sequence[Line]) -> str:
    """How many requirements are met, and how the others stand: “12 of 15 requirements met; not met: 1 required, 2 only
    advised”."""
    met = sum(row.state == "ok" for row in rows)
    if met == len(rows):
        return f"all {len(rows)} requirements met"
    return f"{met} of {len(rows)} requirements met; not met: {unmet_text(rows)}"


def unmet_text(rows: Iterable[Line]) -> str:
    """How the lines that are not met stand: “1 required, 2 only advised”. Empty if all are met."""
    number = Counter(row.state for row in rows)
    kinds = (("missing", "required"), ("exception", "with a written exception"), ("advised", "only advised"))
    return ", ".join(f"{number[state]} {words}" for state, words in kinds if number[state])
