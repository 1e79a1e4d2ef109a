"""Everything an editor decides on: the claim in its words, the evidence, the verdict, what changed since the last decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

from factcheck.claims.models import Attribution, Claim, Mention, Relation
from factcheck.claims.queries import RelatedClaim, mentions_with_text, related_claims
from factcheck.desk.history.entry_presenter import PresentedEntry, present_entries
from factcheck.desk.verdict.queries import text_of
from factcheck.evidence.models import Evidence, SearchLogEntry
from factcheck.evidence.queries import EvidenceBoard, evidence_board
from factcheck.ledger.kinds import kind_of
from factcheck.ledger.models import Entry, RowVersion
from factcheck.publishing.models import Correction
from factcheck.verdicts.difference import FieldChange, changes
from factcheck.verdicts.gate import Line
from factcheck.verdicts.models import Review, Verdict, VerdictVersion
from factcheck.verdicts.queries import basis_of, gate_of

AROUND = 160
"""Code points of the article shown before and after the words of a mention, at most."""
MOST_ENTRIES = 200


@dataclass(frozen=True, slots=True)
class ChangesSinceReview:
    """What changed since an editor decided last: the text of the verdict, and the record of the claim."""

    review: Review
    text: list[FieldChange]
    record: list[PresentedEntry]


@dataclass(frozen=True, slots=True)
class ReviewCase:
    """`basis` was read before everything else: what was added meanwhile makes an approval fail, and never slips in unseen."""

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
    """the open one: its notice is published with the version, so it is part of what is approved"""


def review_case(verdict: Verdict) -> ReviewCase:
    """The case of a verdict (with claim, claimant and author loaded)."""
    claim = verdict.claim
    basis = basis_of(claim)
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
        gate=gate_of(claim, version),
        reviews=reviews,
        since=_since(claim, version, reviews[0]) if reviews else None,
        correction=Correction.objects.filter(verdict=verdict, publication=None).select_related("opened_by").first(),
    )


def _since(claim: Claim, version: VerdictVersion, review: Review) -> ChangesSinceReview:
    reviewed = review.verdict_version
    text = changes(text_of(reviewed), text_of(version)) if reviewed.pk != version.pk else []
    return ChangesSinceReview(review, text, present_entries(_entries_since(claim, review), without=frozenset({"claim"})))


def _entries_since(claim: Claim, review: Review) -> list[Entry]:
    """Entries on what a review rests on (the same as `basis_of`), after the one of this review, oldest first."""
    decided = RowVersion.objects.filter(kind="review", object_id=review.pk).values("entry_id")[:1]
    numbers = RowVersion.objects.filter(_record(claim), entry_id__gt=decided).values("entry_id")
    return list(Entry.objects.filter(number__in=numbers).select_related("person").order_by("number")[:MOST_ENTRIES])


def _record(claim: Claim) -> Q:
    """The rows of the claim's record and what they name, as a condition on row versions."""
    tables: tuple[type[Model], ...] = (Mention, Relation, Evidence, SearchLogEntry)
    of_claim: dict[type[Model], QuerySet[Any]] = {model: model._default_manager.filter(claim=claim) for model in tables}
    rows = Q(kind="claim", object_id=claim.pk) | Q(kind="actor", object_id=claim.claimant_id)
    for model, found in of_claim.items():
        rows |= Q(kind=kind_of(model), object_id__in=found.values("pk"))
    rows |= Q(kind="claim", object_id__in=of_claim[Relation].values("other_id"))
    rows |= Q(kind="actor", object_id__in=Attribution.objects.filter(mention__claim=claim).values("actor_id"))
    for model in (Mention, Evidence):  # what stands in an article
        rows |= Q(kind="article", object_id__in=of_claim[model].values("revision__article_id"))
        rows |= Q(kind="source", object_id__in=of_claim[model].values("revision__article__outlet_id"))
    for named in ("source_id", "origin_id"):
        rows |= Q(kind="source", object_id__in=of_claim[Evidence].values(named))
    chosen = VerdictVersion.objects.filter(verdict__claim=claim).order_by("-number").values("rating_id")[:1]
    rows |= Q(kind="rating", object_id__in=chosen)
    return rows
