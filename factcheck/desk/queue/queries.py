"""Queries for open verdicts in the queue. Each is in one of three parts: waiting for the person, their drafts, and others.

Each part is a union of conditions that an index (`verdict_queue`, `verdict_queue_of_author`) reads in order, so that the cost of
a page does not depend on the number of verdicts. The query is written in SQL because building it with the ORM for each request
took twice as long as executing it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone

from factcheck.accounts.models import Person, Role
from factcheck.accounts.visibility import sees_newsroom
from factcheck.claims.claimant_party import is_claimant_party_sql
from factcheck.desk.queue import messages
from factcheck.verdicts.models import Verdict
from factcheck.verdicts.states import QUEUED, State
from factcheck.verdicts.workflow import MOVES
from factcheck.web.pagination import Cursor

ORDER = ("moved_at", "id")
SIZE = 50
EXCERPT = 240
"""Code points of a reason or a message in a row. A longer one is cut off; the page of the verdict has it in full."""


class QueuePart(StrEnum):
    MINE = "mine"
    WORK = "work"
    OTHERS = "others"
    CHANGED = "changed"
    DUE = "due"
    REPLIES = "replies"
    ADDRESSES = "addresses"

    @property
    def is_open_work(self) -> bool:
        """Whether the part lists open verdicts; the others list claims that need another look."""
        return self in (QueuePart.MINE, QueuePart.WORK, QueuePart.OTHERS)

    @property
    def label(self) -> str:
        return messages.PARTS[self]


@dataclass(frozen=True, slots=True)
class QueueFilters:
    """An empty value means no filter."""

    state: str = ""
    layer: str = ""


@dataclass(frozen=True, slots=True)
class QueueRow:
    """An open verdict with its claim, for display in the queue."""

    id: int
    state: str
    moved_at: datetime
    author_id: int
    author: str
    claim_id: int
    statement: str
    layer: str
    claimant: str
    said_on: date | None
    said_precision: str
    approved_id: int | None
    version_id: int | None
    version: int | None
    """the number of the newest version; None if it has none"""
    headline: str
    """the verdict sentence of the newest version; empty if it has none"""
    conclusion: str
    """of the newest version; empty if it has none"""
    rating: str
    return_reason: str
    """the first EXCERPT + 1 code points of why an editor returned it, for its author; otherwise empty"""
    returned_by: str
    message: str
    """the first EXCERPT + 1 code points of the author's message with the last submission, while the verdict is submitted"""
    supports: int
    contradicts: int
    context: int
    is_claimant_party: bool


# The person and the start are common table expressions. If they were parameters, PostgreSQL would expect another number of rows
# for each value, and would plan a prepared statement anew at each request, which takes longer than executing it. Limits are
# constants: a plan that PostgreSQL keeps for all values of a parameter would expect a tenth of all verdicts.
VIEWER = "viewer AS MATERIALIZED (SELECT %(person)s::bigint AS id, %(today)s::date AS today)"
_START = "start AS MATERIALIZED (SELECT %(at)s::timestamptz AS moved_at, %(id)s::bigint AS id)"
_AT_START = "((SELECT moved_at FROM start), (SELECT id FROM start))"
# Conditions on a verdict `v` for the current person. Each branch has one state, so that an index reads it in order.
# A scalar subquery is evaluated for each verdict that the index reads; NOT EXISTS would become a join with all claims. PostgreSQL
# expects that half of the rows meet such a condition, but only every 200th if it compares the subquery with NULL, and none with
# another author if one person has written all verdicts.
_ANY = "TRUE"
_OWN = "v.author_id = (SELECT id FROM viewer)"
_OF_OTHERS = "nullif(v.author_id, (SELECT id FROM viewer)) IS NOT NULL"
_CONTRIBUTION = """coalesce((
        SELECT TRUE FROM claims_contribution k WHERE k.claim_id = v.claim_id AND k.person_id = (SELECT id FROM viewer)
    ), FALSE)"""
