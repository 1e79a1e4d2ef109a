"""Writes on the public record: publications, and the corrections between them."""

from factcheck.publishing.actions.corrections import correct, edit_correction_notice
from factcheck.publishing.actions.drafts import Draft, draft
from factcheck.publishing.actions.publications import publish, retract

__all__ = ["Draft", "correct", "draft", "edit_correction_notice", "publish", "retract"]
