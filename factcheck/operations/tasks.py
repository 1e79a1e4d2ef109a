"""Periodic work that keeps an installation in order. Every task may run twice without harm."""

from datetime import UTC, datetime, timedelta

from django.core.management import call_command
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

from factcheck.web.models import Receipt

RECEIPT_RETENTION = timedelta(days=7)


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="retry_stalled_jobs")
async def retry_stalled_jobs(timestamp: int) -> None:
    """Retry the jobs of a worker that was killed.

    Only a job with a queueing lock is retried: the lock says that a second run does no harm. Where a job with the same lock is
    queued already, that one does the work, and the stalled job is removed.
    """
    for job in await app.job_manager.get_stalled_jobs():
        if job.queueing_lock is None:
            continue
        try:
            await app.job_manager.retry_job(job)
        except UniqueViolation:
            await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=True)


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="clear_expired_sessions")
def clear_expired_sessions(timestamp: int) -> None:
    """Remove sessions that nobody can use any more."""
    call_command("clearsessions")


@app.periodic(cron="27 3 * * *")
@app.task(queueing_lock="clear_receipts")
def clear_receipts(timestamp: int) -> None:
    """Remove receipts of forms so old that no browser sends them a second time."""
    Receipt.objects.filter(at__lt=datetime.now(UTC) - RECEIPT_RETENTION).delete()
