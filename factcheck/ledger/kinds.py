"""The names that the ledger uses for models."""

from __future__ import annotations

from typing import Any


def kind_of(model_or_row: Any) -> str:
    """The kind of a model or row in ledger entries: its `ledger_kind`, or by default the lowercase name of the model.

    Kinds are stored. When you rename a model, set its `ledger_kind` to the old kind.
    """
    return str(getattr(model_or_row, "ledger_kind", "") or model_or_row._meta.model_name)
