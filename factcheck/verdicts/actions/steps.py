"""Steps that the actions on verdicts share: lock a verdict, check the reason, and change the state."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from factcheck.accounts.models import Person
from factcheck.ledger.actions import lock_row, save_next_version
from factcheck.verdicts.models import Verdict
from factcheck.verdicts.moves import PREVIOUS, PUBLIC, Move
from factcheck.verdicts.queries import previous_state
from factcheck.verdicts.workflow import MOVES, InvalidMove, next_state
from factcheck.web.errors import Invalid, Refused


def lock_verdict(
    verdict: Verdict,
    *,
    person: Person,
    permission: str,
    seen_version: int | None = None,
    typed: Mapping[str, Any] | None = None,
) -> Verdict:
    """Lock a verdict with `ledger.actions.lock_row`, and load its claim, claimant, approved version, and author."""
    return lock_row(
        verdict,
        person=person,
        permission=permission,
        seen_version=seen_version,
        typed=typed,
        rows=Verdict.objects.select_related("claim__claimant", "approved__rating", "author"),
    )


def require_reason(move: Move, reason: str) -> None:
    """Raise Invalid(reason) if the move requires a reason and this one is empty."""
    if move.reason and move.needs_reason and not reason.strip():
        raise Invalid({"reason": move.reason.missing})


def pending_recheck(row: Verdict) -> date | None:
    """The re-check date of a verdict if it has not come yet."""
    return row.recheck_on if row.recheck_on and row.recheck_on > timezone.localdate() else None


def transition(row: Verdict, name: str, **changes: Any) -> dict[str, Any]:
    """Change the state of a locked verdict as the table of moves defines, save it with `changes`, and return the old state.

    The caller checks permissions and records the ledger entry. Raises Refused if the move is not possible from the current state.
    """
    move = MOVES[name]
    try:
        target = next_state(row.state, move, _state_from_history(row, move))
    except InvalidMove as error:
        raise Refused(str(error), next_step="It may have changed after you opened the page. Reload the page.") from error
    if move.clears_approval:
        changes["approved"] = None
    before, _ = save_next_version(row, state=target.value, moved_at=timezone.now(), **changes)
    return {"state": before["state"]}


def _state_from_history(row: Verdict, move: Move) -> str | None:
    """The state that the move leads to, if it depends on the history of the verdict."""
    if move.target == PREVIOUS:
        return previous_state(row)
    return row.public_state if move.target == PUBLIC else None
