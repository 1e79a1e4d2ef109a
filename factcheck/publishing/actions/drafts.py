"""The publication that `publish` would create now: checks its conditions and builds the document. Writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from factcheck.ledger.chain import digest
from factcheck.publishing.document import build_document, content_without_timestamps
from factcheck.publishing.models import Correction, Publication
from factcheck.publishing.slugs import unique_slug
from factcheck.publishing.snapshot import take_snapshot
from factcheck.verdicts.actions import require_gate_passed
from factcheck.verdicts.models import Review, ReviewDecision, Verdict, VerdictVersion
from factcheck.verdicts.queries import gate_for, is_record_unchanged, renamed_since
from factcheck.web.errors import Refused


@dataclass(frozen=True, slots=True)
class PublicationDraft:
    """The publication that `publish` would create. `seen` is the digest of the document without its publication time."""

    document: dict[str, Any]
    version: VerdictVersion
    review: Review
    earlier: list[Publication]
    """newest first, so the first one is public now"""
    correction: Correction | None

    @property
    def replaced(self) -> dict[str, Any] | None:
        """The document that is public now, or None before the first publication."""
        return self.earlier[0].document if self.earlier else None

    @property
    def seen(self) -> str:
        return digest(content_without_timestamps(self.document))


def draft_publication(verdict: Verdict, *, at: datetime | None = None) -> PublicationDraft:
    """The publication that `publish` would create at `at` (default: now). Writes nothing.

    Raises Refused if the newest version is not approved, if the record has changed since the approval, or if the verdict
    does not pass the evidence gate.
    """
    version, review = _approved_version(verdict)
    require_gate_passed(gate_for(verdict.claim, version))
    earlier = list(Publication.objects.filter(verdict=verdict).order_by("-number"))
    correction = Correction.objects.open_of(verdict)
    slug = earlier[0].slug if earlier else unique_slug(version.headline or verdict.claim.statement, taken=_UsedSlugs())
    check = take_snapshot(
        verdict=verdict,
        version=version,
        review=review,
        slug=slug,
        at=at or timezone.now(),
        earlier=earlier,
        correction=correction,
    )
    # `publish` holds the lock on the chain here, so no other transaction changes the record between this and the snapshot.
    if not is_record_unchanged(review, verdict.claim):
        raise Refused(
            "The claim’s record changed after the approval: the claim, its mentions, evidence, or searches, a copy of a page, a"
            " row that they refer to, or the author of the verdict.",
            next_step="Reopen the verdict and submit it again, so that someone else reviews the current record.",
        )
    if renamed := renamed_since(review, {verdict.author, version.created_by, review.created_by}):
        names = ", ".join(sorted(person.name for person in renamed))
        raise Refused(
            f"After the approval, a name that readers would see was changed to: {names}.",
            next_step="Reopen the verdict and submit it again, so that someone else reviews the current names.",
        )
    return PublicationDraft(build_document(check), version, review, earlier, correction)


def _approved_version(verdict: Verdict) -> tuple[VerdictVersion, Review]:
    """The approved version and its approval. Raises Refused if the approved version is not the newest one."""
    latest = verdict.latest
    if verdict.approved_id is None:
        raise Refused("No version of this verdict is approved.", next_step="It has to be submitted and approved first.")
    if verdict.approved_id != latest.pk:
        raise Refused(
            f"Version {latest.number} was saved after the approval.",
            next_step="Reopen the verdict and submit it again, so that the newest version is reviewed.",
        )
    review = (
        Review.objects.filter(verdict_version=latest, decision=ReviewDecision.APPROVE)
        .select_related("created_by")
        .order_by("-id")
        .first()
    )
    if review is None:
        raise Refused("No version of this verdict is approved.", next_step="It has to be submitted and approved first.")
    return latest, review


class _UsedSlugs:
    """All slugs of publications, as a container that runs one query for each test."""

    def __contains__(self, slug: object) -> bool:
        return Publication.objects.filter(slug=slug).exists()
