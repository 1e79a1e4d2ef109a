"""The editable fields of a correction, and the mapping of all editable fields to published documents. Pure."""

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
    ),
)

MOST_NOTICE = CORRECTION.max_length("notice")
NO_NOTICE = "State what was wrong and what is right. Readers see this."


def notice_too_long(length: int) -> str:
    """The error message for a notice of `length` code points."""
    return f"The notice is {length:,} characters long. The maximum is {MOST_NOTICE:,}."


NOT_PUBLISHED: Mapping[str, Mapping[str, str]] = {
    "article": {
        "author": "A check is about claims. It names the outlet and the people that it quotes, not the reporter.",
        "language": "The document quotes the original text. The public page does not use the language tag.",
    },
    "actor": {"source": "The link to a source is internal. Readers see the name and the identifying address."},
    "rating": {
        "position": "The position only orders the scale on internal screens.",
        "is_active": "Whether the rating can be chosen now does not affect checks that already have it.",
    },
}
"""Ledger kind → editable field → the reason why it is not published. Documents contain all other fields."""

PUBLISHED_NAMES: Mapping[str, Mapping[str, str]] = {
    "source": {"source_kind": "kind"},
    "actor": {"actor_kind": "kind"},
    "rating": {"name": "rating", "description": "meaning"},
}
"""Ledger kind → editable field → its key in documents, if that differs from the field name. These keys never change."""
