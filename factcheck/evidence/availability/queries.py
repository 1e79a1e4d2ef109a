"""Queries for checks of addresses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from factcheck.evidence.availability.comparison import ALARMING, RESULT_LABELS, AddressResult, contains_quote
from factcheck.evidence.availability.models import AddressCheck, AddressWatch
from factcheck.evidence.copies.models import EvidenceCopy
from factcheck.evidence.models import Evidence

MAX_COMPARED = 5
"""The newest copies of an item that are searched for its quote, to find the one to compare with."""
MAX_SHOWN = 50
"""The newest results that a page displays."""


def copy_to_compare(item: Evidence) -> EvidenceCopy | None:
    """The copy that the page of an item is compared with, with its text: the newest one that contains the quote.

    It is a copy of the current address that a person added. If none of the newest ones contains the quote, it is the newest one
    with a text; None if there is no such copy. So a copy that shows the change does not hide it at the next check.
    """
    copies = EvidenceCopy.objects.added_by_people().filter(evidence=item, item_address=item.address, text__isnull=False)
    newest = list(copies.select_related("text", "capture").order_by("-number")[:MAX_COMPARED])
    with_quote = (copy for copy in newest if copy.text and contains_quote(copy.text.text, item.exact))
    return next(with_quote, newest[0] if newest else None)


_watch = AddressWatch.objects.filter(evidence=OuterRef("pk"))
ADDRESS_COLUMNS: dict[str, Any] = {
    "address_result": Subquery(_watch.values("newest__result")[:1]),
    "address_since": Subquery(_watch.values("newest__checked_at")[:1]),
}
"""Annotations of Evidence rows: what `address_status` reads."""


@dataclass(frozen=True, slots=True)
class AddressStatus:
    """The newest result of checking the address of an item, if it differs from its copy, and since when."""

    result: AddressResult
    since: datetime

    @property
    def label(self) -> str:
        return "original gone (copy kept)" if self.result is AddressResult.GONE else RESULT_LABELS[self.result]

    @property
    def is_alarming(self) -> bool:
        return self.result in ALARMING

    @property
    def icon(self) -> str:
        return "triangle-alert" if self.is_alarming else "info"


def address_status(row: Any) -> AddressStatus | None:
    """The status for an Evidence row with the annotations ADDRESS_COLUMNS; None if it is as before or not checked."""
    if row.withdrawn_at is not None or row.address_result in (None, AddressResult.AS_BEFORE):
        return None
    return AddressStatus(AddressResult(row.address_result), row.address_since)


def watch_of(item: Evidence) -> AddressWatch | None:
    """The schedule of an item with its newest result. One query."""
    return AddressWatch.objects.filter(evidence=item).select_related("newest", "requested_by").first()


def checks_of(item: Evidence) -> QuerySet[AddressCheck]:
    """The changed results of an item, newest first, with everything that a list displays."""
    rows = AddressCheck.objects.filter(evidence=item)
    return rows.select_related("compared", "copy", "requested_by", "statement__created_by", "previous").order_by("-id")
