"""The editable field of a statement about the result of a check. Pure."""

from __future__ import annotations

from factcheck.web.fields import Field, Fields

REASON_REQUIRED = "State in one sentence why readers need not be told."

STATEMENT = Fields(
    "addressstatement",
    Field(
        "reason",
        max_length=500,
        is_multiline=True,
        form_label="Why do readers need no notice?",
        help_text="One sentence. It stays in the history of the item.",
        not_published="Readers see availability notices only.",
    ),
)
