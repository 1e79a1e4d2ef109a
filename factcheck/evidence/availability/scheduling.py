"""Selects the addresses to check: which items have a schedule, and which checks begin now."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from factcheck.archive.fetching import PAGES_QUEUE
from factcheck.evidence.availability.models import AddressWatch, WatchState
from factcheck.evidence.availability.schedule import BATCH, JITTER, start_in_batch
from factcheck.evidence.copies.states import LEASE

CHECK_TASK = "check_address"
PRIORITY = -20
"""Below that of all other jobs, also of requests for copies."""

# The conditions are those of `rules.scheduled_days`; a check compares them again before it requests anything. An item whose
# time is too far away was scheduled with a longer interval, or while the clock was wrong.
_ENROLL = """
WITH scheduled AS (
    SELECT e.id, coalesce(
        (SELECT i.days FROM evidence_addressinterval i WHERE i.evidence_id = e.id AND i.id = (
            SELECT max(m.id) FROM evidence_addressinterval m WHERE m.evidence_id = e.id)),
        n.check_days, 0) AS days
    FROM newsroom_newsroom n CROSS JOIN evidence_evidence e
    JOIN claims_claim c ON c.id = e.claim_id AND c.closed_at IS NULL
    JOIN verdicts_verdict v ON v.claim_id = c.id AND v.state <> 'retracted'
    WHERE n.page_fetching <> 'never' AND e.address <> '' AND e.fetching <> 'never' AND e.withdrawn_at IS NULL
    AND NOT e.is_hidden
)
INSERT INTO evidence_addresswatch (evidence_id, state, number, attempts, due_at, updated_at, detail, is_open)
SELECT s.id, 'idle', 0, 0, %(now)s + s.days * random() * interval '1 day', %(now)s, '', FALSE
FROM scheduled s LEFT JOIN evidence_addresswatch w ON w.evidence_id = s.id
WHERE s.days > 0 AND (w.evidence_id IS NULL OR w.state = 'idle'
    AND (w.due_at IS NULL OR w.due_at > %(now)s + s.days * %(latest)s * interval '1 day'))
AND EXISTS (
    SELECT 1 FROM evidence_evidencecopy k JOIN evidence_evidence e ON e.id = k.evidence_id
    WHERE k.evidence_id = s.id AND k.item_address = e.address AND k.text_id IS NOT NULL AND k.created_by_id IS NOT NULL)
ON CONFLICT (evidence_id) DO UPDATE SET due_at = excluded.due_at WHERE evidence_addresswatch.state = 'idle'
"""
_TAKE_DUE = """
UPDATE evidence_addresswatch SET state = 'waiting', number = number + 1, attempts = 0, due_at = NULL, next_attempt_at = %(now)s,
    updated_at = %(now)s, detail = '', requested_by_id = NULL
WHERE evidence_id = ANY(ARRAY(
    SELECT evidence_id FROM evidence_addresswatch WHERE state = 'idle' AND due_at IS NOT NULL AND due_at <= %(now)s
    ORDER BY due_at LIMIT %(most)s FOR UPDATE SKIP LOCKED))
RETURNING evidence_id
"""
# An array is computed once. A plan could execute a subquery after IN several times, and find other rows each time.


def enroll_items(now: datetime | None = None) -> int:
    """Give each item that is checked on a schedule the time of its next check, at random within its interval.

    Returns how many items got one. One query, which reads all items.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ENROLL, {"now": now or timezone.now(), "latest": 1 + JITTER})
        return int(cursor.rowcount)


def begin_due_checks(now: datetime | None = None) -> list[int]:
    """Begin the checks that are due, at most BATCH, and enqueue their jobs. Returns the ids of the items.

    Two workers never begin the same check: each locks its rows, and skips those of the other.
    """
    now = now or timezone.now()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_TAKE_DUE, {"now": now, "most": BATCH})
            items = sorted(pk for (pk,) in cursor.fetchall())
        for pk in items:
            enqueue_check(pk, at=start_in_batch(now))
    return items


def resume_checks() -> None:
    """Enqueue the checks whose attempt was interrupted, or whose job was lost."""
    before = timezone.now() - LEASE
    waiting = AddressWatch.objects.filter(state=WatchState.WAITING, next_attempt_at__lt=before)
    checking = AddressWatch.objects.filter(state=WatchState.CHECKING, updated_at__lt=before)
    for evidence_id in (waiting | checking).order_by("evidence").values_list("evidence", flat=True):
        enqueue_check(evidence_id)


def enqueue_check(evidence_id: int, *, at: datetime | None = None, passed: int = 0) -> None:
    """Enqueue the job of a check in the transaction of the caller, to run at once or at the time `at`.

    `passed`: how many times the job found the lock of its host taken.
    """
    lock = f"{CHECK_TASK}:{evidence_id}"
    task = app.configure_task(CHECK_TASK, queueing_lock=lock, queue=PAGES_QUEUE, schedule_at=at, priority=PRIORITY)
    try:
        with transaction.atomic():  # a savepoint: the failed statement must not end the transaction
            task.defer(evidence_id=evidence_id, **({"passed": passed} if passed else {}))
    except AlreadyEnqueued:
        pass
