"""Queries for published checks in the queue: those whose record has changed, and those due for a re-check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Count
from django.utils import timezone

from factcheck.claims.claimant_party import is_claimant_party_sql
from factcheck.claims.models import is_claimant_party
from factcheck.desk.queue.queries import SIZE
from factcheck.evidence.models import Evidence
from factcheck.verdicts.models import RecordChange, Verdict
from factcheck.web.pagination import KeysetPage, read_cursor

CHANGED_ITEMS = """
WITH changed AS (
    SELECT k.verdict_id, min(k.entry_id) AS first, max(k.entry_id) AS last, count(*) AS number,
        min(k.kind) AS kind, min(k.object_id) AS object_id,
        count(DISTINCT (k.kind, k.object_id)) = 1 AND NOT (min(k.kind) = 'claim' AND min(k.object_id) = v.claim_id) AS is_shared
    FROM verdicts_recordchange k JOIN verdicts_verdict v ON v.id = k.verdict_id
    WHERE k.is_open AND v.state = 'published' GROUP BY k.verdict_id, v.claim_id
), shared AS (
    SELECT kind, object_id FROM changed WHERE is_shared GROUP BY kind, object_id HAVING count(*) > 1
), items AS (
    SELECT c.verdict_id, c.first AS entry_id, c.last, c.number, '' AS kind, 0::bigint AS object_id, 1::bigint AS checks
    FROM changed c WHERE NOT c.is_shared OR (c.kind, c.object_id) NOT IN (SELECT kind, object_id FROM shared)
    UNION ALL
    SELECT min(c.verdict_id), min(c.first), max(c.last), max(c.number), c.kind, c.object_id, count(*)
    FROM changed c JOIN shared s USING (kind, object_id) WHERE c.is_shared GROUP BY c.kind, c.object_id
)
"""
_CHANGED = """
{items}
SELECT i.entry_id, i.verdict_id, i.kind, i.object_id, i.checks, i.number, e.at, coalesce(p.name, ''),
    CASE i.kind
        WHEN 'source' THEN (SELECT name FROM articles_source WHERE id = i.object_id)
        WHEN 'actor' THEN (SELECT name FROM claims_actor WHERE id = i.object_id)
        WHEN 'rating' THEN (SELECT name FROM verdicts_rating WHERE id = i.object_id)
        WHEN 'claim' THEN (SELECT statement FROM claims_claim WHERE id = i.object_id)
        WHEN 'article' THEN (SELECT coalesce(nullif(title, ''), opening) FROM articles_article WHERE id = i.object_id)
        ELSE c.statement END,
    c.layer, a.name, c.said_on, c.said_precision, coalesce(w.conclusion, ''), coalesce(r.name, ''), {is_party}
FROM items i JOIN ledger_entry e ON e.number = i.last LEFT JOIN accounts_person p ON p.id = e.person_id
JOIN verdicts_verdict v ON v.id = i.verdict_id JOIN claims_claim c ON c.id = v.claim_id
JOIN claims_actor a ON a.id = c.claimant_id
LEFT JOIN verdicts_verdictversion w ON w.id = v.approved_id LEFT JOIN verdicts_rating r ON r.id = w.rating_id
{after} ORDER BY i.entry_id {direction}, i.verdict_id {direction} LIMIT %(most)s
"""
ORDER = ("entry_id", "verdict_id")
DUE_ORDER = ("recheck_on", "id")


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A published check whose record has changed, or a shared row whose change affects several checks (`kind` is not empty).

    `entry_id` is the first open change, `at` and `by` are those of the newest one. `title` is the statement or the name of the
    shared row. `number` counts the changes, `checks` the affected checks.
    """

    entry_id: int
    verdict_id: int
    kind: str
    object_id: int
    checks: int
    number: int
    at: datetime
    by: str
    title: str
    layer: str
    claimant: str
    said_on: date | None
    said_precision: str
    conclusion: str
    rating: str
    is_claimant_party: bool


def changed_page(cursor: str = "") -> KeysetPage:
    """One page of ChangedRow, the oldest change first. One query; its cost depends on the number of open changes only."""
    position = read_cursor(RecordChange, cursor, order=ORDER, oldest_first=True)
    values: dict[str, Any] = {"most": SIZE + 1}
    after = ""
    if position.values:
        after = f"WHERE (i.entry_id, i.verdict_id) {'>' if position.upwards else '<'} (%(entry)s, %(verdict)s)"
        values |= zip(("entry", "verdict"), position.values, strict=True)
    with connection.cursor() as db:
        direction, is_party = "ASC" if position.upwards else "DESC", is_claimant_party_sql("c.id", "a")
        db.execute(_CHANGED.format(items=CHANGED_ITEMS, after=after, direction=direction, is_party=is_party), values)
        return position.page([ChangedRow(*row) for row in db], SIZE)


def due_page(cursor: str = "", *, today: date | None = None) -> KeysetPage:
    """Published checks whose re-check date has come, the longest overdue first. One query.

    Each verdict has `is_claimant_party`.
    """
    position = read_cursor(Verdict, cursor, order=DUE_ORDER, oldest_first=True)
    rows = Verdict.objects.filter(state="published", recheck_on__lte=today or timezone.localdate())
    rows = rows.select_related("claim__claimant", "author", "approved__rating").defer("claim__words")
    rows = rows.annotate(is_claimant_party=is_claimant_party("claim"))
    if position.values:
        day, pk = position.values
        later = {"recheck_on__gt": day} if position.upwards else {"recheck_on__lt": day}
        tied = {"recheck_on": day, "pk__gt" if position.upwards else "pk__lt": pk}
        rows = rows.filter(**later) | rows.filter(**tied)
    sign = "" if position.upwards else "-"
    return position.page(list(rows.order_by(*(f"{sign}{name}" for name in DUE_ORDER))[: SIZE + 1]), SIZE)


def tallies_of(verdict_ids: Sequence[int]) -> dict[int, tuple[int, int, int]]:
    """The numbers of supporting, contradicting, and other evidence by the id of the verdict. At most one query."""
    counts = {pk: {"supports": 0, "contradicts": 0, "context": 0} for pk in verdict_ids}
    active = Evidence.objects.filter(claim__verdict__in=verdict_ids, withdrawn_at=None).order_by()
    for pk, stance, number in active.values_list("claim__verdict", "stance").annotate(Count("id")) if verdict_ids else ():
        counts[pk][stance] = number
    return {pk: (n["supports"], n["contradicts"], n["context"]) for pk, n in counts.items()}
