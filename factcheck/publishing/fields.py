"""The editable fields of a correction, and how the fields of all nouns are published. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.web.fields import Field, Fields

CORRECTION = Fields(
    "correction",
    Field(
        "notice",
        max_length=2000,
        form_label="Public notice",
        help_text="Readers see this at the top of the check and in the corrections log. Say what was wrong and what is right.",
    ),
)

MOST_NOTICE = CORRECTION.max_length("notice")
NO_NOTICE = "Say what changes and why: readers see this."


def notice_too_long(length: int) -> str:
    """The error message for a notice of `length` code points."""
    return f"The notice has {length:,} characters; at most {MOST_NOTICE:,} fit."


NOT_PUBLISHED: Mapping[str, Mapping[str, str]] = {
    "article": {
        "author": "A check is about claims. It names the outlet, and whom the outlet quotes, not the reporter.",
        "language": "The document quotes the text as it is. The page has no use for the tag.",
    },
    "actor": {"source": "The link to a source is internal. Readers see the name and the identifying address."},
    "rating": {
        "position": "The order of the scale on our screens.",
        "is_active": "Whether the rating can be chosen now says nothing about a check that has it.",
    },
}
"""Kind of row → editable field → why readers do not see it. All other fields are in the document."""

PUBLISHED_NAMES: Mapping[str, Mapping[str, str]] = {
    "source": {"source_kind": "kind"},
    "actor": {"actor_kind": "kind"},
    "rating": {"name": "rating", "description": "meaning"},
}
"""Kind of row → editable field → its key in the document, if that is another one. The keys of documents never change."""
