"""Actions that close and reopen claims."""

from __future__ import annotations

import uuid

from django.utils import timezone

from factcheck.accounts.models import Person
from factcheck.claims.actions.locking import lock_claims
from factcheck.claims.closure import ClosedReason
from factcheck.claims.models import Claim
from factcheck.ledger.actions import change_once, lock_row, record, save_next_version
from factcheck.ledger.closable import closed_message
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid

CHOOSABLE_REASONS = tuple(reason for reason in ClosedReason if reason is not ClosedReason.MERGED)
"""The reasons that a person can choose. Claims are merged by their own action."""


@change_once("claim.close", "claim")
def close_claim(
    *,
    person: Person,
    claim: Claim,
    closed_reason: str,
    seen_version: int | None,
    note: str = "",
    duplicate_of: Claim | None = None,
    token: uuid.UUID | None = None,
) -> Claim:
    """Close a claim with one of CHOOSABLE_REASONS. Queues, lists, and searches leave it out; nothing attached to it changes.

    `duplicate_of` is the claim to use instead; the reason DUPLICATE requires it. Raises Invalid with the name of the invalid
    field, and Refused if the check of the claim was published.
    """
    both = [claim.pk, *([duplicate_of.pk] if duplicate_of else [])]
    row = lock_row(
        claim,
        person=person,
        permission="claim.close",
        seen_version=seen_version,
        typed={"closed_reason": closed_reason},
        lock_first=lambda: lock_claims(both),
    )
    permit(person, "claim.close", row)  # the verdict may have moved before the lock
    _require_reason(closed_reason, row, duplicate_of)
    before, after = save_next_version(
        row,
        closed_at=timezone.now(),
        closed_by=person,
        closed_reason=closed_reason,
        closed_note=note.strip(),
        duplicate_of=duplicate_of,
    )
    record(person=person, action="claim.closed", subject=row, before=before, after=after, reason=note.strip())
    return row


@change_once("claim.reopen", "claim")
def reopen_claim(*, person: Person, claim: Claim, seen_version: int | None, token: uuid.UUID | None = None) -> Claim:
    """Reopen a closed claim. Raises Refused if it was merged into another claim."""
    row = lock_row(claim, person=person, permission="claim.reopen", seen_version=seen_version)
    before, after = save_next_version(row, closed_at=None, closed_by=None, closed_reason="", closed_note="", duplicate_of=None)
    record(person=person, action="claim.reopened", subject=row, before=before, after=after)
    return row


def _require_reason(closed_reason: str, claim: Claim, duplicate_of: Claim | None) -> None:
    if closed_reason not in CHOOSABLE_REASONS:
        raise Invalid({"closed_reason": "Choose why the claim is closed."})
    if closed_reason != ClosedReason.DUPLICATE:
        if duplicate_of is not None:
            raise Invalid({"duplicate_of": "Only a claim that is closed as a duplicate names another claim."})
        return
    if duplicate_of is None:
        raise Invalid({"duplicate_of": "Choose the claim that this one duplicates."})
    if duplicate_of.pk == claim.pk:
        raise Invalid({"duplicate_of": "A claim cannot duplicate itself. Choose another one."})
    if message := closed_message(Claim.objects.defer("words").get(pk=duplicate_of.pk)):
        raise Invalid({"duplicate_of": f"Choose an open claim. {message}"})
