"""Queries for the review screen: the claim's record, the verdict, and the changes since the last decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

from factcheck.claims.models import Attribution, Claim, Mention, Party, Relation
from factcheck.claims.queries import RelatedClaim, mentions_with_text, related_claims
from factcheck.desk.history.entry_presenter import PresentedEntry, present_entries
from factcheck.desk.verdict.queries import displayed_values
from factcheck.evidence.models import Evidence, SearchLogEntry
from factcheck.evidence.queries import EvidenceBoard, evidence_board
from factcheck.ledger.kinds import kind_of
from factcheck.ledger.models import Entry, RowVersion
from factcheck.publishing.models import Correction
from factcheck.verdicts.difference import FieldChange, changed_fields
from factcheck.verdicts.gate import Line
from factcheck.verdicts.models import Review, Verdict, VerdictVersion
from factcheck.verdicts.queries import basis_for, gate_for

AROUND = 160
"""Maximum number of code points displayed before and after the quote of a mention."""
MAX_ENTRIES = 200


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
    gate: list[Line]
    reviews: list[Review]
    since: ChangesSinceReview | None
    correction: Correction | None
    """the open correction: its notice is published with the version, so the approval covers it"""


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
        mentions=mentions_with_text(Mention.objects.filter(claim=claim).active(), AROUND),
        relations=related_claims(claim),
        board=evidence_board(claim),
        gate=gate_for(claim, version),
        reviews=reviews,
        since=_changes_since(claim, version, reviews[0]) if reviews else None,
        correction=Correction.objects.filter(verdict=verdict, publication=None).select_related("opened_by").first(),
    )


def _changes_since(claim: Claim, version: VerdictVersion, review: Review) -> ChangesSinceReview:
    reviewed = review.verdict_version
    text = changed_fields(displayed_values(reviewed), displayed_values(version)) if reviewed.pk != version.pk else []
    return ChangesSinceReview(review, text, present_entries(_entries_since(claim, review), without=frozenset({"claim"})))


def _entries_since(claim: Claim, review: Review) -> list[Entry]:
    """Ledger entries of the rows in `basis_for` after this review, oldest first."""
    decided = RowVersion.objects.filter(kind="review", object_id=review.pk).values("entry_id")[:1]
    numbers = RowVersion.objects.filter(_record_rows(claim), entry_id__gt=decided).values("entry_id")
    return list(Entry.objects.filter(number__in=numbers).select_related("person").order_by("number")[:MAX_ENTRIES])


def _record_rows(claim: Claim) -> Q:
    """A condition on row versions: the rows of the claim's record and the rows that they refer to."""
    tables: tuple[type[Model], ...] = (Mention, Relation, Party, Evidence, SearchLogEntry)
    of_claim: dict[type[Model], QuerySet[Any]] = {model: model._default_manager.filter(claim=claim) for model in tables}
    rows = Q(kind="claim", object_id=claim.pk) | Q(kind="actor", object_id=claim.claimant_id)
    for model, rows_of_model in of_claim.items():
        rows |= Q(kind=kind_of(model), object_id__in=rows_of_model.values("pk"))
    rows |= Q(kind="claim", object_id__in=of_claim[Relation].values("other_id"))
    rows |= Q(kind="actor", object_id__in=Attribution.objects.filter(mention__claim=claim).values("actor_id"))
    for model in (Mention, Evidence):  # both refer to an article
        rows |= Q(kind="article", object_id__in=of_claim[model].values("revision__article_id"))
        rows |= Q(kind="source", object_id__in=of_claim[model].values("revision__article__outlet_id"))
    for column in ("source_id", "origin_id"):
        rows |= Q(kind="source", object_id__in=of_claim[Evidence].values(column))
    rating = VerdictVersion.objects.filter(verdict__claim=claim).order_by("-number").values("rating_id")[:1]
    rows |= Q(kind="rating", object_id__in=rating)
    return rows
