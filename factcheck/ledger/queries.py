"""Reading the history of one row, newest first."""

from __future__ import annotations

from django.db.models import QuerySet

from factcheck.ledger.models import Entry


def history_of(kind: str, object_id: int) -> QuerySet[Entry]:
    """Each entry that wrote this row, as its subject or beside it, newest first."""
    return Entry.objects.filter(touches__kind=kind, touches__object_id=object_id).select_related("person").order_by("-number")
