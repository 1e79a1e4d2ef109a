"""Finds all recorded rows that belong to a claim, or to an item of evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import CharField, Model, Q, QuerySet, Value

from factcheck.claims.models import Claim, Mention, Party, Relation
from factcheck.evidence.availability.models import AddressCheck, AddressInterval, AddressStatement
from factcheck.evidence.copies.models import CopyRequest, EvidenceCopy, QuotePlace
from factcheck.evidence.custody.models import CaptureVerification, EvidenceExport, LegalHold, Takedown
from factcheck.evidence.models import Evidence, Reply, SearchLogEntry
from factcheck.ledger.kinds import kind_of
from factcheck.ledger.queries import IdsByKind
from factcheck.publishing.models import AvailabilityNotice, Correction, Publication
from factcheck.verdicts.models import Confirmation, Review, Verdict, VerdictVersion, Waiver
from factcheck.web.database.composed import ComposedRows

PATHS_TO_CLAIM: dict[type[Model], tuple[str, ...]] = {
    Claim: ("merged_into",),
    Mention: ("claim",),
    Relation: ("claim", "other"),
    Party: ("claim",),
    Evidence: ("claim",),
    EvidenceCopy: ("evidence__claim",),
    CopyRequest: ("evidence__claim",),
    QuotePlace: ("evidence__claim",),
    Takedown: ("evidence__claim",),
    LegalHold: ("claim", "evidence__claim"),
    CaptureVerification: ("evidence__claim",),
    EvidenceExport: ("evidence__claim",),
    AddressCheck: ("evidence__claim",),
    AddressInterval: ("evidence__claim",),
    AddressStatement: ("check_row__evidence__claim",),
    SearchLogEntry: ("claim",),
    Reply: ("claim",),
    Verdict: ("claim",),
    VerdictVersion: ("verdict__claim",),
    Waiver: ("verdict_version__verdict__claim",),
    Review: ("verdict_version__verdict__claim",),
    Confirmation: ("verdict__claim",),
    Publication: ("verdict__claim",),
    Correction: ("verdict__claim",),
    AvailabilityNotice: ("publication__verdict__claim", "evidence__claim"),
}
"""Each model whose rows belong to a claim, with the lookup paths to the claim."""


def add_rows_of_claim(model: type[Model], *paths: str) -> None:
    """Declare that the rows of a model of a higher package belong to a claim. Call this when the app is ready."""
    PATHS_TO_CLAIM[model] = paths


def rows_of_claim(claim: Claim) -> IdsByKind:
    """The claim, the claims that were merged into it, and all rows of the claim, including withdrawn ones. One query."""
    rows: IdsByKind = defaultdict(list)
    rows["claim"].append(claim.pk)
    for kind, pk in sorted(_of_claim(claim.pk)):
        rows[kind].append(pk)
    return dict(rows)


def rows_of_item(item: Evidence) -> IdsByKind:
    """The item of evidence and all rows that belong to it: copies, requests, places of its quote, checks of its address,
    takedowns, holds, verifications, and exports.

    One query.
    """
    rows: IdsByKind = defaultdict(list)
    rows["evidence"].append(item.pk)
    for kind, pk in sorted(_of_item(item.pk)):
        rows[kind].append(pk)
    return dict(rows)


@ComposedRows
def _of_claim(claim_id: int) -> QuerySet[Any, Any]:
    first, *rest = (_kinds_and_ids(model, paths, claim_id) for model, paths in PATHS_TO_CLAIM.items())
    return first.union(*rest, all=True)


@ComposedRows
def _of_item(item_id: int) -> QuerySet[Any, Any]:
    first, *rest = (
        _kinds_and_ids(model, [path.removesuffix("__claim") for path in paths if path.endswith("evidence__claim")], item_id)
        for model, paths in PATHS_TO_CLAIM.items()
        if any(path.endswith("evidence__claim") for path in paths)
    )
    return first.union(*rest, all=True)


def _kinds_and_ids(model: type[Model], paths: Sequence[str], owner_id: int) -> QuerySet[Any, Any]:
    belongs = reduce(or_, (Q(**{path: owner_id}) for path in paths))
    kind = Value(kind_of(model), output_field=CharField())
    return model._default_manager.filter(belongs).order_by().values_list(kind, "pk")
