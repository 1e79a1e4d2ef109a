"""Reads the input of the evidence gate (`verdicts.gate_record`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from factcheck.claims.models import WAITING_MENTION, Claim, Mention, Party
from factcheck.evidence.copies.queries import COUNTING_COPY
from factcheck.evidence.copies.quote_search import QuoteState
from factcheck.evidence.models import WAITING_PASSAGE, Evidence, SearchLogEntry, Stance
from factcheck.evidence.replies.queries import reply_offer
from factcheck.evidence.sets import withdrawn_members
from factcheck.verdicts.gate_record import Record
from factcheck.verdicts.models import VerdictVersion
from factcheck.web.citations import numbers_in_plain_text
from factcheck.web.database.composed import ComposedRows
from factcheck.web.markdown import cited_numbers

_INCOMPLETE = Q(protection="") & (
    Q(source=None, revision__article__outlet=None)
    | Q(title="") & (Q(revision=None) | Q(revision__article__title=""))
    | ~Q(address="") & Q(accessed_on=None)
    | Q(exact="", locator="")
)
"""The items that the gate line `replicable` names: without a publisher, title, date accessed, or quote, and not protected."""
_COLUMNS = (
    *("number", "address", "stance", "evidence_set", "source_id", "root", "withdrawn_at", "is_copy_expected"),
    *("is_party", "is_waiting", "is_incomplete", "is_preserved", "quote_state"),
)


@ComposedRows
def _item_rows(claim_id: int) -> QuerySet[Evidence, Any]:
    parties = Party.objects.filter(claim=claim_id).active()
    is_party = Exists(parties.filter(Q(source_id=OuterRef("root")) | Q(actor__source_id=OuterRef("root"))))
    return (
        Evidence.objects.filter(claim=claim_id)
        .annotate(root=Coalesce("origin_id", "source_id"), is_incomplete=_INCOMPLETE, is_waiting=WAITING_PASSAGE)
        .annotate(is_party=is_party, **COUNTING_COPY)
        .order_by("number")
        .values_list(*_COLUMNS, named=True)
    )


def gate_record_for(claim: Claim, version: VerdictVersion | None, *, counts_broken_sets: bool = False) -> Record:
    """The input of the evidence gate. Runs five queries, regardless of how many rows are attached.

    `counts_broken_sets` is the rule of submissions from before sets with a withdrawn item were left out.
    """
    mentions = Mention.objects.filter(claim=claim, withdrawn_at=None).aggregate(
        all=Count("id"), waiting=Count("id", filter=WAITING_MENTION)
    )
    offer = reply_offer(claim)
    parties = Party.objects.filter(claim=claim).active()
    rows = _item_rows(claim.pk)
    items = [row for row in rows if row.withdrawn_at is None]
    members = withdrawn_members((row.evidence_set, row.number, row.withdrawn_at is not None) for row in rows)
    broken = {} if counts_broken_sets else members
    counted = [row for row in items if row.evidence_set.strip() not in broken]
    sought = set(SearchLogEntry.objects.filter(claim=claim, is_found=False).values_list("sought", flat=True))
    in_rationale = cited_numbers(version.rationale) if version else ()
    in_summary = numbers_in_plain_text(version.summary) if version else ()
    pages = [row for row in items if row.address]
    new, older = ([row for row in items if row.is_copy_expected is is_new] for is_new in (True, False))
    new_pages, older_pages = ([row for row in pages if row.is_copy_expected is is_new] for is_new in (True, False))
    return Record(
        has_claimant=claim.claimant_id is not None,
        mentions=mentions["all"],
        waiting=mentions["waiting"] + sum(bool(row.is_waiting) for row in items),
        located=sum(row.source_id is not None for row in items),
        supporting=sum(row.stance == Stance.SUPPORTS for row in counted),
        contradicting=sum(row.stance == Stance.CONTRADICTS for row in counted),
        independent_origins=len({row.root for row in counted if not row.is_party} - {None}),
        parties=parties.count(),
        is_reply_offered=offer.was_made,
        reply_open_until=offer.open_until,
        looked_for_support=Stance.SUPPORTS in sought,
        looked_for_contradiction=Stance.CONTRADICTS in sought,
        has_rationale=bool(version and version.rationale.strip()),
        has_headline=bool(version and version.headline.strip()),
        has_summary=bool(version and version.summary.strip()),
        conclusion=version.conclusion if version else "",
        rating_conclusion=version.rating.conclusion if version and version.rating else "",
        cited=(*in_rationale, *in_summary),
        cited_in_rationale=bool(in_rationale),
        items=_numbers(items),
        incomplete=_numbers(row for row in new if row.is_incomplete),
        unpreserved=_numbers(row for row in new_pages if not row.is_preserved),
        unfound=tuple((row.number, state) for row in new_pages if (state := _state(row)) != QuoteState.FOUND),
        older_incomplete=_numbers(row for row in older if row.is_incomplete),
        older_unpreserved=_numbers(row for row in older_pages if not row.is_preserved),
        older_unfound=_numbers(row for row in older_pages if _state(row) != QuoteState.FOUND),
        of_broken_sets=_numbers(row for row in items if row.evidence_set.strip() in broken),
    )


def _numbers(rows: Iterable[Any]) -> tuple[int, ...]:
    return tuple(row.number for row in rows)


def _state(row: Any) -> str:
    """Where the quote of a web page is; empty if there is no copy of its current address."""
    if not row.is_preserved:
        return ""
    return str(row.quote_state or QuoteState.NOT_CHECKED)
