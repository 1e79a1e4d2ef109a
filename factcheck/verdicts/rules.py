"""Permissions on verdicts and on the rating scale. `verdicts.workflow` defines the role that each move requires."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from django.conf import settings

from factcheck.accounts.models import Person, Role
from factcheck.accounts.rules import at_least
from factcheck.accounts.sponsorship import Sponsorship
from factcheck.claims.rules import on_open_claim
from factcheck.verdicts.models import Verdict
from factcheck.verdicts.moves import Move, MoveRole
from factcheck.verdicts.queries import (
    changed_records,
    edited_after_submission,
    has_contributed,
    needs_confirmation,
    sponsorship_linking,
)
from factcheck.verdicts.states import EDITABLE, STATES, State, any_of
from factcheck.verdicts.workflow import MOVES, InvalidMove, require_source
from factcheck.web.consent import Consent, needs_consent
from factcheck.web.dates import format_day
from factcheck.web.decisions import Allowed, Decision, Denied, rule

needs_consent(
    {
        "rating.edit": "change the rating scale",
        MOVES["approve"].permission: "approve a verdict",
        MOVES["publish"].permission: "publish a check",
    }
)
# A retraction can be an emergency, so it must not depend on a second factor.
needs_consent({MOVES["retract"].permission: "retract a check"}, level=Consent.PASSWORD)

NOTHING_TO_CONFIRM = "The record has not changed since it was approved or confirmed, so there is nothing to confirm."


@rule("rating.edit")
def may_edit_scale(person: Person, subject: Any) -> Decision:
    return at_least(person, Role.ADMINISTRATOR, "edit the rating scale")


@rule("verdict.open")
def may_open(person: Person, subject: Any) -> Decision:
    return on_open_claim(at_least(person, Role.CHECKER, "propose a verdict"), subject)


@rule("verdict.save")
def may_save(person: Person, verdict: Verdict) -> Decision:
    decision = at_least(person, Role.CHECKER, "write a verdict")
    if decision and verdict.state not in EDITABLE:
        return Denied(
            f"The verdict is {STATES[State(verdict.state)].phrase}. Its text can be edited only while it is {any_of(EDITABLE)}.",
            for_now=True,
        )
    return on_open_claim(decision, verdict)


def _rule_for(move: Move) -> Callable[[Person, Verdict], Decision]:
    def decide(person: Person, verdict: Verdict) -> Decision:
        decision = _decide_by_role(person, verdict, move)
        try:
            require_source(verdict.state, move)
        except InvalidMove as error:
            return Denied(str(error), for_now=True) if decision else decision
        if decision and move.needs_publication and not verdict.was_published:
            return Denied(f"This verdict was never published, so there is nothing to {move.verb}.", for_now=True)
        if decision and move.name == "retract" and verdict.public_state is State.RETRACTED:
            return Denied("This check is already retracted. To stop the new check, drop it.", for_now=True)
        if decision and move.role is MoveRole.CONFIRMER and not needs_confirmation(verdict):
            return Denied(NOTHING_TO_CONFIRM, for_now=True)
        return on_open_claim(decision, verdict)

    return decide


def _decide_by_role(person: Person, verdict: Verdict, move: Move) -> Decision:
    """Whether the person has the role that the move requires, regardless of the verdict's state."""
    is_author = verdict.author_id == person.pk
    match move.role:
        case MoveRole.AUTHOR:
            if not is_author:
                return Denied(f"Only its author, {verdict.author}, can {move.verb} this verdict.")
            return at_least(person, Role.CHECKER, f"{move.verb} a verdict")
        case MoveRole.AUTHOR_OR_EDITOR:
            if is_author and person.is_at_least(Role.CHECKER):
                return Allowed()
            return at_least(person, Role.EDITOR, f"{move.verb} a verdict")
        case MoveRole.CHECKER:
            return at_least(person, Role.CHECKER, f"{move.verb} a verdict")
        case MoveRole.CONFIRMER:
            decision = at_least(person, Role.EDITOR, f"{move.verb} a published check")
            if decision and changed_records(person, [verdict.pk]):
                return Denied("You made one of the changes to this record, so another editor has to confirm the check.")
            return decision
        case MoveRole.EDITOR:
            return at_least(person, Role.EDITOR, f"{move.verb} a verdict")
        case MoveRole.REVIEWER:
            decision = at_least(person, Role.EDITOR, f"{move.verb} a verdict")
            if decision and is_author:
                return Denied("You are its author, so you cannot return this verdict. You can take it back or reopen it.")
            return decision
        case MoveRole.APPROVER:
            decision = at_least(person, Role.EDITOR, f"{move.verb} a verdict")
            if decision and has_contributed(person, verdict):
                return Denied("You contributed to this claim or its verdict, so someone else has to approve it.")
            if not decision:
                return decision
            if edited_after_submission(person, verdict):
                return Denied(
                    "After this verdict was submitted, you edited a related claim, a name, a source, an article, or a rating"
                    " that it displays, or the levels of the evidence gate, or your own name changed. Return the verdict, so that"
                    " its author can review the edit and submit it again, or leave the review to another editor."
                )
            if sponsorship := sponsorship_linking(person, verdict):
                return Denied(_sponsorship_message(person, sponsorship))
            return decision


def _sponsorship_message(person: Person, link: Sponsorship) -> str:
    """Why the sponsorship prevents `person` from approving, and what they can do about it."""
    start, end = (format_day(at) for at in (link.at, link.until(settings.COOLING_OFF_DAYS)))
    if (link.account, link.sponsor) == (person, link.met):
        reason = f"{link.met.name}, who had a part in this check, {link.verb} your account on {start}."
    elif (link.account, link.sponsor) == (link.met, person):
        reason = f"You {link.verb} {link.met.name}, who had a part in this check, on {start}."
    else:
        reason = (
            f"Recent invitations or promotions connect you with {link.met.name}, who had a part in this check:"
            f" {link.sponsor.name} {link.verb} {link.account.name} on {start}."
        )
    account = "your account" if link.account == person else link.account.name
    return (
        f"{reason} Leave the review to another editor until {end}, or ask an independent editor to vouch for {account}"
        " under People."
    )


@rule("verdict.recheck_date")
def may_set_recheck_date(person: Person, verdict: Verdict) -> Decision:
    if verdict.author_id == person.pk and person.is_at_least(Role.CHECKER):
        return Allowed()
    return at_least(person, Role.EDITOR, "set a re-check date")


@rule("verdict.confirm_shared")
def may_confirm_shared(person: Person, verdict_ids: Collection[int] | None) -> Decision:
    """Whether the person may confirm the checks that share a changed row. `verdict_ids` are these checks, if already known."""
    decision = at_least(person, Role.EDITOR, "confirm published checks")
    if decision and verdict_ids and changed_records(person, verdict_ids):
        return Denied("You made one of these changes, so another editor has to confirm the checks.")
    return decision


for _move in MOVES.values():
    rule(_move.permission)(_rule_for(_move))
