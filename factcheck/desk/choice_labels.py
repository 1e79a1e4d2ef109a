"""The labels of stored values that have fixed choices. They come from the models, so that all screens display the same ones."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField

from factcheck.ledger.kinds import kind_of
from factcheck.ledger.models import Recorded

NOTHING_FOUND, EVIDENCE_FOUND = "nothing found", "evidence found"
"""The results of a search, which the database stores as a boolean value."""


def _read_labels() -> dict[tuple[str, str], dict[Any, str]]:
    labels: dict[tuple[str, str], dict[Any, str]] = {("", "is_found"): {True: EVIDENCE_FOUND, False: NOTHING_FOUND}}
    for model in apps.get_models():
        if issubclass(model, Recorded):
            for column in model._meta.concrete_fields:
                field: Any = column.base_field if isinstance(column, ArrayField) else column
                for value, label in field.flatchoices:
                    labels.setdefault((kind_of(model), column.name), {})[value] = str(label)
                    labels.setdefault(("", column.name), {}).setdefault(value, str(label))
    return labels


_LABELS = _read_labels()
"""Kind of a row (empty for any) and column → stored value → label."""


def display_choice(column: str, value: Any, kind: str = "") -> Any:
    """The label of `value`, or the labels if it is a list; `value` itself if the column has no fixed choices.

    `kind` is the ledger kind of the row, for columns of the same name with different labels.
    """
    labels = _LABELS.get((kind, column)) or _LABELS.get(("", column))
    if labels is None:
        return value
    return [labels.get(item, item) for item in value] if isinstance(value, list) else labels.get(value, value)