_REVIEWABLE = f"{_OF_OTHERS} AND NOT {_CONTRIBUTION}"
_NOT_REVIEWABLE = f"({_OWN} OR {_CONTRIBUTION})"

_BRANCH = """(
    SELECT v.id, v.moved_at, v.state FROM verdicts_verdict v {claim}
    WHERE v.state = '{state}' AND {condition} {filters}
    AND (SELECT k.closed_at IS NULL FROM claims_claim k WHERE k.id = v.claim_id)
    ORDER BY v.moved_at {direction}, v.id {direction} LIMIT {most}
)"""
_NO_BRANCH = "SELECT NULL::bigint AS id, NULL::timestamptz AS moved_at, '' AS state WHERE FALSE"
_PAGE = """page AS MATERIALIZED (
    SELECT id, moved_at, state FROM ({branches}) AS branches ORDER BY moved_at {direction}, id {direction} LIMIT {most}
)"""
_ROWS = """
SELECT v.id, v.state, v.moved_at, v.author_id, p.name, v.claim_id, c.statement, c.layer, a.name,
    c.said_on, c.said_precision, v.approved_id, w.id, w.number, coalesce(nullif(w.headline, ''), w.summary, ''),
    coalesce(w.conclusion, ''), coalesce(r.name, ''), coalesce(b.reason, ''), coalesce(b.name, ''),
    coalesce(m.reason, ''), t.supports, t.contradicts, t.context, {is_party}
FROM page
JOIN verdicts_verdict v ON v.id = page.id
JOIN claims_claim c ON c.id = v.claim_id
JOIN claims_actor a ON a.id = c.claimant_id
JOIN accounts_person p ON p.id = v.author_id
LEFT JOIN LATERAL (
    SELECT n.id, n.number, n.headline, n.summary, n.conclusion, n.rating_id
    FROM verdicts_verdictversion n WHERE n.verdict_id = v.id
    ORDER BY n.number DESC LIMIT 1
) w ON TRUE
LEFT JOIN verdicts_rating r ON r.id = w.rating_id
LEFT JOIN LATERAL (
    SELECT left(d.reason, {excerpt}) AS reason, e.name FROM verdicts_review d
    JOIN verdicts_verdictversion n ON n.id = d.verdict_version_id JOIN accounts_person e ON e.id = d.created_by_id
    WHERE v.state = '{returned}' AND v.author_id = (SELECT id FROM viewer) AND n.verdict_id = v.id AND d.decision = 'return'
    ORDER BY d.id DESC LIMIT 1
) b ON TRUE
LEFT JOIN LATERAL (
    SELECT left(l.reason, {excerpt}) AS reason FROM ledger_entry l
    WHERE v.state = '{submitted}' AND l.kind = 'verdict' AND l.object_id = v.id AND l.action = '{submit}'
    ORDER BY l.number DESC LIMIT 1
) m ON TRUE
LEFT JOIN LATERAL (
    SELECT count(*) FILTER (WHERE i.stance = 'supports') AS supports,
        count(*) FILTER (WHERE i.stance = 'contradicts') AS contradicts, count(*) FILTER (WHERE i.stance = 'context') AS context
    FROM evidence_evidence i WHERE i.claim_id = v.claim_id AND i.withdrawn_at IS NULL
) t ON TRUE
ORDER BY page.moved_at {direction}, page.id {direction}
"""


