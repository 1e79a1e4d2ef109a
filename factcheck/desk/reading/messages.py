"""Messages and validation errors of the reading desk. Pure."""

from __future__ import annotations

from factcheck.claims.anchoring import count_label

CLAIM_SAVED = "Claim saved."
MENTION_SAVED = "Mention saved."
EVIDENCE_ATTACHED = "Evidence attached."

CLAIM_REQUIRED = "Choose a claim."
CLAIM_UNKNOWN = "This claim does not exist. Choose another one."
NO_SUCH_REVISION = "The article has no such revision. Open the article again and select the text there."
NOTHING_SELECTED = "Select text first: in the article, by sentence, or by quoting it."
SELECTION_INCOMPLETE = "No text is selected yet."
SENTENCES_INVALID = "The selected sentences could not be read. Select them again."
PARAMETER_NOT_A_NUMBER = "This parameter must be a number."


def selection_invalid(limit: int) -> str:
    """The error for a malformed selection. `limit`: code points of one part of it."""
    return f"The selection could not be read. Select the text again, at most {limit:,} characters at a time."


def ambiguous_quote(count: int) -> str:
    """The error for a quote that appears `count` times."""
    return f"This quote appears {count_label(count)} times in the text. Choose one of them below."
