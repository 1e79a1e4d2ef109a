"""The fields of an availability notice, its kinds, and the messages for invalid values. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from factcheck.web.fields import Field, Fields


class NoticeKind(StrEnum):
    """What someone found at the address of an item. `AVAILABLE` ends an earlier notice."""

    OTHER_WORDS = "other_words"
    GONE = "gone"
    NO_ANSWER = "no_answer"
    AVAILABLE = "available"


KIND_LABELS: Mapping[NoticeKind, str] = {
    NoticeKind.OTHER_WORDS: "other words",
    NoticeKind.GONE: "gone",
    NoticeKind.NO_ANSWER: "no answer",
    NoticeKind.AVAILABLE: "available again",
}
KIND_SENTENCES: Mapping[NoticeKind, str] = {
    NoticeKind.OTHER_WORDS: "The page at this address now has other words.",
    NoticeKind.GONE: "The page is no longer at this address.",
    NoticeKind.NO_ANSWER: "The website did not answer.",
    NoticeKind.AVAILABLE: "The page is available again.",
}
"""What readers see before the text of a notice."""

NOTICE = Fields(
    "availabilitynotice",
    Field("notice_kind", label="what was found", form_label="What did you find?"),
    Field("checked_on", label="date checked", form_label="When was the address checked?"),
    Field(
        "text",
        max_length=1000,
        form_label="Text for readers",
        help_text="Say what readers find at the address now. They see it below the item, with the date. It cannot be changed.",
        is_multiline=True,
    ),
)

MAX_TEXT = NOTICE.max_length("text")
NO_TEXT = "Say what readers find at the address now."
NO_KIND = "Choose what you found."
NO_DATE = "Enter the day on which the address was checked."


def text_too_long(length: int) -> str:
    """The error message for a text of `length` code points."""
    return f"The text is {length:,} characters long. The maximum is {MAX_TEXT:,}."
