"""The counts of the lines of the evidence gate, as the screens display them. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from factcheck.verdicts.gate import Line


def count_text(rows: Sequence[Line]) -> str:
    """How many lines are met, and how the others stand: “12 of 15 met, 1 missing, 2 advised lines open”."""
    number = Counter(row.state for row in rows)
    parts = [f"{number['ok']} of {len(rows)} met"]
    if missing := number["missing"]:
        parts.append(f"{missing} missing")
    if exceptions := number["exception"]:
        parts.append(f"{exceptions} exception{'' if exceptions == 1 else 's'}")
    if advised := number["advised"]:
        parts.append(f"{advised} advised line{'' if advised == 1 else 's'} open")
    return ", ".join(parts)
