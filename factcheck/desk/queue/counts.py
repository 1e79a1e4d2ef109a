"""The numbers beside the parts of the queue."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from factcheck.accounts.models import Person
from factcheck.accounts.visibility import sees_newsroom
from factcheck.desk.queue.addresses import OPEN
from factcheck.desk.queue.published import CHANGED_ITEMS
from factcheck.desk.queue.queries import VIEWER, QueuePart, open_of_part, viewer_values
from factcheck.desk.replies.queries import OVERDUE

MOST_COUNTED = 100
"""Counting stops here in parts that can be long, so that the cost does not depend on the number of verdicts."""
COUNTED = (QueuePart.MINE, QueuePart.WORK, QueuePart.CHANGED, QueuePart.DUE, QueuePart.ADDRESSES, QueuePart.REPLIES)
"""Drafts of other people are not counted: nobody has to act on them."""
_CHANGED = f"{CHANGED_ITEMS} SELECT 1 FROM items"  # noqa: S608  (a constant)
_DUE = f"""
    SELECT 1 FROM verdicts_verdict WHERE state = 'published' AND recheck_on <= (SELECT today FROM viewer) LIMIT {MOST_COUNTED}
"""  # noqa: S608  (a constant)


def count_columns(person: Person) -> str:
    """SQL for the number of rows in each of COUNTED, at most MOST_COUNTED where a part can be long. It reads VIEWER."""
    mine, work = (open_of_part(person, part, MOST_COUNTED) for part in (QueuePart.MINE, QueuePart.WORK))
    overdue = OVERDUE.with_expressions("(SELECT id FROM viewer)", "(SELECT today FROM viewer)")
    listed = (mine, work, _CHANGED, _DUE, OPEN, overdue)
    return ", ".join(f"(SELECT count(*) FROM ({rows}) AS listed)" for rows in listed)  # noqa: S608  (constants)


def named_counts(row: Sequence[int]) -> dict[QueuePart, int]:
    """The values of `count_columns` by part."""
    return dict(zip(COUNTED, row, strict=True))


def part_counts(person: Person) -> dict[QueuePart, int]:
    """The number of rows in each of COUNTED. One query."""
    if not sees_newsroom(person):
        return {}
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {VIEWER} SELECT {count_columns(person)}", viewer_values(person))
        return named_counts(cursor.fetchone())


def count_label(number: int) -> str:
    """The number as it is displayed: nothing for zero, and “99+” where counting stopped."""
    return f"{MOST_COUNTED - 1}+" if number >= MOST_COUNTED else str(number or "")
