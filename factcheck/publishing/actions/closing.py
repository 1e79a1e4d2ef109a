"""The action that drops a correction or new check, and the steps that it shares with a retraction."""

from __future__ import annotations

import uuid

from django.utils import timezone

from factcheck.accounts.models import Person
from factcheck.ledger.actions import change_once, record, save_next_version
from factcheck.ledger.models import Recorded
from factcheck.publishing.fields import MAX_CLOSING_REASON, NO_CLOSING_REASON, closing_reason_too_long
from factcheck.publishing.models import Correction, Publication
from factcheck.verdicts.actions import lock_verdict, restore_version, transition
from factcheck.verdicts.changes import changed_verdicts, close_changes
from factcheck.verdicts.models import Verdict
from factcheck.verdicts.states import State
from factcheck.verdicts.workflow import MOVES
from factcheck.web.errors import Invalid
from factcheck.web.text import text_error


@change_once("verdict.drop", "verdict")
def drop(
    *,
    person: Person,
    verdict: Verdict,
    reason: str,
    seen_version: int | None = None,
    token: uuid.UUID | None = None,
) -> Verdict:
    """Drop the open correction, or the new check after a retraction. The public page does not change.

    The verdict is published or retracted again, with the published text as its newest version; the dropped versions stay in the
    history. Raises Invalid(reason), and Refused if the check was never public.
    """
    move = MOVES["drop"]
    row = lock_verdict(verdict, person=person, permission=move.permission, seen_version=seen_version, typed={"reason": reason})
    if error := _reason_error(reason):
        raise Invalid({"reason": error})
    public = Publication.objects.select_related("verdict_version").get(verdict=row, is_current=True)
    dropped = row.latest.number
    before = transition(row, "drop", approved=public.verdict_version)
    touched = [*restore_version(row, public.verdict_version, person), *close_correction(row, person, reason)]
    if row.state == State.PUBLISHED and not changed_verdicts([row.pk]):
        close_changes(row)
    record(
        person=person,
        action=move.action,
        subject=row,
        touched=touched,
        before={**before, "version": dropped},
        after={"state": row.state, "version": public.verdict_version.number},
        reason=reason.strip(),
    )
    return row


def close_correction(row: Verdict, person: Person, reason: str) -> list[Recorded]:
    """Close the open correction of a locked verdict, if there is one. Returns the written rows, for the ledger entry."""
    correction = Correction.objects.open_of(row)
    if correction is None:
        return []
    # Safe without another lock: each writer of a correction first locks its verdict.
    save_next_version(correction, closed_at=timezone.now(), closed_by=person, closed_reason=reason.strip())
    return [correction]


def _reason_error(reason: str) -> str:
    """The validation error of a reason for dropping; empty if it is valid."""
    if problem := text_error(reason):
        return problem
    if not reason.strip():
        return NO_CLOSING_REASON
    length = len(reason.strip())
    return closing_reason_too_long(length) if length > MAX_CLOSING_REASON else ""
