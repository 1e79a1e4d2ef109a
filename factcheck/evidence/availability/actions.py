"""Actions on checks of addresses: requesting one, recording its result, setting the interval, and answering a result."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from factcheck.accounts.models import Person
from factcheck.evidence.availability.comparison import AddressResult
from factcheck.evidence.availability.fields import REASON_REQUIRED, STATEMENT
from factcheck.evidence.availability.models import AddressCheck, AddressInterval, AddressStatement, AddressWatch, WatchState
from factcheck.evidence.availability.rules import item_days, scheduled_days
from factcheck.evidence.availability.schedule import MAX_DAYS, next_due
from factcheck.evidence.availability.scheduling import enqueue_check
from factcheck.evidence.copies.actions import CollectedPage, add_collected_copy
from factcheck.evidence.copies.models import EvidenceCopy
from factcheck.evidence.models import Evidence
from factcheck.ledger.actions import NewEntry, create_once, record, record_many
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid, Refused

ANSWERED = "This result was already answered, or the address was checked again with another result."
DAYS_OUT_OF_RANGE = f"Enter a number of days from 1 to {MAX_DAYS}."


@dataclass(frozen=True, slots=True)
class Observation:
    """What one attempt found. `copy` is an existing copy with the same bytes, and `page` are new bytes that were stored."""

    result: AddressResult
    address: str
    """The address of the item, as it was requested."""
    compared: EvidenceCopy
    checked_at: datetime
    status: int | None = None
    sha256: str = ""
    detail: str = ""
    copy: EvidenceCopy | None = None
    page: CollectedPage | None = None


def request_check(*, person: Person, item: Evidence) -> AddressWatch:
    """Check the address of an item now, and enqueue the job. Returns the schedule of the item, also if a check is in progress.

    Raises NotAllowed or Refused if the person may not do this, or if the page must not be fetched.
    """
    permit(person, "evidence.check_address", item)  # before the row is locked, and again when it cannot change
    with transaction.atomic():
        row = _locked_item(item.pk)
        permit(person, "evidence.check_address", row)
        watch = _locked_watch(row)
        if watch.is_running:
            return watch
        now = timezone.now()
        watch.state, watch.number, watch.attempts, watch.detail = WatchState.WAITING, watch.number + 1, 0, ""
        watch.requested_by, watch.due_at, watch.next_attempt_at, watch.updated_at = person, None, now, now
        watch.save()
        enqueue_check(row.pk)
        return watch


def record_result(*, item_id: int, number: int, attempt: int, seen: Observation) -> AddressCheck | None:
    """Complete a check. If its result differs from the previous one, add it, with a copy of the page if its text is new.

    Returns the new row, or None if the result is the same, or if the check has ended or a later attempt has begun. The ledger
    contains changes only. They have no person, because nobody vouches for what a website returned at some time.
    """
    with transaction.atomic():
        item = _locked_item(item_id)
        watch = _locked_watch(item)
        is_current = watch.state == WatchState.CHECKING and (watch.number, watch.attempts) == (number, attempt)
        if not is_current or item.address != seen.address or item.withdrawn_at is not None:
            return None
        previous = watch.newest
        is_new = seen.result != (previous.result if previous else AddressResult.AS_BEFORE)
        days, now = scheduled_days(item), timezone.now()
        watch.state, watch.due_at, watch.next_attempt_at = WatchState.IDLE, next_due(now, days) if days else None, None
        watch.checked_at, watch.updated_at, watch.detail = seen.checked_at, now, seen.detail
        check: AddressCheck | None = None
        entries: list[NewEntry] = []
        if is_new:
            check, entries = _new_check(item, watch, seen)
            watch.newest, watch.is_open = check, check.is_alarming or _is_noticed(item)
        watch.requested_by = None
        watch.save()
        record_many(person=None, entries=entries)
        return check


@create_once(AddressInterval)
def set_interval(*, person: Person, item: Evidence, days: int | None, token: uuid.UUID | None = None) -> AddressInterval | None:
    """Set how often the address of an item is checked: a number of days, 0 for never, or None for the newsroom’s interval.

    Returns None, and changes nothing, if the item has this interval. The time of the next check follows within minutes
    (`scheduling.enroll_items`). Raises Invalid(days) for a number out of range.
    """
    if days is not None and not 0 <= days <= MAX_DAYS:
        raise Invalid({"days": DAYS_OUT_OF_RANGE})
    permit(person, "evidence.set_check_interval", item)  # before the row is locked, and again when it cannot change
    row = _locked_item(item.pk)
    permit(person, "evidence.set_check_interval", row)
    before = item_days(row)
    if before == days:
        return None
    interval = AddressInterval.objects.create(evidence=row, days=days, created_by=person)
    AddressWatch.objects.filter(evidence=row, state=WatchState.IDLE).update(due_at=None, updated_at=timezone.now())
    record(
        person=person,
        action="address.interval_set",
        subject=interval,
        before={"days": before},
        after={"evidence": row.pk, "days": days},
    )
    return interval


@create_once(AddressStatement)
def state_no_notice(*, person: Person, check: AddressCheck, reason: str, token: uuid.UUID | None = None) -> AddressStatement:
    """State why readers need not be told about the newest result of an item. It leaves the queue.

    Raises Invalid(reason) for an empty reason, and Refused if the result was answered or is not the newest one anymore.
    """
    if not reason.strip():
        raise Invalid({"reason": REASON_REQUIRED})
    permit(person, "evidence.answer_check", check.evidence)  # before the row is locked, and again when it cannot change
    item = _locked_item(check.evidence_id)
    permit(person, "evidence.answer_check", item)
    if not close_result(check):
        raise Refused(ANSWERED)
    statement = AddressStatement.objects.create(check_row=check, reason=reason, created_by=person)
    values = {"evidence": item.pk, "result": check.result, **STATEMENT.values_of(statement)}
    record(person=person, action="address.no_notice", subject=statement, after=values)
    return statement


def close_result(check: AddressCheck) -> bool:
    """Remove the newest result of an item from the queue, as a part of the caller’s action, which answers it.

    Returns False if it was answered, or is not the newest one anymore. The caller has locked the item.
    """
    return bool(AddressWatch.objects.filter(newest=check, is_open=True).update(is_open=False, updated_at=timezone.now()))


def forget_address(item: Evidence) -> None:
    """End the check of the former address of a locked item whose address was corrected. The new one has no result yet."""
    AddressWatch.objects.filter(evidence=item).update(
        state=WatchState.IDLE,
        due_at=None,
        next_attempt_at=None,
        checked_at=None,
        detail="",
        requested_by=None,
        newest=None,
        is_open=False,
        updated_at=timezone.now(),
    )


def _is_noticed(item: Evidence) -> bool:
    """Whether the newest notice about the address tells readers that the page changed, so that they learn when it is as before.

    Reads the notices by the name of the relation, because evidence must not import publishing. One query.
    """
    notices: Any = getattr(item, "availability_notices")  # noqa: B009  the type of an item does not have it
    kind = notices.filter(address=item.address).order_by("-id").values_list("notice_kind", flat=True).first()
    return kind is not None and kind != "available"


def _new_check(item: Evidence, watch: AddressWatch, seen: Observation) -> tuple[AddressCheck, list[NewEntry]]:
    """Add a changed result of a locked item, and a copy of the page. Returns it with the entries to record."""
    copy, entries = seen.copy, []
    if seen.page:
        copy, entry = add_collected_copy(item, seen.page, None)
        entries = [entry]
    check = AddressCheck.objects.create(
        evidence=item,
        address=item.address,
        result=seen.result,
        previous=watch.newest,
        checked_at=seen.checked_at,
        status=seen.status,
        sha256=seen.sha256,
        detail=seen.detail,
        compared=seen.compared,
        copy=copy,
        requested_by=watch.requested_by,
    )
    values = {
        name: getattr(check, name)
        for name in ("address", "result", "checked_at", "status", "sha256", "detail")
        if getattr(check, name)
    }
    values |= {name: getattr(check, f"{name}_id") for name in ("evidence", "compared", "copy", "requested_by", "previous")}
    after = {name: value for name, value in values.items() if value is not None}
    before = {"result": watch.newest.result if watch.newest else AddressResult.AS_BEFORE.value}
    return check, [*entries, NewEntry("address.result_changed", check, before=before, after=after)]


def _locked_item(pk: int) -> Evidence:
    rows = Evidence.objects.select_for_update(of=("self",), no_key=True).select_related("claim__verdict")
    return rows.get(pk=pk)


def _locked_watch(item: Evidence) -> AddressWatch:
    """The schedule of a locked item, which is added if it does not exist, and locked."""
    AddressWatch.objects.get_or_create(evidence=item, defaults={"updated_at": timezone.now()})
    rows = AddressWatch.objects.select_for_update(of=("self",), no_key=True).select_related("newest", "requested_by")
    return rows.get(pk=item.pk)