def branches(person: Person, part: QueuePart) -> dict[State, str]:
    """The conditions of one part of open work by state. Together, these parts contain each open verdict exactly once."""
    is_editor, is_checker = person.is_at_least(Role.EDITOR), person.is_at_least(Role.CHECKER)
    mine: dict[State, str] = {}
    work: dict[State, str] = {}
    rest = dict.fromkeys(QUEUED, _ANY)
    if is_checker:
        # if an editor has opened a correction, the author of the verdict learns of it only from the queue
        mine = {State.RETURNED: _OWN, State.CORRECTING: _OWN}
        work = {State.DRAFT: _OWN}
        rest |= {State.RETURNED: _OF_OTHERS, State.CORRECTING: _OF_OTHERS, State.DRAFT: _OF_OTHERS}
    if is_editor:
        mine[State.SUBMITTED] = _REVIEWABLE
        mine[State.APPROVED] = rest.pop(State.APPROVED)
        rest[State.SUBMITTED] = _NOT_REVIEWABLE
    return {QueuePart.MINE: mine, QueuePart.WORK: work, QueuePart.OTHERS: rest}[part]


class QueueSql(NamedTuple):
    """Some open verdicts in their order: common table expressions and their values. `page` has `id`, `moved_at`, and `state`."""

    common: str
    values: dict[str, Any]
    direction: str

    @property
    def rows(self) -> str:
        """A query for the columns of QueueRow."""
        return _ROWS.format(
            direction=self.direction,
            excerpt=EXCERPT + 1,
            returned=State.RETURNED.value,
            submitted=State.SUBMITTED.value,
            submit=MOVES["submit"].action,
            is_party=is_claimant_party_sql("c.id", "a"),
        )


def listing(person: Person, wanted: dict[State, str], position: Cursor, *, most: int, layer: str = "") -> QueueSql:
    """At most `most` open verdicts after `position`, in its direction. The person must see the newsroom."""
    values = viewer_values(person)
    common, filters, claim = VIEWER, "", ""
    if position.values:
        common += f", {_START}"
        filters += f"AND (v.moved_at, v.id) {'>' if position.upwards else '<'} {_AT_START}"
        values |= zip(("at", "id"), position.values, strict=True)
    if layer:
        claim = "JOIN claims_claim c ON c.id = v.claim_id"
        filters += " AND c.layer = %(layer)s"
        values["layer"] = layer
    direction = "ASC" if position.upwards else "DESC"
    union = _union_of_branches(wanted, claim=claim, filters=filters, direction=direction, most=str(most))
    return QueueSql(f"{common}, {_PAGE.format(branches=union, direction=direction, most=most)}", values, direction)


def viewer_values(person: Person) -> dict[str, Any]:
    """The values of VIEWER."""
    return {"person": person.pk, "today": timezone.localdate()}


def open_of_part(person: Person, part: QueuePart, most: int) -> str:
    """A query for at most `most` open verdicts of a part, for counting. It reads VIEWER."""
    union = _union_of_branches(branches(person, part), claim="", filters="", direction="ASC", most=str(most))
    return f"SELECT id FROM ({union}) AS listed LIMIT {most}"  # noqa: S608  (constants)


def next_after(person: Person, verdict: Verdict) -> int | None:
    """The id of the next verdict in the queue that `person` may decide on, continuing at the beginning after the last one."""
    if not (sees_newsroom(person) and person.is_at_least(Role.EDITOR)):
        return None
    reviewable = {State.SUBMITTED: _REVIEWABLE}
    later = Cursor(ORDER, (verdict.moved_at, verdict.pk), upwards=True, oldest_first=True)
    first = Cursor(ORDER, (), upwards=True, oldest_first=True)
    for position in (later, first):
        listed = listing(person, reviewable, position, most=2)
        with connection.cursor() as cursor:
            cursor.execute(f"WITH {listed.common} SELECT id FROM page ORDER BY moved_at, id", listed.values)  # noqa: S608  (constants)
            found: list[int] = [pk for (pk,) in cursor.fetchall() if pk != verdict.pk]
        if found:
            return found[0]
    return None


def _union_of_branches(wanted: dict[State, str], **parts: str) -> str:
    found = [_BRANCH.format(state=state.value, condition=condition, **parts) for state, condition in wanted.items()]
    return " UNION ALL ".join(found) or _NO_BRANCH
