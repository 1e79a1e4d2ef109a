"""Moves recorded rows to another claim. The action that merges or splits claims records the moved rows in one ledger entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from factcheck.claims.triggers import MOVED_ROWS
from factcheck.ledger.actions import json_value
from factcheck.ledger.kinds import kind_of
from factcheck.ledger.models import Recorded

ValuesById = dict[str, dict[str, Any]]
"""Values of fields by row id. JSON keys are strings."""


@dataclass(frozen=True, slots=True)
class MovedRows:
    """The rows that moved, and the values of their changed fields before and after: kind → row id → field → JSON value."""

    rows: list[Recorded] = field(default_factory=list)
    before: dict[str, ValuesById] = field(default_factory=dict)
    after: dict[str, ValuesById] = field(default_factory=dict)

    def add(self, other: MovedRows) -> None:
        """Add the rows of `other`, which are of another kind."""
        self.rows.extend(other.rows)
        self.before.update(other.before)
        self.after.update(other.after)

    def before_entry(self) -> dict[str, Any]:
        """The part of the ledger entry's `before` that contains the moved rows."""
        return {MOVED_ROWS: self.before}

    def after_entry(self) -> dict[str, Any]:
        """The part of the ledger entry's `after` that contains the moved rows. The doctor and triggers read it."""
        return {MOVED_ROWS: self.after}


def move_rows(rows: Sequence[Recorded], changes: Mapping[int, Mapping[str, Any]]) -> MovedRows:
    """Save the next version of `rows`, which are locked and of one model, with the `changes` of each row by its id.

    Takes one statement. Rows without changes are left out.
    """
    changed = [row for row in rows if changes.get(row.pk)]
    if not changed:
        return MovedRows()
    before: ValuesById = {}
    after: ValuesById = {}
    for row in changed:
        values = changes[row.pk]
        columns: dict[str, Any] = {name: row._meta.get_field(name) for name in values}
        before[str(row.pk)] = json_value({name: column.value_from_object(row) for name, column in columns.items()})
        after[str(row.pk)] = json_value(values)
        for name, value in values.items():
            setattr(row, name, value)
        row.version += 1
    names = _names(changes[row.pk] for row in changed)
    type(changed[0])._default_manager.bulk_update(changed, [*names, "version"], batch_size=1000)
    kind = kind_of(changed[0])
    return MovedRows(list(changed), {kind: before}, {kind: after})


def _names(values: Iterable[Mapping[str, Any]]) -> list[str]:
    return sorted({name for each in values for name in each})
