"""Reads the input of the evidence gate (`verdicts.gate_record`)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from factcheck.claims.models import WAITING_MENTION, Claim, Mention, Party
from factcheck.evidence.copies.queries import COUNTING_COPY
from factcheck.evidence.copies.quote_search import QuoteState
from factcheck.evidence.models import WAITING_PASSAGE, Evidence, SearchLogEntry, Stance
from factcheck.evidence.replies.models import OFFERED, Reply
from factcheck.evidence.replies.queries import offer_of
from factcheck.evidence.sets import withdrawn_members
from factcheck.ledger.models import Entry
from factcheck.newsroom.models import NEWSROOM_ID, Newsroom
from factcheck.verdicts.gate_record import Record
from factcheck.verdicts.models import VerdictVersion
from factcheck.verdicts.workflow import MOVES
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


def _number_of(rows: QuerySet[Any]) -> Subquery:
    return Subquery(rows.order_by().values("claim").annotate(rows=Count("pk")).values("rows"))


_own_mentions = Mention.objects.filter(claim=OuterRef("pk")).active()
_own_replies = Reply.objects.filter(claim=OuterRef("pk")).active()
_vain_searches = SearchLogEntry.objects.filter(claim=OuterRef("pk"), is_found=False)
_FACTS: dict[str, Any] = {
    "number_of_mentions": _number_of(_own_mentions),
    "number_waiting": _number_of(_own_mentions.filter(WAITING_MENTION)),
    "number_of_parties": _number_of(Party.objects.filter(claim=OuterRef("pk")).active()),
    "is_offered": Exists(_own_replies.filter(OFFERED)),
    "deadlines": ArraySubquery(_own_replies.exclude(OFFERED).filter(deadline__isnull=False).values("deadline")),
    "looked_for_support": Exists(_vain_searches.filter(sought=Stance.SUPPORTS)),
    "looked_for_contradiction": Exists(_vain_searches.filter(sought=Stance.CONTRADICTS)),
    "newsroom_levels": Subquery(Newsroom.objects.filter(pk=NEWSROOM_ID).values("gate_levels")),
    "submitted_levels": Subquery(
        Entry.objects.filter(kind="verdict", object_id=OuterRef("verdict"), action=MOVES["submit"].action)
        .order_by("-number")
        .values("after__levels")[:1]
    ),
}
"""What the gate reads besides the items: counts, searches, replies, and the levels of its lines."""


@ComposedRows
def _facts(claim_id: int) -> QuerySet[Claim, Any]:
    return Claim.objects.filter(pk=claim_id).annotate(**_FACTS).values_list(*_FACTS, named=True)


def gate_facts(claim: Claim) -> Any:
    """The columns of `_FACTS` for a claim. One query."""
    return _facts(claim.pk)[0]


GATE_QUERIES = (_facts, _item_rows)


def gate_record_for(claim: Claim, version: VerdictVersion | None, *, counts_broken_sets: bool = False) -> Record:
    """The input of the evidence gate. Runs two queries, regardless of how many rows are attached.

    `counts_broken_sets` is the rule of submissions from before sets with a withdrawn item were left out.
    """
    return record_of(claim, version, gate_facts(claim), timezone.localdate(), counts_broken_sets=counts_broken_sets)


def record_of(claim: Claim, version: VerdictVersion | None, facts: Any, today: date, *, counts_broken_sets: bool) -> Record:
    """Like `gate_record_for`, with the facts already loaded. One query."""
    offer = offer_of(facts.is_offered, facts.deadlines, today)
    rows = _item_rows(claim.pk)
    items = [row for row in rows if row.withdrawn_at is None]
    members = withdrawn_members((row.evidence_set, row.number, row.withdrawn_at is not None) for row in rows)
    broken = {} if counts_broken_sets else members
    counted = [row for row in items if row.evidence_set.strip() not in broken]
    in_rationale = cited_numbers(version.rationale) if version else ()
    in_summary = numbers_in_plain_text(version.summary) if version else ()
    pages = [row for row in items if row.address]
    new, older = ([row for row in items if row.is_copy_expected is is_new] for is_new in (True, False))
    new_pages, older_pages = ([row for row in pages if row.is_copy_expected is is_new] for is_new in (True, False))
    return Record(
        has_claimant=claim.claimant_id is not None,
        mentions=facts.number_of_mentions or 0,
        waiting=(facts.number_waiting or 0) + sum(bool(row.is_waiting) for row in items),
        located=sum(row.source_id is not None for row in items),
        supporting=sum(row.stance == Stance.SUPPORTS for row in counted),
        contradicting=sum(row.stance == Stance.CONTRADICTS for row in counted),
        independent_origins=len({row.root for row in counted if not row.is_party} - {None}),
        parties=facts.number_of_parties or 0,
        is_reply_offered=offer.was_made,
        reply_open_until=offer.open_until,
        looked_for_support=facts.looked_for_support,
        looked_for_contradiction=facts.looked_for_contradiction,
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
