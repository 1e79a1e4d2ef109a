"""The numbers beside the parts of the queue."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.utils import timezone

from factcheck.accounts.models import Person
from factcheck.desk.queue.addresses import OPEN
from factcheck.desk.queue.published import CHANGED_ITEMS
from factcheck.desk.queue.queries import VIEWER, QueuePart, open_of_part
from factcheck.verdicts.models import Verdict

MOST_COUNTED = 100
"""Counting stops here in parts that can be long, so that the cost does not depend on the number of verdicts."""
_CHANGED = f"{CHANGED_ITEMS} SELECT 1 FROM items"  # noqa: S608  (a constant)
_DUE = f"SELECT 1 FROM verdicts_verdict WHERE state = 'published' AND recheck_on <= %(today)s LIMIT {MOST_COUNTED}"  # noqa: S608


def part_counts(person: Person) -> dict[QueuePart, int]:
    """The number of rows in each part but `REPLIES`, at most MOST_COUNTED where a part can be long. One query.

    Drafts of other people are not counted: nobody has to act on them.
    """
    if Verdict.objects.visible_to(person).query.is_empty():
        return {}
    listed = {part: open_of_part(person, part, MOST_COUNTED) for part in (QueuePart.MINE, QueuePart.WORK)}
    listed |= {QueuePart.CHANGED: _CHANGED, QueuePart.DUE: _DUE, QueuePart.ADDRESSES: OPEN}
    values: dict[str, Any] = {"person": person.pk, "today": timezone.localdate()}
    columns = ", ".join(f"(SELECT count(*) FROM ({rows}) AS listed)" for rows in listed.values())  # noqa: S608  (constants)
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {VIEWER} SELECT {columns}", values)
        return dict(zip(listed, cursor.fetchone(), strict=True))


def count_label(number: int) -> str:
    """The number as it is displayed: nothing for zero, and “99+” where counting stopped."""
    return f"{MOST_COUNTED - 1}+" if number >= MOST_COUNTED else str(number or "")
