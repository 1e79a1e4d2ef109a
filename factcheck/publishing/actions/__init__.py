"""Actions that publish, correct, retract, and recheck checks."""

from factcheck.publishing.actions.closing import drop
from factcheck.publishing.actions.corrections import correct, edit_correction_notice, recheck
from factcheck.publishing.actions.drafts import PublicationDraft, draft_publication
from factcheck.publishing.actions.publications import publish, retract

__all__ = [
    "PublicationDraft",
    "correct",
    "draft_publication",
    "drop",
    "edit_correction_notice",
    "publish",
    "recheck",
    "retract",
]
