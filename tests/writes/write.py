"""The type of the listed writes."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

OTHER_REASON = {"reason": "Another reason."}


@dataclass(frozen=True)
class Write:
    """An action with its keyword arguments; `other` replaces some of them to make a different request."""

    action: Callable[..., Any]
    arguments: dict[str, Any]
    other: dict[str, Any]

    def send(self, token: uuid.UUID | None) -> Model:
        """Call the action and return the row that it writes."""
        return outcome_row(self.action(**self.arguments, token=token))

    def send_other(self, token: uuid.UUID | None) -> Model:
        return outcome_row(self.action(**{**self.arguments, **self.other}, token=token))


def outcome_row(outcome: Any) -> Model:
    """The row of an outcome. The outcomes of an import and of `get_or_create_actor` also state whether the row is new."""
    if isinstance(outcome, tuple):
        outcome, _ = outcome
    row: Model = getattr(outcome, "article", outcome) if type(outcome).__name__ == "ImportResult" else outcome
    return row
