"""Moves of a verdict. `transition` is the one writer of the state column; publishing uses it too."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.utils import timezone

from factcheck.accounts.models import Person
from factcheck.ledger.actions import change_once, create_once, lock_chain, record, save_next_version
from factcheck.verdicts import gate
from factcheck.verdicts.actions.versions import lock_verdict
from factcheck.verdicts.models import Review, ReviewDecision, Verdict, VerdictVersion, Waiver
from factcheck.verdicts.queries import basis_of, gate_of, previous_state
from factcheck.verdicts.workflow import MOVES, PREVIOUS, InvalidMove, Move, next_state
from factcheck.web.errors import Invalid, Refused


def move(
    *,
    person: Person,
    verdict: Verdict,
    name: str,
    seen_version: int | None = None,
    token: uuid.UUID | None = None,
    **given: Any,
) -> Verdict:
    """Make the move `name`, one that staff make on the verdict's page. `given` is the `reason`, or the `waivers` of `submit`.

    Raises KeyError for a move that has a screen of its own, Invalid(reason) if the move needs a reason and has none.
    """
    return _ACTIONS[name](person=person, verdict=verdict, seen_version=seen_version, token=token, **given)


def _plain(move: Move) -> Callable[..., Verdict]:
    """The action of a move that only changes the state.

    Each move has a function of its own: a receipt stores the kind of the write, and a digest of all other arguments.
    """

    @change_once(move.permission, "verdict")
    def act(
        *,
        person: Person,
        verdict: Verdict,
        seen_version: int | None = None,
        reason: str = "",
        token: uuid.UUID | None = None,
    ) -> Verdict:
        typed = {"reason": reason} if move.needs_reason else None
        row = lock_verdict(verdict, person=person, permission=move.permission, seen_version=seen_version, typed=typed)
        _require_reason(move, reason)
        before = transition(row, move.name)
        after = {"state": row.state}
        record(person=person, action=move.action, subject=row, before=before, after=after, reason=reason.strip())
        return row

    return act


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
    waivable = {line.key for line in lines if line.is_open and line.may_be_waived}
    written = {line: reason.strip() for line, reason in (waivers or {}).items() if reason.strip() and line in waivable}
    require_gate_passed([line for line in lines if line.key not in written])
    rows = [
        Waiver.objects.create(verdict_version=version, line=line, reason=reason, created_by=person)
        for line, reason in written.items()
    ]
    before = transition(row, "submit")
    record(
        person=person,
        action=MOVES["submit"].action,
        subject=row,
        touched=rows,
        before=before,
        after={"state": row.state, "version": version.number, "exceptions": written},
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
        decision=ReviewDecision.APPROVE,
        reason=reason.strip(),
        basis=basis,
        cooling_off_days=settings.COOLING_OFF_DAYS,
        created_by=person,
    )
    before = transition(row, "approve", approved=version)
    record(
        person=person,
        action=MOVES["approve"].action,
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
    _require_reason(MOVES["return"], reason)
    latest = row.latest
    review = Review.objects.create(
        verdict_version=latest,
        decision=ReviewDecision.RETURN,
        reason=reason.strip(),
        basis=basis_of(row.claim),
        created_by=person,
    )
    before = transition(row, "return")
    record(
        person=person,
        action=MOVES["return"].action,
        subject=row,
        touched=[review],
        before=before,
        after={"state": row.state, "version": latest.number},
        reason=reason.strip(),
    )
    return review


_ACTIONS: dict[str, Callable[..., Verdict]] = {
    "submit": submit,
    **{move.name: _plain(move) for move in MOVES.values() if move.is_plain},
}


def transition(row: Verdict, name: str, **changes: Any) -> dict[str, Any]:
    """Change the state of a locked verdict along the table and save it, with `changes`; returns the state before.

    The caller asks for permission and records. Raises Refused for a move that the table does not have.
    """
    move = MOVES[name]
    try:
        target = next_state(row.state, move, previous_state(row) if move.target == PREVIOUS else None)
    except InvalidMove as error:
        raise Refused(str(error), next_step="Somebody may have moved it in between: look at it again.") from error
    if move.clears_approval:
        changes["approved"] = None
    before, _ = save_next_version(row, state=target.value, moved_at=timezone.now(), **changes)
    return {"state": before["state"]}


def _require_reason(move: Move, reason: str) -> None:
    if move.reason and move.needs_reason and not reason.strip():
        raise Invalid({"reason": move.reason.missing})


def require_gate_passed(lines: list[gate.Line]) -> None:
    """Raise Refused naming the red lines among those of the gate, if there are any."""
    red = gate.open_lines(lines)
    if red:
        raise Refused(
            "The evidence gate is not green: " + "; ".join(line.label.lower() for line in red) + ".",
            next_step=" ".join(line.hint for line in red),
        )
