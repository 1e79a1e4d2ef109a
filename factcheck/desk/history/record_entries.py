"""The ledger entries of a claim's record: of its own rows and of the rows that they refer to."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Q, QuerySet

from factcheck.claims.models import Attribution, Claim, Mention, Party, Relation
from factcheck.evidence.models import Evidence, EvidenceCopy, QuotePlace, Reply, SearchLogEntry
from factcheck.ledger.kinds import kind_of
from factcheck.ledger.models import Entry, RowVersion
from factcheck.verdicts.models import Review, VerdictVersion

MAX_ENTRIES = 200


def entries_since(claim: Claim, review: Review) -> list[Entry]:
    """Ledger entries of the rows in `basis_for` after this review, oldest first."""
    decided = RowVersion.objects.filter(kind="review", object_id=review.pk).values("entry_id")[:1]
    numbers = RowVersion.objects.filter(_record_rows(claim), entry_id__gt=decided).values("entry_id")
    return list(Entry.objects.filter(number__in=numbers).select_related("person").order_by("number")[:MAX_ENTRIES])


def _record_rows(claim: Claim) -> Q:
    """A condition on row versions: the rows of the claim's record and the rows that they refer to."""
    tables: tuple[type[Model], ...] = (Mention, Relation, Party, Evidence, SearchLogEntry, Reply)
    of_claim: dict[type[Model], QuerySet[Any]] = {model: model._default_manager.filter(claim=claim) for model in tables}
    rows = Q(kind="claim", object_id=claim.pk) | Q(kind="actor", object_id=claim.claimant_id)
    for model, rows_of_model in of_claim.items():
        rows |= Q(kind=kind_of(model), object_id__in=rows_of_model.values("pk"))
    for model in (EvidenceCopy, QuotePlace):
        rows |= Q(kind=kind_of(model), object_id__in=model.objects.filter(evidence__claim=claim).values("pk"))
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
