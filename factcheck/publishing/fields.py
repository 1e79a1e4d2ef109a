"""The editable fields of a correction, and the keys of all editable fields in published documents. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.web.fields import Field, Fields

CORRECTION = Fields(
    "correction",
    Field(
        "notice",
        max_length=2000,
        form_label="Public notice",
        help_text="Readers see this at the top of the check and in the corrections log. State what was wrong and what is right.",
        is_multiline=True,
    ),
)

MAX_NOTICE = CORRECTION.max_length("notice")
MAX_CLOSING_REASON = 2000
"""Maximum length of the reason for dropping a correction, in code points."""
NO_CLOSING_REASON = "Say why the correction or new check is dropped. The reason stays on the record."
NO_NOTICE = "State what was wrong and what is right. Readers see this."


def closing_reason_too_long(length: int) -> str:
    """The error message for a reason of `length` code points."""
    return f"The reason is {length:,} characters long. The maximum is {MAX_CLOSING_REASON:,}."


def notice_too_long(length: int) -> str:
    """The error message for a notice of `length` code points."""
    return f"The notice is {length:,} characters long. The maximum is {MAX_NOTICE:,}."


PUBLISHED_NAMES: Mapping[str, Mapping[str, str]] = {
    "source": {"source_kind": "kind"},
    "actor": {"actor_kind": "kind"},
    "newsroom": {"name": "newsroom"},
    "rating": {"name": "rating", "description": "meaning"},
}
"""Ledger kind → editable field → its key in documents, if that differs from the field name. These keys never change."""
