"""Compares the measurements of two runs. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

SLOWER = 1.25
"""A ratio that grew by this factor is slower; smaller changes are noise."""


def slower_than(earlier: Iterable[Mapping[str, Any]], now: Sequence[Mapping[str, Any]]) -> list[str]:
    """One sentence for each operation that got slower, or executes more statements, than in the earlier run.

    Both are lists of `Measurement.to_dict()`. Lines that only one of them has are left out.
    """
    before = {_key(row): row for row in earlier}
    found = []
    for row in now:
        old = before.get(_key(row))
        if old is None:
            continue
        if row["ratio"] > old["ratio"] * SLOWER:
            found.append(f"{_key(row)}: {old['ratio']} → {row['ratio']} times the baseline")
        if row["queries"] > old["queries"]:
            found.append(f"{_key(row)}: {old['queries']} → {row['queries']} statements")
    return found


def _key(row: Mapping[str, Any]) -> str:
    return f"{row['name']}, {row['size']:,} rows, {row['clients']} client{'' if row['clients'] == 1 else 's'}"
