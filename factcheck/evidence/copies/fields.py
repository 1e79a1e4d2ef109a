"""The editable fields of a provided copy. Pure."""

from __future__ import annotations

from factcheck.web.fields import Field, Fields

MAX_COPY_ADDRESS = 8_300
"""Characters of a normalized address (`archive.fetching.targets`), which is ASCII and much longer than what a person enters."""
HOW_REQUIRED = "Describe how the copy was made."

COPY = Fields(
    "copy",
    Field(
        "made_how",
        label="how the copy was made",
        max_length=1000,
        form_label="How was this copy made?",
        help_text="Who saved it, when, with which program, and from which address.",
        is_multiline=True,
    ),
)
