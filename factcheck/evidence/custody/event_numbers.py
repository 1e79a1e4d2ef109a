"""Which ledger entries are events in the custody of an item, one page at a time.

The cost depends on the number of entries of the item, and not on the size of the ledger.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import connection

from factcheck.evidence.models import CaptureVerification, CopyRequest, Evidence, EvidenceExport
from factcheck.ledger.kinds import kind_of
from factcheck.ledger.models import Entry
from factcheck.ledger.queries import IdsByKind
from factcheck.web.pagination import KeysetPage, read_cursor

EVENTS_ON_PAGE = 100
_COUNTLESS: tuple[type[Any], ...] = (CopyRequest, CaptureVerification, EvidenceExport)
"""Models of which an item can have any number of rows; their ids are read in the same statement."""
# OFFSET 0: each row by its key. The planner would otherwise read the whole ledger in the order of the numbers, because it does
# not know how many of its entries belong to one item.
_NUMBERS = """
SELECT n.number FROM (
    SELECT DISTINCT t.entry_id AS number
    FROM (SELECT * FROM unnest(%(kinds)s::text[], %(ids)s::bigint[]) AS given (kind, id) {countless}) AS written
    CROSS JOIN LATERAL (
        SELECT w.entry_id FROM ledger_touch w WHERE w.kind = written.kind AND w.object_id = written.id OFFSET 0
    ) AS t
    WHERE t.entry_id > %(after)s AND t.entry_id < %(before)s
) AS n
CROSS JOIN LATERAL (SELECT FROM ledger_entry e WHERE e.number = n.number AND e.action = ANY(%(actions)s) OFFSET 0) AS e
ORDER BY n.number {direction} LIMIT %(size)s
"""


def events_page(item: Evidence, rows: IdsByKind, actions: Collection[str], cursor: str = "") -> KeysetPage:
    """The entries of `rows`, and of all requests, verifications, and exports of the item, with one of the actions. Two queries.

    The first page has the newest entries; each page is newest first. Raises Invalid if the cursor is not valid.
    """
    start = read_cursor(Entry, cursor, order=("number",))
    (number,) = start.values or (None,)
    pairs = [(kind, pk) for kind, ids in rows.items() for pk in ids]
    values = {
        "kinds": [kind for kind, _ in pairs],
        "ids": [pk for _, pk in pairs],
        "item": item.pk,
        "after": number if number is not None and start.upwards else 0,
        "before": number if number is not None and not start.upwards else 2**62,
        "actions": list(actions),
        "size": EVENTS_ON_PAGE + 1,
    }
    countless = " ".join(
        f"UNION ALL SELECT '{kind_of(model)}', r.id FROM {model._meta.db_table} r WHERE r.evidence_id = %(item)s"  # noqa: S608
        for model in _COUNTLESS
    )
    with connection.cursor() as statement:
        statement.execute(_NUMBERS.format(countless=countless, direction="ASC" if start.upwards else "DESC"), values)
        numbers = [row[0] for row in statement.fetchall()]
    entries = Entry.objects.filter(number__in=numbers).select_related("person")
    return start.page(list(entries.order_by("number" if start.upwards else "-number")), EVENTS_ON_PAGE)
