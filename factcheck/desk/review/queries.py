"""Queries for the review screen: the claim's record, the verdict, and the changes since the last decision."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from factcheck.claims.models import Claim, Mention
from factcheck.claims.queries import RelatedClaim, mentions_with_text, related_claims, with_excerpts
from factcheck.desk.history.entry_presenter import PresentedEntry, present_entries
from factcheck.desk.history.record_entries import entries_since
from factcheck.desk.verdict.queries import displayed_values
from factcheck.evidence.queries import EvidenceBoard, evidence_board
from factcheck.evidence.replies.queries import ClaimReplies, replies_of
from factcheck.publishing.open_corrections import OpenCorrection, open_correction
from factcheck.verdicts.difference import FieldChange, changed_fields
from factcheck.verdicts.gate import Line
from factcheck.verdicts.models import Review, ReviewDecision, Verdict, VerdictVersion
from factcheck.verdicts.queries import basis_for, gate_for, last_message
from factcheck.web.database.composed import ComposedRows

AROUND = 160
"""Maximum number of code points displayed before and after the quote of a mention."""


@dataclass(frozen=True, slots=True)
class ChangesSinceReview:
    """Changes since the last decision: in the text of the verdict, and in the claim's record."""

    review: Review
    text: list[FieldChange]
    record: list[PresentedEntry]


@dataclass(frozen=True, slots=True)
class ReviewCase:
    """The content of the review screen. `basis` is read first, so that an approval fails if the record has changed since."""

    basis: str
    verdict: Verdict
    claim: Claim
    version: VerdictVersion
    mentions: list[Mention]
    relations: list[RelatedClaim]
    board: EvidenceBoard
    replies: ClaimReplies
    gate: list[Line]
    reviews: list[Review]
    since: ChangesSinceReview | None
    pending: OpenCorrection | None
    """the open correction: its notice is published with the version, so the approval covers it"""
    message: str
    """from the author to the editor, with the last submission; empty if there is none"""

    @property
    def returned(self) -> Review | None:
        """The last decision, if it returned the verdict."""
        return self.reviews[0] if self.reviews and self.reviews[0].decision == ReviewDecision.RETURN else None


@ComposedRows
def _mentions(claim_id: int) -> QuerySet[Mention]:
    return mentions_with_text(Mention.objects.filter(claim=claim_id).active(), AROUND)


def review_case(verdict: Verdict) -> ReviewCase:
    """The content of the review screen for a verdict. Claim, claimant, and author must be loaded."""
    claim = verdict.claim
    basis = basis_for(claim)
    version = verdict.latest
    reviews = list(
        Review.objects.filter(verdict_version__verdict=verdict)
        .select_related("created_by", "verdict_version__rating")
        .order_by("-id")
    )
    return ReviewCase(
        basis=basis,
        verdict=verdict,
        claim=claim,
        version=version,
        mentions=with_excerpts(_mentions(claim.pk), AROUND),
        relations=related_claims(claim),
        board=evidence_board(claim),
        replies=replies_of(claim),
        gate=gate_for(claim, version),
        reviews=reviews,
        since=_changes_since(claim, version, reviews[0]) if reviews else None,
        pending=open_correction(verdict, version),
        message=last_message(verdict),
    )


def _changes_since(claim: Claim, version: VerdictVersion, review: Review) -> ChangesSinceReview:
    reviewed = review.verdict_version
    text = changed_fields(displayed_values(reviewed), displayed_values(version)) if reviewed.pk != version.pk else []
    return ChangesSinceReview(review, text, present_entries(entries_since(claim, review), without=frozenset({"claim"})))
