"""Queries for the copies of evidence and the progress of requests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from factcheck.evidence.copies.models import CopyProgress, EvidenceCopy, QuotePlace
from factcheck.evidence.copies.quote_search import QUOTE_LABELS, QuoteState
from factcheck.evidence.copies.states import OPEN_STATES, STATE_LABELS, RequestState
from factcheck.evidence.models import Evidence

_newest_copy = EvidenceCopy.objects.added_by_people().filter(evidence=OuterRef("pk")).order_by("-number")
_newest_progress = CopyProgress.objects.filter(evidence=OuterRef("pk")).order_by("-request")
_newest_place = QuotePlace.objects.filter(evidence=OuterRef("pk")).order_by("-id")
COPY_COLUMNS: dict[str, Any] = {
    "copy_id": Subquery(_newest_copy.values("pk")[:1]),
    "copied_at": Subquery(_newest_copy.values(time=Coalesce("collected_at", "created_at"))[:1]),
    "copied_page": Subquery(_newest_copy.values("item_address")[:1]),
    "copy_state": Subquery(_newest_progress.values("state")[:1]),
    "quote_state": Subquery(_newest_place.values("state")[:1]),
}
"""Annotations of Evidence rows: what `copy_summary` reads."""


@dataclass(frozen=True, slots=True)
class CopySummary:
    """The newest copy of a web page, where its quote is in it, and the state of the newest request, if there are any."""

    copy_id: int | None = None
    copied_at: datetime | None = None
    state: RequestState | None = None
    quote: QuoteState | None = None
    is_of_former_address: bool = False

    @property
    def quote_label(self) -> str:
        return QUOTE_LABELS[self.quote] if self.quote else ""

    @property
    def is_quote_found(self) -> bool:
        return self.quote is QuoteState.FOUND

    @property
    def is_open(self) -> bool:
        """Whether a request is waiting or being fetched."""
        return self.state in OPEN_STATES

    @property
    def failure(self) -> str:
        """How the newest request ended, if it ended without a copy."""
        return "" if self.state is None or self.is_open or self.state is RequestState.KEPT else STATE_LABELS[self.state]


def copy_summary(row: Any) -> CopySummary | None:
    """The summary for an Evidence row with the annotations COPY_COLUMNS; None unless it is an active web page."""
    if not row.address or row.withdrawn_at is not None:
        return None
    return CopySummary(
        row.copy_id,
        row.copied_at,
        RequestState(row.copy_state) if row.copy_state else None,
        QuoteState(row.quote_state) if row.quote_state else None,
        row.copy_id is not None and row.copied_page != row.address,
    )


def current_place(copy: EvidenceCopy) -> QuotePlace | None:
    """Where the quote is in a copy, if this is the newest copy of its item. With the person who chose the place."""
    place = QuotePlace.objects.filter(evidence=copy.evidence_id).select_related("created_by").order_by("-id").first()
    return place if place is not None and place.copy_id == copy.pk else None


def quoted_elsewhere(copy: EvidenceCopy) -> QuerySet[EvidenceCopy]:
    """The copies of other active items of the claim with the same text, in the order of the numbers of their items."""
    same = EvidenceCopy.objects.filter(text=copy.text_id, evidence__claim=copy.evidence.claim_id, evidence__withdrawn_at=None)
    rows = same.exclude(evidence=copy.evidence_id).select_related("evidence").defer("evidence__note")
    return rows.order_by("evidence__number", "number")


def newest_progress(item: Evidence) -> CopyProgress | None:
    """The progress of the newest request for a copy of an item."""
    rows = CopyProgress.objects.filter(evidence=item).select_related("request__created_by")
    return rows.order_by("-request").first()


def copies_of(item: Evidence) -> QuerySet[EvidenceCopy]:
    """The copies of an item, newest first, with everything that a list displays."""
    rows = EvidenceCopy.objects.filter(evidence=item).select_related(
        "capture__parent", "text", "created_by", "copied_from__created_by"
    )
    return rows.defer("text__text").order_by("-number")
