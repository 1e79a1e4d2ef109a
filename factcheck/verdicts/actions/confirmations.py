"""Actions that keep published checks current: confirm one after a change, or all that share a changed row; set re-check dates."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from factcheck.accounts.models import Person
from factcheck.ledger.actions import NewEntry, change_once, create_once, lock_chain, record, record_many, save_next_version
from factcheck.verdicts.actions.steps import lock_verdict, pending_recheck, require_reason
from factcheck.verdicts.changes import baselines_of, checks_sharing, close_changes, newest_open_change
from factcheck.verdicts.models import Confirmation, Review, Verdict
from factcheck.verdicts.record import RECORD_VERSION, read_record, read_records
from factcheck.verdicts.states import State
from factcheck.verdicts.workflow import MOVES
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid, RecordChanged, Refused

CONFIRM = MOVES["confirm"]
RECHECK_DATE_PAST = "Choose a day in the future, or leave the date empty."


@create_once(Confirmation, kind="verdict.confirm")
def confirm(
    *,
    person: Person,
    verdict: Verdict,
    reason: str,
    basis: str,
    recheck_on: date | None = None,
    seen_version: int | None = None,
    token: uuid.UUID | None = None,
) -> Confirmation:
    """Confirm that a published check needs no correction. `basis` is the digest of the record that the editor compared.

    `recheck_on` is the next re-check date. Without it, a later date stays and one that has come is removed. Raises
    Invalid(reason, recheck_on), and RecordChanged if the record has changed since the editor read it.
    """
    typed = {"reason": reason}
    row = lock_verdict(verdict, person=person, permission=CONFIRM.permission, seen_version=seen_version, typed=typed)
    require_reason(CONFIRM, reason)
    _require_future(recheck_on)
    lock_chain()
    # Another change may have been written while this transaction waited for the lock.
    permit(person, CONFIRM.permission, row)
    read = read_record(row.claim)
    if basis != read.digest:
        raise RecordChanged("The record changed again while you were reading.", next_step="Review the changes, then confirm.")
    review = baselines_of([row.pk])[row.pk].review
    confirmation = _create_confirmation(row, review, person, reason, read.values)
    close_changes(row, confirmation)
    next_day = recheck_on or pending_recheck(row)
    save_next_version(row, is_part_changed=True, recheck_on=next_day)
    after = {"version": review.verdict_version.number, "recheck_on": next_day}
    record(person=person, action=CONFIRM.action, subject=row, touched=[confirmation], after=after, reason=reason.strip())
    return confirmation


@create_once(Confirmation, kind="verdict.confirm_shared")
def confirm_shared(
    *, person: Person, kind: str, object_id: int, reason: str, newest: int, token: uuid.UUID | None = None
) -> Confirmation:
    """Confirm all published checks in whose records only the shared row (`kind`, `object_id`) has changed.

    `newest` is the number of the newest entry that the editor read. Each check gets its own entry; the first confirmation is
    returned. Raises Invalid(reason), NotAllowed for a person who made one of the changes, Refused if there is no such check, and
    RecordChanged if the row has changed since.
    """
    permit(person, "verdict.confirm_shared")
    require_reason(CONFIRM, reason)
    ids = checks_sharing(kind, object_id)
    rows = list(Verdict.objects.select_for_update(no_key=True).filter(pk__in=ids, state=State.PUBLISHED).order_by("pk"))
    lock_chain()
    current = set(checks_sharing(kind, object_id))
    rows = [row for row in rows if row.pk in current]
    if not rows:
        raise Refused("These checks were confirmed or corrected meanwhile, or something else has changed in each of them.")
    if newest_open_change([row.pk for row in rows]) != newest or len(rows) != len(current):
        raise RecordChanged("The record changed again while you were reading.", next_step="Review the changes, then confirm.")
    permit(person, "verdict.confirm_shared", [row.pk for row in rows])
    records, baselines = read_records([row.claim_id for row in rows]), baselines_of([row.pk for row in rows])
    confirmations, entries = [], []
    for row in rows:
        review = baselines[row.pk].review
        confirmation = _create_confirmation(row, review, person, reason, records[row.claim_id].values)
        close_changes(row, confirmation)
        save_next_version(row, is_part_changed=True)
        after = {"version": review.verdict_version.number}
        entries.append(NewEntry(action=CONFIRM.action, subject=row, touched=[confirmation], after=after, reason=reason.strip()))
        confirmations.append(confirmation)
    record_many(person=person, entries=entries)
    return confirmations[0]


@change_once("verdict.recheck_date", "verdict")
def set_recheck_date(
    *,
    person: Person,
    verdict: Verdict,
    recheck_on: date | None,
    seen_version: int | None = None,
    token: uuid.UUID | None = None,
) -> Verdict:
    """Set the day on which the published check appears in the queue again; None removes it. Raises Invalid(recheck_on)."""
    typed = {"recheck_on": recheck_on}
    row = lock_verdict(verdict, person=person, permission="verdict.recheck_date", seen_version=seen_version, typed=typed)
    _require_future(recheck_on)
    before, after = save_next_version(row, recheck_on=recheck_on)
    if after:
        record(person=person, action="verdict.recheck_date_set", subject=row, before=before, after=after)
    return row


def _create_confirmation(row: Verdict, review: Review, person: Person, reason: str, values: Mapping[str, Any]) -> Confirmation:
    return Confirmation.objects.create(
        verdict=row, review=review, reason=reason.strip(), record=values, record_version=RECORD_VERSION, created_by=person
    )


def _require_future(day: date | None) -> None:
    if day is not None and day <= timezone.localdate():
        raise Invalid({"recheck_on": RECHECK_DATE_PAST})
