"""The job that fetches a page: one attempt, outside of transactions except where it changes rows.

After a crash at any point, the next attempt begins again. Bytes that an interrupted attempt stored are harmless, because the
store is content-addressed, and only the last attempt of a request adds rows.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from factcheck.archive.faults import StoreUnavailable
from factcheck.archive.fetching import Failure, FetchFailed, lock_host, retry_delay
from factcheck.archive.quota import QuotaExceeded
from factcheck.evidence.copies.actions import ADDRESS_CHANGED, add_fetched_copy, enqueue_copy
from factcheck.evidence.copies.collecting import collect
from factcheck.evidence.copies.models import CopyProgress, CopyRequest
from factcheck.evidence.copies.reading import CannotReadNow
from factcheck.evidence.copies.states import HEARTBEAT, LEASE, MAX_ATTEMPTS, OPEN_STATES, RequestState, next_delay
from factcheck.web.database_errors import StorageFull
from factcheck.web.decisions import permit
from factcheck.web.errors import NotAllowed, Refused

log = logging.getLogger(__name__)

INTERRUPTED = "The last attempts were interrupted. Ask the administrator to check the worker’s log, then try again."
NOT_ALLOWED = "The person who asked for this copy may not preserve pages anymore. Ask for it again."
OVER_QUOTA = "The person who asked for this copy has reached the daily limit for files. Ask for it again tomorrow."
STORE_FAILED = "The copy could not be stored: {reason}"


class Superseded(Exception):
    """The request has ended, or a later attempt has begun, so the result of this attempt would be discarded."""


def preserve_page(request_id: int, passed: int = 0) -> None:
    """Make one attempt, unless another one is in progress or the request has ended.

    While another job fetches from the same host, nothing happens, and the job is enqueued again for a later time.
    """
    address = CopyRequest.objects.values_list("address", flat=True).get(pk=request_id)
    with lock_host(address) as is_free:
        if is_free:
            _attempt(request_id)
        else:
            enqueue_copy(request_id, at=timezone.now() + retry_delay(passed), passed=passed + 1)


def _attempt(request_id: int) -> None:
    attempt = _begin(request_id)
    if attempt is None:
        return
    try:
        request = _permitted_request(request_id)
        page = collect(
            request.address,
            person=request.created_by,
            report=_reporter(request_id, attempt),
            require_permission=lambda: _permitted_request(request_id),
        )
        add_fetched_copy(request=request, attempt=attempt, page=page)
    except Superseded:
        log.info("Attempt %s of request %s for a copy stopped, because its result is not needed", attempt, request_id)
    except FetchFailed as failure:
        _fail(request_id, attempt, failure)
    except (StorageFull, StoreUnavailable) as error:
        _retry(request_id, attempt, STORE_FAILED.format(reason=error.message), None, RequestState.FAILED)
    except CannotReadNow as error:
        _retry(request_id, attempt, error.message, None, RequestState.FAILED)
    except QuotaExceeded:
        _end(request_id, attempt, RequestState.FAILED, OVER_QUOTA)
    except NotAllowed:  # its message is written for the person who asked
        _end(request_id, attempt, RequestState.FAILED, NOT_ALLOWED)
    except Refused as refusal:
        _end(request_id, attempt, RequestState.FAILED, refusal.message)


def resume_copies() -> None:
    """Enqueue the requests whose attempt was interrupted, or whose job was lost."""
    before = timezone.now() - LEASE
    is_due = Q(state=RequestState.WAITING, next_attempt_at__lt=before) | Q(state=RequestState.FETCHING, updated_at__lt=before)
    for request_id in CopyProgress.objects.filter(is_due).order_by("request").values_list("request", flat=True):
        enqueue_copy(request_id)


def _permitted_request(request_id: int) -> CopyRequest:
    """The request with its item, as they are now. Raises NotAllowed or Refused if the page must not be fetched anymore."""
    request = CopyRequest.objects.select_related("evidence__claim", "created_by").get(pk=request_id)
    permit(request.created_by, "evidence.preserve", request.evidence)
    if request.evidence.address != request.address:
        raise Refused(ADDRESS_CHANGED)
    return request


def _begin(request_id: int) -> int | None:
    """Begin an attempt and return its number; None if the request has ended, is not due, or has an attempt in progress."""
    now = timezone.now()
    is_due = Q(state=RequestState.WAITING, next_attempt_at__lte=now) | Q(state=RequestState.FETCHING, updated_at__lt=now - LEASE)
    if CopyProgress.objects.filter(is_due, request=request_id, attempts__gte=MAX_ATTEMPTS).exists():
        _end(request_id, MAX_ATTEMPTS, RequestState.FAILED, INTERRUPTED)  # each attempt was interrupted
    begun = CopyProgress.objects.filter(is_due, request=request_id).update(
        state=RequestState.FETCHING, attempts=F("attempts") + 1, received=0, updated_at=now, next_attempt_at=None
    )
    return CopyProgress.objects.values_list("attempts", flat=True).get(request=request_id) if begun else None


def _reporter(request_id: int, attempt: int) -> Callable[[int], None]:
    """A function that stores the number of received bytes, at most once per HEARTBEAT. It raises Superseded."""
    last = time.monotonic()

    def report(received: int) -> None:
        nonlocal last
        if time.monotonic() - last < HEARTBEAT.total_seconds():
            return
        last = time.monotonic()
        if not _of(request_id, attempt).update(received=received, updated_at=timezone.now()):
            raise Superseded

    return report


def _fail(request_id: int, attempt: int, failure: FetchFailed) -> None:
    if failure.may_retry:
        final = RequestState.FAILED if failure.failure is Failure.BUSY else RequestState.NO_ANSWER
        _retry(request_id, attempt, failure.detail, failure.retry_after, final)
    else:
        _end(request_id, attempt, RequestState.GONE if failure.is_gone else RequestState.FAILED, failure.detail)


def _retry(request_id: int, attempt: int, detail: str, retry_after: float | None, final: RequestState) -> None:
    """Wait for the next attempt, or end the request in the state `final` after the last one."""
    delay = next_delay(attempt, retry_after)
    if delay is None:
        _end(request_id, attempt, final, detail)
        return
    at = timezone.now() + delay
    if _of(request_id, attempt).update(
        state=RequestState.WAITING, detail=detail[:500], next_attempt_at=at, updated_at=timezone.now()
    ):
        enqueue_copy(request_id, at=at)


def _end(request_id: int, attempt: int, state: RequestState, detail: str) -> None:
    log.info("Request %s for a copy ended after %s attempts: %s", request_id, attempt, state.value)
    _of(request_id, attempt).update(state=state, detail=detail[:500], next_attempt_at=None, updated_at=timezone.now())


def _of(request_id: int, attempt: int) -> QuerySet[CopyProgress]:
    """The progress of the request, unless it has ended or a later attempt has begun."""
    return CopyProgress.objects.filter(request=request_id, attempts=attempt, state__in=OPEN_STATES)
