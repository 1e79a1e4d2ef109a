"""The fields of takedowns, legal holds, and exports. Pure."""

from __future__ import annotations

from factcheck.web.fields import REASON, Field, Fields

TAKEDOWN = Fields(
    "takedown",
    Field("copy", label="what is hidden"),
    Field("reason_code", label="kind of reason", form_label="Kind of reason"),
    Field(
        "reason",
        max_length=REASON.max_length,
        form_label="Reason",
        help_text="Readers see this sentence in place of the item.",
        is_multiline=True,
    ),
    Field(
        "reference",
        label="legal reference",
        max_length=200,
        help_text="The number of the order or the letter. Readers do not see it.",
    ),
)
HOLD = Fields(
    "legalhold",
    Field("reason", max_length=REASON.max_length, help_text="Why the evidence must be kept.", is_multiline=True),
    Field("reference", label="legal reference", max_length=200, help_text="The number of the proceedings, if there is one."),
)
EXPORT = Fields(
    "evidenceexport",
    Field("file", label="file"),
    Field("recipient", max_length=200, help_text="The court, authority, or person that receives the file."),
    Field("purpose", max_length=REASON.max_length, help_text="What it is needed for.", is_multiline=True),
)
END = Field("reason", max_length=REASON.max_length, is_multiline=True)
"""The reason for the end of a takedown or a hold."""

WORDS = frozenset({"exact", "prefix", "suffix", "quote", "surroundings", "changed_context"})
"""The names of the values that contain words of an item: columns, values in ledger entries, and values of records."""
WITHHELD = "hidden by a takedown"
"""What a screen displays in place of such a value."""

REASON_REQUIRED = "Enter the reason."
REASON_CODE_REQUIRED = "Choose the kind of reason."
RECIPIENT_REQUIRED = "Enter who receives the file."
PURPOSE_REQUIRED = "Enter what the file is needed for."
OTHER_COPY = "Choose a copy of this item."
NO_FILE = "Choose a file of this item."
ALREADY_HIDDEN = "This is already hidden."
ALREADY_HELD = "This is already under a legal hold."
ALREADY_ENDED = "Somebody else has already ended this."
NOTHING_STORED = "No bytes of this item are stored, so there is nothing to verify."
HIDDEN = "This item is hidden by a takedown. An editor can lift it."
HIDDEN_COPY = "This copy is hidden by a takedown. An editor can lift it."
HIDDEN_FILE = "This file is hidden by a takedown. An editor can lift it."
INTERNAL_FILE = (
    "This is the record of another newsroom. It can contain items that are hidden or protected here, so it is never sent."
)
