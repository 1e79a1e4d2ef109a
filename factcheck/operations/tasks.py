"""Periodic maintenance tasks, and the jobs that actions enqueue. Running a task twice has no additional effect."""

from datetime import UTC, datetime, timedelta

from django.core.management import call_command
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

from factcheck.accounts import notices
from factcheck.accounts.notices import NOTICE_TASK, RESET_TASK
from factcheck.accounts.security_log import delete_old_events
from factcheck.archive.fetching import PAGES_QUEUE
from factcheck.archive.quota import remove_former_days
from factcheck.archive.temporary import remove_abandoned_uploads
from factcheck.claims.placing import RevisionComparisons
from factcheck.evidence.availability import job as checking
from factcheck.evidence.availability import scheduling
from factcheck.evidence.availability.scheduling import CHECK_TASK
from factcheck.evidence.copies import job as copying
from factcheck.evidence.copies.actions import COPY_TASK
from factcheck.evidence.copies.pictures import PICTURE_TASK, make_picture
from factcheck.evidence.revisions import PLACEMENT_TASK, articles_being_placed, enqueue_placement, place_batch
from factcheck.operations.head_mail import mail_head
from factcheck.publishing.heads import sign_head
from factcheck.publishing.sharing.images import DRAW_TASK, draw_image, draw_outdated
from factcheck.publishing.stamping import stamp_new_heads
from factcheck.web.models import Receipt

RECEIPT_RETENTION = timedelta(days=7)
MAIL_RETRIES = RetryStrategy(max_attempts=7, exponential_wait=5)
"""Mail is tried again after 5 seconds, 25 seconds, 2 minutes, 10 minutes, 52 minutes, and 4 hours."""


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="retry_stalled_jobs")
async def retry_stalled_jobs(timestamp: int) -> None:
    """Retry the jobs of workers that were killed.

    Only jobs with a queueing lock are retried, because these are safe to repeat. If a job with the same lock is already queued,
    the stalled job is removed.
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
    """Delete expired sessions."""
    call_command("clearsessions")


@app.periodic(cron="27 3 * * *")
@app.task(queueing_lock="clear_receipts")
def clear_receipts(timestamp: int) -> None:
    """Delete receipts of requests that are too old to be repeated."""
    Receipt.objects.filter(at__lt=datetime.now(UTC) - RECEIPT_RETENTION).delete()


@app.periodic(cron="37 3 * * *")
@app.task(queueing_lock="clear_security_events")
def clear_security_events(timestamp: int) -> None:
    """Delete security events that are older than FACTCHECK_SECURITY_LOG_DAYS."""
    delete_old_events()


@app.periodic(cron="7 1 * * *")
@app.task(queueing_lock="sign_ledger_head", retry=MAIL_RETRIES)
def sign_ledger_head(timestamp: int) -> None:
    """Sign the head of the ledger, and mail it to the configured addresses."""
    mail_head(sign_head())


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="stamp_heads", queue=PAGES_QUEUE)
def stamp_heads(timestamp: int) -> None:
    """Request time stamps for new signed heads, if an authority is set."""
    stamp_new_heads()


@app.periodic(cron="37 3 * * *")
@app.task(queueing_lock="clear_upload_remains")
def clear_upload_remains(timestamp: int) -> None:
    """Delete the upload volumes of former days, and the temporary files of processes that were killed."""
    remove_former_days()
    remove_abandoned_uploads()


@app.task(name=NOTICE_TASK, retry=MAIL_RETRIES)
def send_notice(event_id: int, person_id: int) -> None:
    """Mail a notice about a security event. If the mail server accepted it, but the worker was killed, it is sent again."""
    notices.send_notice(event_id, person_id)


@app.task(name=RESET_TASK, retry=MAIL_RETRIES)
def send_reset_link(person_id: int, base: str) -> None:
    """Mail a link for a new password."""
    notices.send_reset_link(person_id, base)


@app.task(name=PLACEMENT_TASK)
def place_quotes(article_id: int) -> None:
    """Place the mentions and passages of an article that are *being placed*, in batches of one transaction each."""
    cache: dict[int, RevisionComparisons] = {}
    while place_batch(article_id, cache):
        pass


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="resume_placement")
def resume_placement(timestamp: int) -> None:
    """Enqueue the placement of mentions and passages that are still *being placed*, for example after a job failed."""
    for article_id in articles_being_placed():
        enqueue_placement(article_id)


@app.task(name=COPY_TASK)
def preserve_page(request_id: int, passed: int = 0) -> None:
    """Make one attempt to fetch the page that a request for a copy names."""
    copying.preserve_page(request_id, passed)


@app.task(name=PICTURE_TASK)
def render_picture(copy_id: int, person_id: int) -> None:
    """Render a copy as a picture."""
    make_picture(copy_id, person_id)


@app.periodic(cron="*/2 * * * *")
@app.task(queueing_lock="resume_copies")
def resume_copies(timestamp: int) -> None:
    """Enqueue the requests for copies whose attempt was interrupted."""
    copying.resume_copies()


@app.task(name=CHECK_TASK)
def check_address(evidence_id: int, passed: int = 0) -> None:
    """Make one attempt to check the address of an item again."""
    checking.check_address(evidence_id, passed)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="begin_due_checks")
def begin_due_checks(timestamp: int) -> None:
    """Begin the checks of addresses that are due, a few at a time."""
    scheduling.begin_due_checks()


@app.periodic(cron="*/15 * * * *")
@app.task(queueing_lock="enroll_items")
def enroll_items(timestamp: int) -> None:
    """Give each item whose address is checked on a schedule the time of its next check."""
    scheduling.enroll_items()


@app.task(name=DRAW_TASK, retry=RetryStrategy(max_attempts=5, exponential_wait=5))
def draw_share_image(publication_id: int) -> None:
    """Draw the share image of a publication."""
    draw_image(publication_id)


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="draw_missing_images")
def draw_missing_images(timestamp: int) -> None:
    """Draw the share images that are missing, or that have other colors than the newsroom, a part of them at once."""
    draw_outdated()


@app.periodic(cron="*/2 * * * *")
@app.task(queueing_lock="resume_checks")
def resume_checks(timestamp: int) -> None:
    """Enqueue the checks of addresses whose attempt was interrupted."""
    scheduling.resume_checks()
