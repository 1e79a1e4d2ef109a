"""Messages, choices, and validation errors of the publishing screens. Pure."""

from __future__ import annotations

from factcheck.web.typography import in_quotes

OPEN_PUBLIC_PAGE = "Open public page"
CORRECTION_KIND_LABEL = "Kind of correction"
CORRECTION_KIND_REQUIRED = "Choose the kind of correction. Readers see it."
TYPO = "Typo: a spelling or typing error; the meaning is unchanged"
CLARIFICATION = "Clarification: something is added or stated more precisely; the rating is unchanged"
DROP_REASON_LABEL = "Reason for dropping it"
DROP_REASON_HELP = "Other staff read this. It stays in the history; readers do not see it."
MOVED = {
    "correct": "The correction is open. Readers still see the published version until the correction is published.",
    "drop": "Dropped. The public page has not changed.",
    "recheck": "The new check is open, and you are its author. The retraction stays public until the new check is published.",
}
"""Move → the message after it."""
CHANGE_OF_VERDICT = "Change of verdict: the rating changes"


def open_request(who: str, deadline: str) -> str:
    """A note before the publication. `deadline` is a day."""
    return f"A request for comment to {who} is open until the end of {deadline}. Its outcome is not recorded yet."


def noun(correction_kind: str | None) -> str:
    """What is published: a check; a correction; or, after a retraction, a new check."""
    if correction_kind is None:
        return "check"
    return "new check" if correction_kind == "new_check" else "correction"


def notice_saved(correction_kind: str) -> str:
    """The message after the notice of an open correction was edited."""
    return f"The notice was saved. Readers see it when the {noun(correction_kind)} is published."


def published(title: str) -> str:
    """The message after a check was published. `title` is that of the check."""
    return f"Published: {in_quotes(title, '.')}"


def retracted(title: str) -> str:
    """The message after a check was retracted. `title` is that of the check."""
    return f"Retracted: {in_quotes(title, '.')}"


NOTICE_PUBLISHED = "Readers see the notice now."
