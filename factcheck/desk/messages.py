"""Help texts and validation errors of the form fields and of the text selection that several screens share. Pure."""

from __future__ import annotations

from factcheck.claims.anchoring import count_label

PARTIAL_DATE_HELP = "4 April 2022, April 2022, or 2022"
NEW_SOURCE = "A new name is added to the sources when you save."
SOURCE_UNKNOWN = "No source has exactly this name. Choose an existing source."

NO_SUCH_REVISION = "The article has no such revision. Open the article again and select the text there."
NOTHING_SELECTED = "Select text first: in the article, by sentence, or by quoting it."
SENTENCES_INVALID = "The selected sentences could not be read. Select them again."


def too_many_lines(limit: int) -> str:
    """The error for a list with more than `limit` lines."""
    return f"Enter at most {limit} lines."


def too_long(text: str, limit: int) -> str:
    """The error for one value of a list that has more than `limit` code points."""
    return f"“{text[:40]}…” has more than {limit} characters."


def selection_invalid(limit: int) -> str:
    """The error for a malformed selection. `limit`: code points of one part of it."""
    return f"The selection could not be read. Select the text again, at most {limit:,} characters at a time."


def ambiguous_quote(count: int) -> str:
    """The error for a quote that appears `count` times."""
    return f"This quote appears {count_label(count)} times in the text. Choose one of them below."
