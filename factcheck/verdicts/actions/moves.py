"""Actions that move a verdict. Only `transition` writes the state column; `publishing` uses it too."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.utils import timezone

from factcheck.accounts.models import Person, Role
from factcheck.accounts.rules import at_least
from factcheck.claims.actions import contribute
from factcheck.ledger.actions import change_once, create_once, lock_chain, record, save_next_version
from factcheck.verdicts import gate
from factcheck.verdicts.actions.versions import lock_verdict
from factcheck.verdicts.models import Review, ReviewDecision, Verdict, VerdictVersion, Waiver
from factcheck.verdicts.queries import basis_for, gate_for, gate_levels_for, previous_state
from factcheck.verdicts.record import RECORD_VERSION, read_record
from factcheck.verdicts.workflow import MOVES, PREVIOUS, InvalidMove, Move, next_state
from factcheck.web.errors import Invalid, RecordChanged, Refused


def move(
    *,
    person: Person,
    verdict: Verdict,
    name: str,
    seen_version: int | None = None,
    token: uuid.UUID | None = None,
    **options: Any,
) -> Verdict:
    """Make the move `name` from the verdict's page.

    `options` are the `reason`, the `waivers` of `submit`, and `to` of `hand_over`. Raises KeyError for a move that has its own
    screen, and Invalid(reason) if a required reason is missing.
    """
    return _ACTIONS[name](person=person, verdict=verdict, seen_version=seen_version, token=token, **options)


def _state_change_action(move: Move) -> Callable[..., Verdict]:
    """The action of a move that only changes the state.

    Each move has its own function, because an idempotency receipt stores the kind of the write and a digest of the other
    arguments.
    """

    @change_once(move.permission, "verdict")
    def change_state(
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

    return change_state


@change_once("verdict.submit", "verdict")
def submit(
    *,
    person: Person,
    verdict: Verdict,
    seen_version: int | None = None,
    waivers: Mapping[str, str] | None = None,
    token: uuid.UUID | None = None,
) -> Verdict:
    """Submit the newest version for review. `waivers` maps keys of unmet gate lines to written exceptions.

    Raises Refused with the lines that are still unmet.
    """
    row = lock_verdict(verdict, person=person, permission="verdict.submit", seen_version=seen_version)
    version = row.latest
    lines, levels = gate_for(row.claim, version), gate_levels_for(version)
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
        after={
            "state": row.state,
            "version": version.number,
            "exceptions": written,
            "levels": levels,
        },
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
    seen_version: int | None = None,
    token: uuid.UUID | None = None,
) -> Review:
    """Approve the version and the record (`basis`) that the editor read.

    Raises RecordChanged if there is a newer version or the record has changed. `seen_version`, the version of the verdict row
    that the editor saw, only determines which changes the message names.
    """
    row = lock_verdict(verdict, person=person, permission="verdict.approve")
    if version.pk != row.latest.pk:
        raise RecordChanged(
            f"You read version {version.number}, but the newest version is {row.latest.number}.",
            next_step="Read the newest version, then decide.",
        )
    lock_chain()
    read = read_record(row.claim)
    if basis != read.digest:
        raise RecordChanged(_record_change(row, seen_version), next_step="Review the changes, then decide.")
    review = Review.objects.create(
        verdict_version=version,
        decision=ReviewDecision.APPROVE,
        reason=reason.strip(),
        basis=basis,
        basis_version=RECORD_VERSION,
        record=read.values,
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
    """Return the verdict to its author with a reason."""
    row = lock_verdict(verdict, person=person, permission="verdict.return", seen_version=seen_version, typed={"reason": reason})
    _require_reason(MOVES["return"], reason)
    latest = row.latest
    review = Review.objects.create(
        verdict_version=latest,
        decision=ReviewDecision.RETURN,
        reason=reason.strip(),
        basis=basis_for(row.claim),
        basis_version=RECORD_VERSION,
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


@change_once("verdict.hand_over", "verdict")
def hand_over(
    *,
    person: Person,
    verdict: Verdict,
    to: Person,
    reason: str,
    seen_version: int | None = None,
    token: uuid.UUID | None = None,
) -> Verdict:
    """Make `to` the author of the verdict. The former author stays a contributor.

    Raises Invalid(reason), and Invalid(to) if that person is the author already or may not write verdicts.
    """
    move, typed = MOVES["hand_over"], {"reason": reason, "to": to}
    row = lock_verdict(verdict, person=person, permission=move.permission, seen_version=seen_version, typed=typed)
    _require_reason(move, reason)
    if problem := _author_error(to, row):
        raise Invalid({"to": problem})
    contribute([row.claim_id], row.author)
    before, after = save_next_version(row, author=to)
    record(person=person, action=move.action, subject=row, before=before, after=after, reason=reason.strip())
    return row


def _author_error(person: Person, verdict: Verdict) -> str:
    """Why the person cannot become the author of the verdict; empty if they can."""
    if person.pk == verdict.author_id:
        return f"{person} is already the author. Choose someone else."
    if not person.is_active:
        return f"The account of {person} is deactivated. Choose someone else."
    decision = at_least(person, Role.CHECKER, "write a verdict")
    return "" if decision else f"{person} has the role reader and cannot write verdicts. Choose someone else."


_ACTIONS: dict[str, Callable[..., Verdict]] = {
    "submit": submit,
    "hand_over": hand_over,
    **{move.name: _state_change_action(move) for move in MOVES.values() if move.is_plain},
}


def transition(row: Verdict, name: str, **changes: Any) -> dict[str, Any]:
    """Change the state of a locked verdict as the table of moves defines, save it with `changes`, and return the old state.

    The caller checks permissions and records the ledger entry. Raises Refused if the move is not possible from the current state.
    """
    move = MOVES[name]
    try:
        target = next_state(row.state, move, previous_state(row) if move.target == PREVIOUS else None)
    except InvalidMove as error:
        raise Refused(str(error), next_step="It may have changed after you opened the page. Reload the page.") from error
    if move.clears_approval:
        changes["approved"] = None
    before, _ = save_next_version(row, state=target.value, moved_at=timezone.now(), **changes)
    return {"state": before["state"]}


def _record_change(row: Verdict, seen_version: int | None) -> str:
    """What changed after the editor read the record, as far as the version of the verdict row shows it."""
    edited = "The claim, its mentions, its evidence, or something that they refer to was edited"
    if seen_version == row.version:
        return f"{edited}."
    if seen_version is None:
        return f"{edited}, or the verdict was submitted again."
    return "The verdict was submitted again."


def _require_reason(move: Move, reason: str) -> None:
    if move.reason and move.needs_reason and not reason.strip():
        raise Invalid({"reason": move.reason.missing})


def require_gate_passed(lines: list[gate.Line]) -> None:
    """Raise Refused with the unmet lines of the gate, if there are any."""
    unmet = gate.open_lines(lines)
    if unmet:
        raise Refused(_gate_message(unmet), next_step=" ".join(line.hint for line in unmet))


def _gate_message(unmet: list[gate.Line]) -> str:
    """Names the unmet lines: first those that must be met, then those for which an exception is possible."""
    required = [line.label for line in unmet if not line.may_be_waived]
    waivable = [line.label for line in unmet if line.may_be_waived]
    parts = ["The verdict does not pass the evidence gate."]
    if required:
        parts.append(f"Unmet requirements without exceptions: {_in_sentence(required)}.")
    if waivable:
        parts.append(f"Unmet requirements that a written exception can replace: {_in_sentence(waivable)}.")
    return " ".join(parts)


def _in_sentence(labels: list[str]) -> str:
    return "; ".join(label[0].lower() + label[1:] for label in labels)
