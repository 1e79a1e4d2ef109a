"""Actions that submit and review a verdict, and the plain moves. `hand_over` and `publishing` have the other moves."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.conf import settings

from factcheck.accounts.models import Person
from factcheck.evidence.citations import require_known_numbers
from factcheck.ledger.actions import change_once, create_once, lock_chain, record
from factcheck.verdicts import gate
from factcheck.verdicts.actions.hand_over import hand_over
from factcheck.verdicts.actions.steps import lock_verdict, require_reason, transition
from factcheck.verdicts.actions.versions import next_version, repeat_version, version_values
from factcheck.verdicts.models import Review, ReviewDecision, Verdict, VerdictVersion, Waiver
from factcheck.verdicts.moves import Move
from factcheck.verdicts.queries import basis_for, gate_for, gate_levels_for, is_unchanged_since_return
from factcheck.verdicts.record import RECORD_VERSION, read_record
from factcheck.verdicts.states import State
from factcheck.verdicts.workflow import MOVES
from factcheck.web.citations import numbers_in_plain_text
from factcheck.web.errors import Invalid, RecordChanged, Refused

MESSAGE_REQUIRED = (
    "Nothing has changed since the editor returned this version. Tell the editor why you submit it again, or change the verdict"
    " or its record."
)


class GateNotPassed(Refused):
    """The verdict does not pass the evidence gate (409).

    `unmet` are the lines that block it. Screens list them; the message and the next step name all of them in sentences, for the
    API. `saved_version` is the number of the version that was saved although its submission was refused, or None.
    """

    title = "The verdict does not pass the evidence gate"

    def __init__(self, unmet: Sequence[gate.Line], *, saved_version: int | None = None) -> None:
        super().__init__(_gate_message(unmet), next_step=" ".join(line.hint for line in unmet))
        self.unmet, self.saved_version = tuple(unmet), saved_version


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

    `options` are the `reason`, the `waivers`, `message`, and `text` of `submit`, and `to` of `hand_over`. Raises KeyError for a
    move that has its own screen, and Invalid(reason) if a required reason is missing.
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
        require_reason(move, reason)
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
    message: str = "",
    text: Mapping[str, Any] | None = None,
    token: uuid.UUID | None = None,
) -> Verdict:
    """Submit the newest version for review, or `text`, which is saved in the same step if it differs from that version.

    `waivers` maps keys of unmet gate lines to written exceptions; they belong to a version, so changing one adds a version.
    `message` is for the editor; after a return without any change,
    it is required. Raises GateNotPassed with the lines that are still unmet, Invalid(message), and for `text` the exceptions of
    `save_version`. Then nothing is written.
    """
    # With a text, `next_version` compares the versions.
    seen = seen_version if text is None else None
    row = lock_verdict(verdict, person=person, permission="verdict.submit", seen_version=seen)
    previous = version = row.latest
    if text is not None:
        version = next_version(row, previous, person=person, seen_version=seen_version, text=text)
    if version is previous and waivers and _changes_exceptions(previous, waivers):
        version = repeat_version(row, previous, person=person)
    elif not message.strip() and row.state == State.RETURNED and is_unchanged_since_return(row, version):
        raise Invalid({"message": MESSAGE_REQUIRED})
    lines, levels = gate_for(row.claim, version), gate_levels_for(version)
    waivable = {line.key for line in lines if line.is_open and line.may_be_waived}
    written = {line: reason.strip() for line, reason in (waivers or {}).items() if reason.strip() and line in waivable}
    require_gate_passed([line for line in lines if line.key not in written])
    rows = [
        Waiver.objects.create(verdict_version=version, line=line, reason=reason, created_by=person)
        for line, reason in written.items()
    ]
    before = transition(row, "submit")
    is_new = version is not previous
    record(
        person=person,
        action=MOVES["submit"].action,
        subject=row,
        touched=[version, *rows] if is_new else rows,
        before={**before, **(version_values(previous) if is_new else {})},
        after={
            "state": row.state,
            "version": version.number,
            "exceptions": written,
            "levels": levels,
            **(version_values(version) if is_new else {}),
        },
        reason=message.strip(),
    )
    return row


def _changes_exceptions(version: VerdictVersion, waivers: Mapping[str, str]) -> bool:
    """Whether `waivers` has another reason for a written exception of the version."""
    current = dict(version.waivers.values_list("line", "reason"))
    return any(waivers.get(line, "").strip() not in ("", reason) for line, reason in current.items())


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
    that the editor saw, only determines which changes the message names. Raises Invalid(reason) if the note cites an evidence
    item that the claim does not have.
    """
    row = lock_verdict(verdict, person=person, permission="verdict.approve")
    require_known_numbers(row.claim_id, reason=numbers_in_plain_text(reason))
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
    """Return the verdict to its author with a reason. Raises Invalid(reason) as `approve` does, and if there is no reason."""
    row = lock_verdict(verdict, person=person, permission="verdict.return", seen_version=seen_version, typed={"reason": reason})
    require_reason(MOVES["return"], reason)
    require_known_numbers(row.claim_id, reason=numbers_in_plain_text(reason))
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


_ACTIONS: dict[str, Callable[..., Verdict]] = {
    "submit": submit,
    "hand_over": hand_over,
    **{move.name: _state_change_action(move) for move in MOVES.values() if move.is_plain},
}


def _record_change(row: Verdict, seen_version: int | None) -> str:
    """What changed after the editor read the record, as far as the version of the verdict row shows it."""
    edited = "The claim, its mentions, its evidence, or something that they refer to was edited"
    if seen_version == row.version:
        return f"{edited}."
    if seen_version is None:
        return f"{edited}, or the verdict was submitted again."
    return "The verdict was submitted again."


def require_gate_passed(lines: list[gate.Line]) -> None:
    """Raise GateNotPassed with the unmet lines of the gate, if there are any."""
    unmet = gate.open_lines(lines)
    if unmet:
        raise GateNotPassed(unmet)


def _gate_message(unmet: Sequence[gate.Line]) -> str:
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
