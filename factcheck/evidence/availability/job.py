"""The job that checks an address: one attempt, outside of transactions except where it changes rows.

After a crash at any point, the next attempt begins again. Only the newest attempt of a check writes its result.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from factcheck.archive.faults import StoreUnavailable
from factcheck.archive.fetching import Failure, Fetched, FetchFailed, Phase, Progress, fetch, lock_host, retry_delay, user_agent
from factcheck.archive.quota import QuotaExceeded
from factcheck.evidence.availability.actions import Observation, record_result
from factcheck.evidence.availability.comparison import AddressResult, compare_pages
from factcheck.evidence.availability.models import RUNNING, AddressWatch, WatchState
from factcheck.evidence.availability.queries import copy_to_compare
from factcheck.evidence.availability.rules import NOTHING_TO_COMPARE, scheduled_days
from factcheck.evidence.availability.schedule import next_due
from factcheck.evidence.availability.scheduling import enqueue_check
from factcheck.evidence.copies.collecting import read_fetched, store_page
from factcheck.evidence.copies.models import EvidenceCopy
from factcheck.evidence.copies.reading import CannotReadNow
from factcheck.evidence.copies.states import HEARTBEAT, LEASE, MAX_ATTEMPTS, next_delay
from factcheck.evidence.models import Evidence
from factcheck.web.database_errors import StorageFull
from factcheck.web.decisions import permit
from factcheck.web.errors import NotAllowed, Refused

log = logging.getLogger(__name__)

INTERRUPTED = "The last attempts were interrupted. Ask the administrator to check the worker’s log."
NOT_ALLOWED = "The person who asked for this check may not check addresses anymore. Ask for it again."
OVER_QUOTA = "The person who asked for this check has reached the daily limit for files. Ask for it again tomorrow."
STORE_FAILED = "The result could not be stored: {reason}"
_DETAIL = 500


class Attempt(NamedTuple):
    """Identifies an attempt: the item, the number of its check, and the number of the attempt within this check."""

    evidence_id: int
    number: int
    attempt: int


class SupersededCheck(Exception):
    """The check has ended, or a later attempt has begun, so the result of this attempt would be discarded."""


class NotScheduled(Exception):
    """The address must not be checked on a schedule anymore."""


def check_address(evidence_id: int, passed: int = 0) -> None:
    """Make one attempt, unless another one is in progress or the check has ended.

    While another job fetches from the same host, nothing happens, and the job is enqueued again for a later time.
    """
    address = Evidence.objects.values_list("address", flat=True).get(pk=evidence_id)
    with lock_host(address) as is_free:
        if is_free:
            _make_attempt(evidence_id)
        else:
            enqueue_check(evidence_id, at=timezone.now() + retry_delay(passed), passed=passed + 1)


def _make_attempt(evidence_id: int) -> None:
    attempt = _begin(evidence_id)
    if attempt is None:
        return
    try:
        _observe(attempt)
    except SupersededCheck:
        log.info("An attempt to check the address of evidence %s stopped, because its result is not needed", evidence_id)
    except (CannotReadNow, StorageFull, StoreUnavailable) as error:  # these are refusals, too
        problem = error.message if isinstance(error, CannotReadNow) else STORE_FAILED.format(reason=error.message)
        if not _retry(attempt, problem):
            _end(attempt, problem)
    except NotScheduled:
        _end(attempt, "")
    except QuotaExceeded:
        _end(attempt, OVER_QUOTA)
    except NotAllowed:  # its message is written for the person who asked
        _end(attempt, NOT_ALLOWED)
    except Refused as refusal:
        _end(attempt, refusal.message)


def _observe(attempt: Attempt) -> None:
    item = _permitted_item(attempt)
    compared = copy_to_compare(item)
    if compared is None or compared.text is None:
        raise Refused(NOTHING_TO_COMPARE)
    agent, asked_at = user_agent(), timezone.now()
    report = _reporter(attempt)

    def on_progress(progress: Progress) -> None:
        report()
        if progress.phase is Phase.CONNECTING:
            _permitted_item(attempt, address=item.address)

    try:
        with closing(fetch(item.address, user_agent=agent, progress=on_progress)) as fetched:
            report()
            _compare(attempt, item, compared, fetched, agent, report)
    except FetchFailed as failure:
        _fail(attempt, item, compared, asked_at, failure)


def _compare(
    attempt: Attempt, item: Evidence, compared: EvidenceCopy, fetched: Fetched, agent: str, report: Callable[[], None]
) -> None:
    """Record the result of comparing what was fetched with a copy.

    The same bytes are as before, although a newer version of the reader may extract another text from them. They are not read.
    """
    seen = Observation(
        result=AddressResult.AS_BEFORE,
        address=item.address,
        compared=compared,
        checked_at=fetched.final.at,
        status=fetched.final.status,
        sha256=fetched.payload_sha256,
    )
    if fetched.payload_sha256 != compared.capture.sha256:
        seen = _compare_text(seen, item, compared, fetched, agent, report)
    record_result(item_id=item.pk, number=attempt.number, attempt=attempt.attempt, seen=seen)


def _compare_text(
    seen: Observation, item: Evidence, compared: EvidenceCopy, fetched: Fetched, agent: str, report: Callable[[], None]
) -> Observation:
    """The observation with the result of comparing the texts. The page is stored if its text is new."""
    response = read_fetched(fetched)
    read = response.copy
    report()
    before = compared.text.text if compared.text else ""
    result = compare_pages(before, read.text.canonical.text, item.exact) if read.text else AddressResult.REFUSED
    watch = AddressWatch.objects.select_related("newest").get(pk=item.pk)
    is_new = result is not AddressResult.AS_BEFORE and (watch.newest is None or watch.newest.result != result)
    known = EvidenceCopy.objects.filter(evidence=item, item_address=item.address, capture__sha256=fetched.payload_sha256)
    copy = known.order_by("number").first() if is_new else None
    page = None
    if is_new and copy is None:
        person = item.address_watch.requested_by
        page = store_page(fetched, agent, person=person, read=response, report=lambda size: report())
    return replace(seen, result=result, detail=read.problem[:_DETAIL], copy=copy, page=page)


def _fail(attempt: Attempt, item: Evidence, compared: EvidenceCopy, asked_at: datetime, failure: FetchFailed) -> None:
    if failure.may_retry and _retry(attempt, failure.detail, failure.retry_after):
        return
    if failure.failure is Failure.BUSY:
        _end(attempt, failure.detail)
        return
    results = {Failure.GONE: AddressResult.GONE, Failure.NO_ANSWER: AddressResult.NO_ANSWER}
    observation = Observation(
        result=results.get(failure.failure, AddressResult.REFUSED),
        address=item.address,
        compared=compared,
        checked_at=asked_at,
        status=failure.status or None,
        detail=failure.detail[:_DETAIL],
    )
    record_result(item_id=item.pk, number=attempt.number, attempt=attempt.attempt, seen=observation)


def _permitted_item(attempt: Attempt, *, address: str = "") -> Evidence:
    """The item as it is now. Raises NotScheduled, NotAllowed, or Refused if its address must not be requested anymore.

    `address`: the one that the attempt is about to request, if it has begun. After a correction, the attempt is superseded.
    """
    rows = Evidence.objects.select_related("claim__verdict", "address_watch__requested_by").defer("claim__words")
    item = rows.get(pk=attempt.evidence_id)
    if address and item.address != address:
        raise SupersededCheck
    if item.address_watch.requested_by:
        permit(item.address_watch.requested_by, "evidence.check_address", item)
    elif not scheduled_days(item):
        raise NotScheduled
    return item


def _begin(evidence_id: int) -> Attempt | None:
    """Begin an attempt; None if no check is in progress, it is not due, or an attempt is being made."""
    now = timezone.now()
    is_due = Q(state=WatchState.WAITING, next_attempt_at__lte=now) | Q(state=WatchState.CHECKING, updated_at__lt=now - LEASE)
    due = AddressWatch.objects.filter(is_due, evidence=evidence_id)
    if interrupted := due.filter(attempts__gte=MAX_ATTEMPTS).first():
        _end(Attempt(evidence_id, interrupted.number, interrupted.attempts), INTERRUPTED)
        return None
    if not due.update(state=WatchState.CHECKING, attempts=F("attempts") + 1, updated_at=now, next_attempt_at=None):
        return None
    watch = AddressWatch.objects.get(pk=evidence_id)
    return Attempt(evidence_id, watch.number, watch.attempts)


def _reporter(attempt: Attempt) -> Callable[[], None]:
    """A function that renews the lease, at most once per HEARTBEAT. It raises SupersededCheck."""
    last = time.monotonic()

    def report() -> None:
        nonlocal last
        if time.monotonic() - last < HEARTBEAT.total_seconds():
            return
        last = time.monotonic()
        if not _of(attempt).update(updated_at=timezone.now()):
            raise SupersededCheck

    return report


def _retry(attempt: Attempt, detail: str, retry_after: float | None = None) -> bool:
    """Wait for the next attempt. After the last one, change nothing and return False."""
    delay = next_delay(attempt.attempt, retry_after)
    if delay is None:
        return False
    at = timezone.now() + delay
    if _of(attempt).update(state=WatchState.WAITING, detail=detail[:_DETAIL], next_attempt_at=at, updated_at=timezone.now()):
        enqueue_check(attempt.evidence_id, at=at)
    return True


def _end(attempt: Attempt, detail: str) -> None:
    """End the check without a result. It is due again after the interval, if the item has one."""
    log.info("A check of the address of evidence %s ended without a result", attempt.evidence_id)
    item = Evidence.objects.select_related("claim__verdict").defer("claim__words").get(pk=attempt.evidence_id)
    days, now = scheduled_days(item), timezone.now()
    _of(attempt).update(
        state=WatchState.IDLE,
        detail=detail[:_DETAIL],
        due_at=next_due(now, days) if days else None,
        next_attempt_at=None,
        updated_at=now,
        requested_by=None,
    )


def _of(attempt: Attempt) -> QuerySet[AddressWatch]:
    """The schedule of the item, unless the check has ended or a later attempt has begun."""
    rows = AddressWatch.objects.filter(evidence=attempt.evidence_id, state__in=RUNNING)
    return rows.filter(number=attempt.number, attempts=attempt.attempt)
