"""The counts of the lines of the evidence gate, as the screens display them. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from factcheck.verdicts.gate import Line


def count_text(rows: Sequence[Line]) -> str:
    """How many requirements are met, and how the others stand: “12 of 15 requirements met; not met: 1 required, 2 only
    advised”."""
    number = Counter(row.state for row in rows)
    if number["ok"] == len(rows):
        return f"all {len(rows)} requirements met"
    kinds = (("missing", "required"), ("exception", "with a written exception"), ("advised", "only advised"))
    unmet = ", ".join(f"{number[state]} {words}" for state, words in kinds if number[state])
    return f"{number['ok']} of {len(rows)} requirements met; not met: {unmet}"
