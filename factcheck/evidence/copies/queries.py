"""Queries for the copies of evidence and the progress of requests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Exists, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from factcheck.evidence.copies.models import CopyProgress, EvidenceCopy, QuotePlace
from factcheck.evidence.copies.quote_search import QUOTE_LABELS, QuoteState
from factcheck.evidence.copies.states import OPEN_STATES, STATE_LABELS, RequestState
from factcheck.evidence.models import Evidence

_of_current_address = EvidenceCopy.objects.added_by_people().filter(evidence=OuterRef("pk"), item_address=OuterRef("address"))


def _ranked(rows: QuerySet[EvidenceCopy], address: Any) -> QuerySet[EvidenceCopy]:
    """Copies in the order in which they count: those of the address before others, and of these the ones with a text first."""
    with_text = Case(When(text__isnull=False, then=2), default=1)
    return rows.alias(rank=Case(When(item_address=address, then=with_text), default=0)).order_by("-rank", "-number")


_copies = _ranked(EvidenceCopy.objects.added_by_people().filter(evidence=OuterRef("pk")), OuterRef("address"))
_newest_progress = CopyProgress.objects.filter(evidence=OuterRef("pk")).order_by("-request")
_places = QuotePlace.objects.filter(
    evidence=OuterRef("pk"), copy=OuterRef("copy_id"), copy__item_address=OuterRef("address"), quote=OuterRef("exact")
)
COUNTING_COPY: dict[str, Any] = {
    "copy_id": Subquery(_copies.values("pk")[:1]),
    "is_preserved": Exists(_of_current_address),
    "quote_state": Subquery(_places.order_by("-id").values("state")[:1]),
}
"""Annotations of Evidence rows: the copy that counts, whether it is one of the current address, and where the current quote is.

The newest copy with a text counts, also if a newer copy, such as a picture, has none. Copies of checks never count.
"""
QUOTE_START = Subquery(_places.order_by("-id").values("start")[:1])
"""Expression for rows with COUNTING_COPY: where the quote begins in the copy that counts, in code points; None unless found."""
_KEPT_AT = Case(
    When(made_how="", collected_at__isnull=False, then="collected_at"), default=Coalesce("copied_from__created_at", "created_at")
)
"""When the server answered, or when a person added the file. What a file says about its time is only a claim."""
COPY_COLUMNS: dict[str, Any] = {
    **COUNTING_COPY,
    "copied_at": Subquery(_copies.values(time=_KEPT_AT)[:1]),
    "copy_number": Subquery(_copies.values("number")[:1]),
    "newest_number": Subquery(_of_current_address.order_by("-number").values("number")[:1]),
    "copy_state": Subquery(_newest_progress.values("state")[:1]),
}
"""Annotations of Evidence rows: what `copy_summary` reads."""


@dataclass(frozen=True, slots=True)
class CopySummary:
    """The copy of a web page that counts, where its quote is in it, and the state of the newest request, if there are any."""

    copy_id: int | None = None
    copied_at: datetime | None = None
    state: RequestState | None = None
    quote: QuoteState | None = None
    is_of_former_address: bool = False
    has_newer_without_text: bool = False
    """Whether a newer copy of the same address, such as a picture, has no text."""

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
        quote_state_of(row),
        row.copy_id is not None and not row.is_preserved,
        row.is_preserved and row.newest_number > row.copy_number,
    )


def quote_state_of(row: Any) -> QuoteState | None:
    """Where the quote of a web page is, for an Evidence row with the annotations COUNTING_COPY. None if there is no copy."""
    if row.copy_id is None:
        return None
    return QuoteState(row.quote_state) if row.quote_state else QuoteState.NOT_CHECKED


def counting_copy(item: Evidence) -> EvidenceCopy | None:
    """The copy of an item in which its quote is searched for, with its text: the newest with a text of the current address."""
    rows = EvidenceCopy.objects.added_by_people().filter(evidence=item, item_address=item.address, text__isnull=False)
    return rows.select_related("text").order_by("-number").first()


def copy_to_open(item: Evidence) -> EvidenceCopy | None:
    """The copy of an item that counts; if there is none, the newest of its address, or else of a former one."""
    return _ranked(EvidenceCopy.objects.added_by_people().filter(evidence=item), item.address).first()


def current_place(copy: EvidenceCopy) -> QuotePlace | None:
    """Where the quote of the item is in a copy, if it is the one that `copy_to_open` returns. With the person who chose it."""
    current = copy_to_open(copy.evidence)
    if current is None or current.pk != copy.pk:
        return None
    rows = QuotePlace.objects.filter(copy=copy, evidence=copy.evidence_id, quote=copy.evidence.exact)
    return rows.select_related("created_by").order_by("-id").first()


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
    """The copies of an item, newest first, with everything that a list displays.

    The annotation `found` is the state of the current quote in the copy; None if this copy was not searched for it.
    """
    rows = EvidenceCopy.objects.filter(evidence=item).select_related(
        "capture__parent", "text", "created_by", "copied_from__created_by"
    )
    places = QuotePlace.objects.filter(copy=OuterRef("pk"), quote=item.exact).order_by("-id")
    return rows.defer("text__text").annotate(found=Subquery(places.values("state")[:1])).order_by("-number")
