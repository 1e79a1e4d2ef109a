"""What would be published now: the checks and the document, without writing anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from factcheck.ledger.chain import digest
from factcheck.publishing.document import content_without_timestamps, document
from factcheck.publishing.models import Correction, Publication
from factcheck.publishing.slugs import slug_of
from factcheck.publishing.snapshot import take_snapshot
from factcheck.verdicts.actions import require_gate_passed
from factcheck.verdicts.models import Review, ReviewDecision, Verdict, VerdictVersion
from factcheck.verdicts.queries import basis_of, gate_of, renamed_since
from factcheck.web.errors import Refused


@dataclass(frozen=True, slots=True)
class Draft:
    """What would be published now. `seen` is the digest of its substance: the same document without its moment."""

    document: dict[str, Any]
    version: VerdictVersion
    review: Review
    earlier: list[Publication]
    correction: Correction | None

    @property
    def seen(self) -> str:
        return digest(content_without_timestamps(self.document))


def draft(verdict: Verdict, *, at: datetime | None = None) -> Draft:
    """The document that `publish` would publish at this moment. Writes nothing.

    Raises Refused where the newest version is not the approved one, the record changed since the approval, or the gate is red.
    """
    version, review = _approved(verdict)
    require_gate_passed(gate_of(verdict.claim, version))
    earlier = list(Publication.objects.filter(verdict=verdict).order_by("-number"))
    correction = Correction.objects.filter(verdict=verdict, publication=None).first()
    slug = earlier[0].slug if earlier else slug_of(verdict.claim.statement, taken=_Taken())
    check = take_snapshot(
        verdict=verdict,
        version=version,
        review=review,
        slug=slug,
        at=at or timezone.now(),
        earlier=earlier,
        correction=correction,
    )
    # After everything was read: rows only ever go forward, so the record that is unchanged now was unchanged then.
    if review.basis != basis_of(verdict.claim):
        raise Refused(
            "The claim's record changed after the approval: its words, evidence, searches, or what they name.",
            next_step="Reopen the verdict and submit it again, so that somebody else reads the record as it is now.",
        )
    if renamed := renamed_since(review, {verdict.author, version.created_by, review.created_by}):
        names = ", ".join(sorted(person.name for person in renamed))
        raise Refused(
            f"After the approval, a name that readers would see was changed to: {names}.",
            next_step="Reopen the verdict and submit it again, so that somebody else reads the names as they are now.",
        )
    return Draft(document(check), version, review, earlier, correction)


def _approved(verdict: Verdict) -> tuple[VerdictVersion, Review]:
    """The approved version and the review that approved it. Raises Refused where it is not the newest version."""
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


class _Taken:
    """Every slug that a check has or had."""

    def __contains__(self, slug: object) -> bool:
        return Publication.objects.filter(slug=slug).exists()
