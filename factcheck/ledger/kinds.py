"""The names that the ledger uses for models."""

from __future__ import annotations

from typing import Any


def kind_of(model_or_row: Any) -> str:
    """The kind of a model or a row in ledger entries: its `ledger_kind`, by default the name of the model in lower case.

    Kinds are stored, so a model that is renamed keeps its kind in `ledger_kind`.
    """
    return str(getattr(model_or_row, "ledger_kind", "") or model_or_row._meta.model_name)
