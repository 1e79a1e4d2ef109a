"""Queries for availability notices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from factcheck.evidence.models import Evidence
from factcheck.publishing.models import AvailabilityNotice, Publication
from factcheck.publishing.notices.fields import NoticeKind
from factcheck.publishing.notices.noticed import PublishedNotice, published_item

_of_verdict = AvailabilityNotice.objects.filter(publication__verdict=OuterRef("verdict")).order_by("-id")
NOTICED_AT = Subquery(_of_verdict.values("created_at")[:1])
"""Expression for Publication rows: when the newest notice of the check became public."""
_all = AvailabilityNotice.objects.order_by("-id")
NEWEST_OF_ALL = Subquery(_all.values("id")[:1])
NEWEST_OF_ALL_AT = Subquery(_all.values("created_at")[:1])


class PublicPlace(NamedTuple):
    """Where readers see an item of evidence: the current publication of its check, and its number and address there."""

    publication: Publication
    number: int
    address: str


def public_place(item: Evidence) -> PublicPlace | None:
    """Where readers see the item with its address now; None if they do not. One query."""
    publication = Publication.objects.filter(verdict__claim=item.claim_id, is_current=True).first()
    if publication is None:
        return None
    found = published_item(publication.document, number=item.number, address=item.address, quote=item.exact)
    return PublicPlace(publication, found["number"], found["address"]) if found else None


def notices_of_item(item: Evidence) -> QuerySet[AvailabilityNotice]:
    """The notices about an item, the newest first, with their people."""
    return AvailabilityNotice.objects.filter(evidence=item).select_related("created_by").order_by("-id")


def notices_of(verdict_id: int) -> list[PublishedNotice]:
    """The notices of a check in the order of their publication. One query."""
    return notices_by_verdict([verdict_id]).get(verdict_id, [])


def notices_by_verdict(verdict_ids: Collection[int] | None = None) -> dict[int, list[PublishedNotice]]:
    """The notices of these checks, or of all, in the order of their publication, by the ids of the verdicts. One query.

    Those about items that a takedown hides are left out, also if the item has left the document of the check.
    """
    rows: QuerySet[Any] = AvailabilityNotice.objects.filter(evidence__is_hidden=False).order_by("id")
    if verdict_ids is not None:
        rows = rows.filter(publication__verdict__in=verdict_ids)
    found: dict[int, list[PublishedNotice]] = defaultdict(list)
    columns = ("publication__verdict", "item_number", "address", "notice_kind", "checked_on", "text", "created_at")
    for verdict, number, address, kind, *rest in rows.values_list(*columns):
        found[verdict].append(PublishedNotice(number, address, NoticeKind(kind), *rest))
    return dict(found)


def recently_noticed_verdicts(size: int) -> list[int]:
    """The ids of the verdicts of the newest `size` notices. One query."""
    return list(AvailabilityNotice.objects.order_by("-id").values_list("publication__verdict", flat=True)[:size])
