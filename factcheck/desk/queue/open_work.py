"""A page of open verdicts and the numbers of all parts of the queue, in one statement.

The statement returns the order of the verdicts and a digest of their rows. The rows themselves are read only if the markup of the
list is not kept (`web.database.row_digests`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection

from factcheck.accounts.models import Person
from factcheck.accounts.visibility import sees_newsroom
from factcheck.desk.queue.counts import count_columns, named_counts
from factcheck.desk.queue.queries import ORDER, SIZE, QueueFilters, QueuePart, QueueRow, branches, listing
from factcheck.verdicts.models import Verdict
from factcheck.verdicts.states import State
from factcheck.web.database.row_digests import KnownRows
from factcheck.web.database.statement_rows import StatementRows
from factcheck.web.pagination import Cursor, KeysetPage, read_cursor

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Numbers, because reading an array of times takes Django longer than all else.
_LISTED = """
SELECT array_agg(id ORDER BY moved_at {direction}, id {direction}) AS ids,
    array_agg((extract(epoch FROM moved_at) * 1000000)::bigint ORDER BY moved_at {direction}, id {direction}) AS moved_at,
    array_agg(id) FILTER (WHERE state = '{approved}') AS approved
FROM page
"""


@dataclass(frozen=True, slots=True)
class ListedVerdict:
    """An open verdict in the order of the queue, since when it has its state, and whether this is “approved.”"""

    id: int
    moved_at: datetime
    is_approved: bool


@dataclass(frozen=True)
class WorkPage:
    """`page` has ListedVerdicts, `counts` the numbers of all parts. `rows` reads the QueueRows, whose digest is in `known`."""

    page: KeysetPage
    counts: dict[QueuePart, int]
    rows: StatementRows[QueueRow]
    known: KnownRows
    position: Cursor

    def shown_rows(self) -> list[QueueRow]:
        """The rows of the page, in the order of the page. One query."""
        return self.position.page(self.rows(), SIZE).items


def open_work(person: Person, part: QueuePart, filters: QueueFilters, cursor: str = "") -> WorkPage:
    """One page of a part, the longest wait first. One query."""
    position = read_cursor(Verdict, cursor, order=ORDER, oldest_first=True)
    sees = sees_newsroom(person)
    wanted = {state: sql for state, sql in branches(person, part).items() if sees and filters.state in ("", state)}
    listed = listing(person, wanted, position, most=SIZE + 1, layer=filters.layer)
    rows = StatementRows("the queue", listed.common, listed.rows, listed.values, QueueRow)
    order = _LISTED.format(direction=listed.direction, approved=State.APPROVED.value)
    with connection.cursor() as db:
        db.execute(
            f"WITH {listed.common} SELECT {rows.digest}, listed.*, {count_columns(person)} FROM ({order}) AS listed",  # noqa: S608  (constants)
            listed.values,
        )
        digest, ids, times, approved, *counts = db.fetchone()
    verdicts = _listed(ids or (), times or (), frozenset(approved or ()))
    known = KnownRows((), {rows: bytes(digest) if digest else None})
    return WorkPage(position.page(verdicts, SIZE), named_counts(counts) if sees else {}, rows, known, position)


def _listed(ids: Any, times: Any, approved: frozenset[int]) -> list[ListedVerdict]:
    return [ListedVerdict(pk, _EPOCH + timedelta(microseconds=time), pk in approved) for pk, time in zip(ids, times, strict=True)]
