"""Reading the history of rows, newest first."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from factcheck.ledger.models import Entry, RowVersion

Rows = dict[str, list[int]]
"""Ids of rows by kind."""


def history_of(rows: Rows) -> QuerySet[Entry]:
    """Each entry that wrote one of `rows`, newest first.

    The numbers of the entries are read first, from the index of row versions: their count depends on the rows, not the ledger.
    """
    of_rows = reduce(or_, (Q(kind=kind, object_id__in=ids) for kind, ids in rows.items()))
    numbers = set(RowVersion.objects.filter(of_rows).values_list("entry_id", flat=True))
    return Entry.objects.filter(number__in=numbers).select_related("person").order_by("-number")
