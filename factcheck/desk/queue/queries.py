"""What waits for a person, what they work on, what waits for others. Each open verdict stands in exactly one of the three.

Each part is a union of conditions that one index reads in order (`verdict_queue`, `verdict_queue_of_author`), so that a page
costs the same with a hundred verdicts and with a hundred thousand. It is written in SQL: composing it anew for each request
took twice as long as the database takes to answer it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import connection

from factcheck.accounts.models import Person, Role
from factcheck.verdicts.models import Verdict
from factcheck.verdicts.workflow import State
from factcheck.web.pagination import Cursor, KeysetPage, read_cursor

ORDER = ("moved_at", "id")
SIZE = 50
OPEN = (State.SUBMITTED, State.APPROVED, State.RETURNED, State.CORRECTING, State.DRAFT)
"""States in which somebody still has to do something."""


class QueuePart(StrEnum):
    MINE = "mine"
    WORK = "work"
    OTHERS = "others"

    @property
    def label(self) -> str:
        return {"mine": "Waits for me", "work": "I work on", "others": "Waits for others"}[self]


@dataclass(frozen=True, slots=True)
class QueueFilters:
    """Empty where everything is wanted."""

    state: str = ""
    layer: str = ""


@dataclass(frozen=True, slots=True)
class QueueRow:
    """An open verdict with its claim, as the queue shows it."""

    id: int
    state: str
    moved_at: datetime
    author_id: int
    author: str
    claim_id: int
    statement: str
    layer: str
    claimant: str


# Conditions on a verdict `v` for the person that looks; each stands beside its state, so that one index reads the arm in order.
_ANY = "TRUE"
_OWN = "v.author_id = %(person)s"
_OF_OTHERS = "v.author_id <> %(person)s"
_CONTRIBUTED = "EXISTS (SELECT 1 FROM claims_contribution k WHERE k.claim_id = v.claim_id AND k.person_id = %(person)s)"
_REVIEWABLE = f"{_OF_OTHERS} AND NOT {_CONTRIBUTED}"
_NOT_REVIEWABLE = f"({_OWN} OR {_CONTRIBUTED})"

_ARM = """(
    SELECT v.id, v.moved_at FROM verdicts_verdict v {claim}
    WHERE v.state = '{state}' AND {condition} {narrow} ORDER BY v.moved_at {way}, v.id {way} LIMIT %(most)s
)"""
_ROWS = """
SELECT v.id, v.state, v.moved_at, v.author_id, p.name, v.claim_id, c.statement, c.layer, a.name
FROM (SELECT id, moved_at FROM ({arms}) AS arms ORDER BY moved_at {way}, id {way} LIMIT %(most)s) AS found
JOIN verdicts_verdict v ON v.id = found.id
JOIN claims_claim c ON c.id = v.claim_id
JOIN claims_actor a ON a.id = c.claimant_id
JOIN accounts_person p ON p.id = v.author_id
ORDER BY found.moved_at {way}, found.id {way}
"""


def branches(person: Person, part: QueuePart) -> dict[State, str]:
    """The conditions of one part, each with the state that it takes; together the parts hold each open verdict once."""
    is_editor, is_checker = person.is_at_least(Role.EDITOR), person.is_at_least(Role.CHECKER)
    mine: dict[State, str] = {}
    work: dict[State, str] = {}
    rest = dict.fromkeys(OPEN, _ANY)
    if is_checker:
        # a correction may have been opened by an editor: then only the queue tells its author
        mine = {State.RETURNED: _OWN, State.CORRECTING: _OWN}
        work = {State.DRAFT: _OWN}
        rest |= {State.RETURNED: _OF_OTHERS, State.CORRECTING: _OF_OTHERS, State.DRAFT: _OF_OTHERS}
    if is_editor:
        mine[State.SUBMITTED] = _REVIEWABLE
        mine[State.APPROVED] = rest.pop(State.APPROVED)
        rest[State.SUBMITTED] = _NOT_REVIEWABLE
    return {QueuePart.MINE: mine, QueuePart.WORK: work, QueuePart.OTHERS: rest}[part]


def page_of(person: Person, part: QueuePart, filters: QueueFilters, cursor: str = "") -> KeysetPage:
    """One page of Rows, what waits longest first. One query."""
    place = read_cursor(Verdict, cursor, order=ORDER, oldest_first=True)
    wanted = {state: arm for state, arm in branches(person, part).items() if filters.state in ("", state)}
    return place.page(_rows(person, wanted, place, layer=filters.layer, most=SIZE + 1), SIZE)


def next_after(person: Person, verdict: Verdict) -> int | None:
    """The next verdict (its id) that `person` may decide on, after this one in the queue, else from its beginning."""
    if not person.is_at_least(Role.EDITOR):
        return None
    reviewable = {State.SUBMITTED: _REVIEWABLE}
    later = Cursor(ORDER, (verdict.moved_at, verdict.pk), upwards=True, oldest_first=True)
    first = Cursor(ORDER, (), upwards=True, oldest_first=True)
    for place in (later, first):
        for row in _rows(person, reviewable, place, most=2):
            if row.id != verdict.pk:
                return row.id
    return None


def _rows(person: Person, wanted: dict[State, str], place: Cursor, *, most: int, layer: str = "") -> Sequence[QueueRow]:
    """At most so many rows beyond `place`, in its direction."""
    if not wanted or Verdict.objects.visible_to(person).query.is_empty():
        return []
    values: dict[str, Any] = {"person": person.pk, "most": most, "layer": layer}
    narrow, claim = "", ""
    if place.values:
        narrow += f"AND (v.moved_at, v.id) {'>' if place.upwards else '<'} (%(at)s, %(id)s)"
        values |= zip(("at", "id"), place.values, strict=True)
    if layer:
        claim = "JOIN claims_claim c ON c.id = v.claim_id"
        narrow += " AND c.layer = %(layer)s"
    way = "ASC" if place.upwards else "DESC"
    with connection.cursor() as cursor:
        cursor.execute(_ROWS.format(arms=_union(wanted, claim=claim, narrow=narrow, way=way), way=way), values)
        return [QueueRow(*found) for found in cursor]


def _union(wanted: dict[State, str], **same: str) -> str:
    return " UNION ALL ".join(_ARM.format(state=state.value, condition=condition, **same) for state, condition in wanted.items())
