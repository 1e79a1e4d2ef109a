"""Queries for the history of rows."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from factcheck.ledger.models import Entry, Recorded, RowVersion

IdsByKind = dict[str, list[int]]
"""Row ids by kind."""


def history_of(rows: IdsByKind) -> QuerySet[Entry]:
    """The entries that wrote any of `rows`, newest first.

    A first query reads the numbers of the entries from the index of row versions. Its cost depends on the number of these rows
    and not on the size of the ledger.
    """
    is_one_of_rows = reduce(or_, (Q(kind=kind, object_id__in=ids) for kind, ids in rows.items()))
    numbers = set(RowVersion.objects.filter(is_one_of_rows).values_list("entry_id", flat=True))
    return Entry.objects.filter(number__in=numbers).select_related("person").order_by("-number")


def newest_entry(row: Recorded) -> Entry | None:
    """The entry that wrote the current version of `row`, with its person; None if the version has no entry. One query."""
    written = RowVersion.objects.filter(kind=row.kind, object_id=row.pk, version=row.version)
    found = written.select_related("entry__person").first()
    return found.entry if found else None
