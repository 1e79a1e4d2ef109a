"""Moving a verdict. `transition` is the one writer of the state column; publishing uses it too."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils import timezone

from factcheck.accounts.models import Person
from factcheck.ledger.actions import change_once, create_once, lock_chain, record, save_next_version
from factcheck.verdicts import gate
from factcheck.verdicts.actions.versions import lock_verdict
from factcheck.verdicts.models import Decision, Review, Verdict, VerdictVersion, Waiver
from factcheck.verdicts.queries import basis_of, gate_of
from factcheck.verdicts.workflow import Impossible, State, after
from factcheck.web.errors import Invalid, Refused


@change_once("verdict.submit", "verdict")
def submit(
    *,
    person: Person,
    verdict: Verdict,
    seen_version: int | None = None,
    waivers: Mapping[str, str] | None = None,
    token: uuid.UUID | None = None,
) -> Verdict:
    """Send the newest version to review. `waivers` maps red lines of the gate to written exceptions.

    Raises Refused naming the lines that are still red.
    """
    row = lock_verdict(verdict, person=person, permission="verdict.submit", seen_version=seen_version)
    version = row.latest
    lines = gate_of(row.claim, version)
    excusable = {line.key for line in lines if line.is_open and line.may_be_waived}
    said = {line: reason.strip() for line, reason in (waivers or {}).items() if reason.strip() and line in excusable}
    require_green([line for line in lines if line.key not in said])
    written = [
        Waiver.objects.create(verdict_version=version, line=line, reason=reason, created_by=person)
        for line, reason in said.items()
    ]
    before = transition(row, "submit")
    record(
        person=person,
        action="verdict.submitted",
        subject=row,
        touched=written,
        before=before,
        after={"state": row.state, "version": version.number, "exceptions": said},
    )
    return row


@create_once(Review, kind="verdict.approve")
def approve(
    *,
    person: Person,
    verdict: Verdict,
    version: VerdictVersion,
    basis: str,
    reason: str = "",
    token: uuid.UUID | None = None,
) -> Review:
    """Approve exactly the version, on exactly the record (`basis`), that the editor saw.

    Raises Refused if either changed since.
    """
    row = lock_verdict(verdict, person=person, permission="verdict.approve")
    if version.pk != row.latest.pk:
        raise Refused(
            f"You read version {version.number}; the newest is version {row.latest.number}.",
            next_step="Read the newest version, then decide.",
        )
    lock_chain()
    if basis != basis_of(row.claim):
        raise Refused(
            "The record changed while you were reading: the claim, its mentions or evidence, or the verdict was submitted anew.",
            next_step="Look at what changed, then decide.",
        )
    review = Review.objects.create(
        verdict_version=version,
        decision=Decision.APPROVE,
        reason=reason.strip(),
        basis=basis,
        cooling_off_days=settings.COOLING_OFF_DAYS,
        created_by=person,
    )
    before = transition(row, "approve", approved=version)
    record(
        person=person,
        action="verdict.approved",
        subject=row,
        touched=[review],
        before=before,
        after={
            "state": row.state,
            "version": version.number,
            "basis": basis,
            "cooling_off_days": review.cooling_off_days,
        },
        reason=reason.strip(),
    )
    return review


@create_once(Review, kind="verdict.return")
def return_verdict(
    *,
    person: Person,
    verdict: Verdict,
    reason: str,
    seen_version: int | None = None,
    token: uuid.UUID | None = None,
) -> Review:
    """Send the verdict back to its author with a reason."""
    row = lock_verdict(verdict, person=person, permission="verdict.return", seen_version=seen_version, typed={"reason": reason})
    if not reason.strip():
        raise Invalid({"reason": "Say what has to change: the author reads this."})
    latest = row.latest
    review = Review.objects.create(
        verdict_version=latest,
        decision=Decision.RETURN,
        reason=reason.strip(),
        basis=basis_of(row.claim),
        created_by=person,
    )
    before = transition(row, "return", approved=None)
    record(
        person=person,
        action="verdict.returned",
        subject=row,
        touched=[review],
        before=before,
        after={"state": row.state, "version": latest.number},
        reason=reason.strip(),
    )
    return review


@change_once("verdict.reopen", "verdict")
def reopen(
    *,
    person: Person,
    verdict: Verdict,
    seen_version: int | None = None,
    reason: str = "",
    token: uuid.UUID | None = None,
) -> Verdict:
    """Back to draft; the approval is lost."""
    row = lock_verdict(verdict, person=person, permission="verdict.reopen", seen_version=seen_version)
    before = transition(row, "reopen", approved=None)
    record(person=person, action="verdict.reopened", subject=row, before=before, after={"state": row.state}, reason=reason)
    return row


def transition(row: Verdict, name: str, **also: Any) -> dict[str, Any]:
    """Move a locked verdict along the table and save it; returns what was before. The caller permits and records.

    Raises Refused for a move that the table does not have.
    """
    try:
        target: State = after(row.state, name)
    except Impossible as error:
        raise Refused(str(error), next_step="Somebody may have moved it in between: look at it again.") from error
    before, _ = save_next_version(row, state=target.value, moved_at=timezone.now(), **also)
    return {"state": before["state"]}


def require_green(lines: list[gate.Line]) -> None:
    """Raise Refused naming the red lines among those of the gate, if there are any."""
    red = gate.open_lines(lines)
    if red:
        raise Refused(
            "The evidence gate is not green: " + "; ".join(line.label.lower() for line in red) + ".",
            next_step=" ".join(line.hint for line in red),
        )
