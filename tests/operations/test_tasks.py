"""The periodic tasks, executed by a real worker."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from factcheck.accounts.actions import add_person
from factcheck.accounts.models import Role, StaffSession
from factcheck.operations.tasks import clear_expired_sessions, clear_receipts, retry_stalled_jobs
from factcheck.web.models import Receipt
from tests.sql import as_owner

pytestmark = pytest.mark.django_db(transaction=True)


def run_worker() -> None:
    """Run the real worker until the queue is empty.

    It runs in a separate thread, because the browser driver may have an event loop in this one.
    """
    with ThreadPoolExecutor(1) as thread:
        thread.submit(call_command, "worker", "--once").result()


def test_only_expired_sessions_are_deleted() -> None:
    now = datetime.now(UTC)
    for key, days in (("old", -1), ("new", 1)):
        StaffSession.objects.create(
            session_key=key, session_data="", started_at=now, seen_at=now, expire_date=now + timedelta(days=days)
        )
    clear_expired_sessions.defer(timestamp=0)
    run_worker()
    assert [session.session_key for session in StaffSession.objects.all()] == ["new"]
    assert not ProcrastinateJob.objects.filter(task_name__contains="sessions").exists()


def test_old_receipts_are_deleted() -> None:
    person = add_person(by=None, email="checker@example.org", name="A Checker", role=Role.CHECKER)
    for days in (1, 8):
        receipt = Receipt.objects.create(person=person, token=uuid4(), kind=f"{days} days old")
        with as_owner():
            Receipt.objects.filter(pk=receipt.pk).update(at=datetime.now(UTC) - timedelta(days=days))
    clear_receipts.defer(timestamp=0)
    run_worker()
    assert [receipt.kind for receipt in Receipt.objects.all()] == ["1 days old"]


def test_stalled_job_is_removed_if_a_job_with_its_lock_is_queued() -> None:
    """This happens at the minute at which the periodic task is due."""
    task = clear_expired_sessions.configure(queueing_lock="clear_expired_sessions")
    stalled = task.defer(timestamp=0)
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set status = 'doing', worker_id = null where id = %s", [stalled])
    retry_stalled_jobs.defer(timestamp=0)
    queued = task.defer(timestamp=1)
    run_worker()
    run_worker()
    assert not ProcrastinateJob.objects.filter(pk__in=[stalled, queued]).exists()


def test_job_of_a_killed_worker_is_retried() -> None:
    job = clear_expired_sessions.configure(queueing_lock="clear_expired_sessions").defer(timestamp=0)
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set status = 'doing', worker_id = null where id = %s", [job])
    retry_stalled_jobs.defer(timestamp=0)
    run_worker()
    run_worker()
    assert not ProcrastinateJob.objects.filter(pk=job).exists()
