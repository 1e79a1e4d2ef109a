"""Actions that publish, correct, and retract checks."""

from factcheck.publishing.actions.corrections import correct, edit_correction_notice
from factcheck.publishing.actions.drafts import PublicationDraft, draft_publication
from factcheck.publishing.actions.publications import publish, retract

__all__ = ["PublicationDraft", "correct", "draft_publication", "edit_correction_notice", "publish", "retract"]
