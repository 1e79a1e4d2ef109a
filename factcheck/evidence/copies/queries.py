"""Queries for the copies of evidence and the progress of requests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from factcheck.evidence.copies.models import CopyProgress, EvidenceCopy
from factcheck.evidence.copies.states import RequestState
from factcheck.evidence.models import Evidence


@dataclass(frozen=True, slots=True)
class CopyStatus:
    """The newest copy of an item with its capture, and the progress of the newest request, if there are any."""

    newest: EvidenceCopy | None = None
    progress: CopyProgress | None = None

    @property
    def is_open(self) -> bool:
        """Whether a request is waiting or being fetched."""
        return self.progress is not None and self.progress.is_open

    @property
    def is_waiting_again(self) -> bool:
        """Whether an attempt failed and another one follows."""
        return self.progress is not None and self.progress.state == RequestState.WAITING and self.progress.attempts > 0

    @property
    def is_failed(self) -> bool:
        """Whether the newest request ended without a copy."""
        return self.progress is not None and not self.progress.is_open and self.progress.state != RequestState.KEPT


def copy_status(items: Iterable[Evidence]) -> dict[int, CopyStatus]:
    """The status of the web pages among the items, by the id of the item. Two queries, none without web pages."""
    ids = [item.pk for item in items if item.address]
    if not ids:
        return {}
    copies = {
        copy.evidence_id: copy
        for copy in _with_captures().filter(evidence__in=ids).order_by("evidence", "-number").distinct("evidence")
    }
    newest = CopyProgress.objects.filter(evidence__in=ids).order_by("evidence", "-request").distinct("evidence")
    progress = {row.evidence_id: row for row in newest}
    return {pk: CopyStatus(copies.get(pk), progress.get(pk)) for pk in ids}


def copies_of(item: Evidence) -> QuerySet[EvidenceCopy]:
    """The copies of an item, newest first, with everything that a list displays."""
    return _with_captures().filter(evidence=item).order_by("-number")


def _with_captures() -> QuerySet[EvidenceCopy]:
    rows = EvidenceCopy.objects.select_related("capture__parent", "text", "created_by")
    return rows.defer("text__text")
