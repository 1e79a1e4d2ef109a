"""The form for withdrawing a mention, a relation, or an item of evidence."""

from __future__ import annotations

from typing import Any

from factcheck.web.fields import REASON
from factcheck.web.form_fields import MultilineField
from factcheck.web.submission import EditForm


class ReasonForm(EditForm):
    """The reason for withdrawing a row."""

    reason = MultilineField(**REASON.control_options, rows=2)

    def arguments(self) -> dict[str, Any]:
        """The keyword arguments of the action that withdraws the row."""
        clean = self.cleaned_data
        return {"reason": clean["reason"], "seen_version": clean["version"], "token": clean["token"]}
