"""Permissions on verdicts and on the rating scale. The role that each move needs is in the table of moves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils import timezone

from factcheck.accounts.models import Person, Role
from factcheck.accounts.rules import at_least
from factcheck.accounts.sponsorship import Sponsorship
from factcheck.verdicts.models import Verdict
from factcheck.verdicts.queries import edited_after_submission, has_contributed, sponsorship_linking
from factcheck.verdicts.workflow import EDITABLE, MOVES, InvalidMove, Move, MoveRole, require_source
from factcheck.web.decisions import Allowed, Decision, Denied, rule


@rule("rating.edit")
def may_edit_scale(person: Person, subject: Any) -> Decision:
    return at_least(person, Role.ADMINISTRATOR, "edit the rating scale")


@rule("verdict.open")
def may_open(person: Person, subject: Any) -> Decision:
    return at_least(person, Role.CHECKER, "propose a verdict")


@rule("verdict.save")
def may_save(person: Person, verdict: Verdict) -> Decision:
    decision = at_least(person, Role.CHECKER, "write a verdict")
    if decision and verdict.state not in EDITABLE:
        return Denied(
            f"The verdict is {verdict.get_state_display()}; its text can be changed while it is draft, returned or correcting.",
            for_now=True,
        )
    return decision


def _rule_of(move: Move) -> Callable[[Person, Verdict], Decision]:
    def decide(person: Person, verdict: Verdict) -> Decision:
        decision = _by_role(person, verdict, move)
        try:
            require_source(verdict.state, move)
        except InvalidMove as error:
            return Denied(str(error), for_now=True) if decision else decision
        if decision and move.needs_publication and not verdict.was_published:
            return Denied(f"This verdict was never published, so there is nothing to {move.verb}.", for_now=True)
        return decision

    return decide


def _by_role(person: Person, verdict: Verdict, move: Move) -> Decision:
    """Whether the person has the role that the move needs, whatever the state of the verdict."""
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
        case MoveRole.EDITOR:
            return at_least(person, Role.EDITOR, f"{move.verb} a verdict")
        case MoveRole.REVIEWER | MoveRole.APPROVER:
            decision = at_least(person, Role.EDITOR, f"{move.verb} a verdict")
            if decision and has_contributed(person, verdict):
                return Denied("You contributed to this claim or its verdict, so somebody else has to review it.")
            if not decision or move.role is MoveRole.REVIEWER:
                return decision
            if edited_after_submission(person, verdict):
                return Denied(
                    "After this verdict was submitted, you edited a related claim, a name, a source, an article or a rating that"
                    " it shows, or your own name changed. Return it, so that its author sees the edit and submits it again, or"
                    " leave it to another editor."
                )
            if found := sponsorship_linking(person, verdict):
                return Denied(_sponsored(person, found))
            return decision


def _sponsored(person: Person, found: Sponsorship) -> str:
    """Why the sponsorship keeps `person` from approving, and what helps."""
    start, end = (f"{timezone.localtime(at):%-d %B %Y}" for at in (found.at, found.until(settings.COOLING_OFF_DAYS)))
    if (found.account, found.sponsor) == (person, found.met):
        what = f"{found.met.name}, who had a part in this check, {found.verb} your account on {start}."
    elif (found.account, found.sponsor) == (found.met, person):
        what = f"You {found.verb} {found.met.name}, who had a part in this check, on {start}."
    else:
        what = (
            f"Recent invitations or promotions connect you with {found.met.name}, who had a part in this check:"
            f" {found.sponsor.name} {found.verb} {found.account.name} on {start}."
        )
    whose = "your account" if found.account == person else found.account.name
    return (
        f"{what} Leave the review to another editor until {end}, or ask an independent editor to vouch for {whose} under People."
    )


for _move in MOVES.values():
    rule(_move.permission)(_rule_of(_move))
