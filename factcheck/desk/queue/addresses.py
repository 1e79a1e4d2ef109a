"""The part of the queue about pages that changed or disappeared after they were preserved."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from factcheck.accounts.models import Person
from factcheck.claims.claimant_party import is_claimant_party_sql
from factcheck.desk.queue.queries import SIZE
from factcheck.evidence.availability.comparison import AddressResult
from factcheck.evidence.models import AddressCheck
from factcheck.verdicts.models import Verdict
from factcheck.web.pagination import KeysetPage, read_cursor

# The partial index `address_watch_open` contains the results that nobody has answered. A result is answered by a statement or a
# notice, or because the page is as before.
OPEN = """
    SELECT e.claim_id, min(w.newest_id) AS id, jsonb_agg(jsonb_build_array(e.number, e.id, k.result, k.checked_at)
        ORDER BY e.number) AS items
    FROM evidence_addresswatch w JOIN evidence_evidence e ON e.id = w.evidence_id AND e.withdrawn_at IS NULL
        AND NOT e.is_hidden
    JOIN evidence_addresscheck k ON k.id = w.newest_id
    JOIN claims_claim c ON c.id = e.claim_id AND c.closed_at IS NULL
    WHERE w.is_open AND NOT EXISTS (SELECT 1 FROM verdicts_verdict v WHERE v.claim_id = c.id AND v.state = 'retracted')
    GROUP BY e.claim_id
"""
_ROWS = """
SELECT o.id, o.items, c.statement, c.layer, a.name, coalesce(v.state, ''), {is_party}
FROM ({open}) o JOIN claims_claim c ON c.id = o.claim_id JOIN claims_actor a ON a.id = c.claimant_id
LEFT JOIN verdicts_verdict v ON v.claim_id = c.id
{after} ORDER BY o.id {direction} LIMIT %(most)s
"""


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """A page of an item that an editor has to answer: the number and the id of the item, the result, and since when."""

    number: int
    evidence_id: int
    result: AddressResult
    since: datetime


@dataclass(frozen=True, slots=True)
class AddressRow:
    """A claim with pages that changed. `id` is that of the earliest result; `state` is that of the verdict, or empty."""

    id: int
    pages: tuple[ChangedPage, ...]
    statement: str
    layer: str
    claimant: str
    state: str
    is_claimant_party: bool


def address_page(person: Person, cursor: str = "") -> KeysetPage:
    """One page of AddressRow, the earliest result first. One query; its cost depends on the number of open results only."""
    position = read_cursor(AddressCheck, cursor, order=("id",), oldest_first=True)
    if Verdict.objects.visible_to(person).query.is_empty():
        return position.page([], SIZE)
    values: dict[str, Any] = {"most": SIZE + 1}
    after = ""
    if position.values:
        after = f"WHERE o.id {'>' if position.upwards else '<'} %(id)s"
        values["id"] = position.values[0]
    with connection.cursor() as db:
        direction, is_party = "ASC" if position.upwards else "DESC", is_claimant_party_sql("c.id", "a")
        db.execute(_ROWS.format(open=OPEN, after=after, direction=direction, is_party=is_party), values)
        return position.page([_row(*row) for row in db], SIZE)


def sentences(pages: Iterable[ChangedPage]) -> list[tuple[AddressResult, datetime, list[ChangedPage]]]:
    """The pages with the same result since the same day, in one sentence each: the result, since when, and the pages."""
    groups: dict[tuple[AddressResult, Any], list[ChangedPage]] = {}
    for page in sorted(pages, key=lambda page: page.since):
        groups.setdefault((page.result, timezone.localdate(page.since)), []).append(page)
    return [(result, pages[0].since, sorted(pages, key=lambda page: page.number)) for (result, _), pages in groups.items()]


def _row(pk: int, items: Any, *rest: Any) -> AddressRow:
    values = json.loads(items) if isinstance(items, str) else items
    pages = tuple(
        ChangedPage(number, item, AddressResult(result), datetime.fromisoformat(since)) for number, item, result, since in values
    )
    return AddressRow(pk, pages, *rest)
