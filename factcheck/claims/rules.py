"""Permissions for claims, mentions, relations, and actors, and the rule that nothing is written to a closed claim.

The record of a claim can be edited in each state of its verdict. An approval names a digest of the record, so that a change after
the approval requires a new one.
"""

from __future__ import annotations

from typing import Any

from factcheck.accounts.models import Person, Role
from factcheck.accounts.rules import at_least
from factcheck.claims.models import Actor, Claim, Party
from factcheck.ledger.closable import on_open_row
from factcheck.web.decisions import Decision, Denied, rule
from factcheck.web.typography import in_quotes

PUBLISHED = "The check of this claim was published, so the claim cannot be closed."


def on_open_claim(decision: Decision, subject: Any) -> Decision:
    """Deny for now what `decision` allows if the claim is closed. `subject` is a claim, a row that belongs to one, or None."""
    if not decision or subject is None:
        return decision
    return on_open_row(decision, subject if isinstance(subject, Claim) else subject.claim)


@rule("claim.add")
def may_add_claim(person: Person, subject: Any) -> Decision:
    return at_least(person, Role.CHECKER, "add claims")


@rule("claim.edit")
def may_edit_claim(person: Person, subject: Any) -> Decision:
    return on_open_claim(at_least(person, Role.CHECKER, "edit claims"), subject)


@rule("claim.close")
def may_close_claim(person: Person, subject: Any) -> Decision:
    decision = on_open_claim(at_least(person, Role.CHECKER, "close claims"), subject)
    return _unless_reviewed(person, subject, "close") if decision and subject is not None else decision


@rule("claim.reopen")
def may_reopen_claim(person: Person, subject: Any) -> Decision:
    decision = at_least(person, Role.CHECKER, "reopen claims")
    if decision and subject is not None and not subject.is_closed:
        return Denied("This claim is open.", for_now=True)
    if decision and subject is not None and subject.merged_into_id:
        survivor = subject.merged_into_id
        return Denied(
            f"This claim was merged into claim {survivor}. To separate them again, split claim {survivor}.", for_now=True
        )
    return decision


@rule("claim.merge")
def may_merge_claim(person: Person, subject: Any) -> Decision:
    return on_open_claim(at_least(person, Role.CHECKER, "merge claims"), subject)


@rule("claim.split")
def may_split_claim(person: Person, subject: Any) -> Decision:
    return on_open_claim(at_least(person, Role.CHECKER, "split claims"), subject)


def _unless_reviewed(person: Person, claim: Claim, verb: str) -> Decision:
    """Deny if the verdict was published, or if it waits for an editor or has an approval and `person` is not an editor.

    Reads the verdict by the name of the reverse relation, because claims must not import verdicts.
    """
    verdict: Any = getattr(claim, "verdict", None)
    if verdict is None:
        return at_least(person, Role.CHECKER, f"{verb} claims")
    if verdict.was_published:
        return Denied(PUBLISHED, for_now=True)
    if verdict.state in ("submitted", "approved"):
        return at_least(person, Role.EDITOR, f"{verb} a claim whose verdict is {verdict.get_state_display()}")
    return at_least(person, Role.CHECKER, f"{verb} claims")


@rule("mention.add")
def may_add_mention(person: Person, subject: Any) -> Decision:
    return on_open_claim(at_least(person, Role.CHECKER, "mark mentions"), subject)


@rule("mention.change")
def may_change_mention(person: Person, subject: Any) -> Decision:
    decision = on_open_claim(at_least(person, Role.CHECKER, "change mentions"), subject)
    if decision and subject is not None and subject.withdrawn_at is not None:
        return Denied("This mention was withdrawn. To restore it, mark the text again.", for_now=True)
    return decision


@rule("relation.add")
def may_add_relation(person: Person, subject: Any) -> Decision:
    return on_open_claim(at_least(person, Role.CHECKER, "relate claims"), subject)


@rule("party.edit")
def may_edit_party(person: Person, subject: Any) -> Decision:
    decision = on_open_claim(at_least(person, Role.CHECKER, "name parties"), subject)
    if decision and isinstance(subject, Party) and subject.withdrawn_at is not None:
        return Denied("This party was withdrawn. Name it again instead.", for_now=True)
    return decision


@rule("actor.edit")
def may_edit_actor(person: Person, subject: Any) -> Decision:
    decision = at_least(person, Role.CHECKER, "add or edit actors")
    if decision and isinstance(subject, Actor) and subject.merged_into:
        return Denied(f"This actor was merged into {in_quotes(subject.merged_into.name, '.')}", for_now=True)
    return decision
