"""Permissions for claims, mentions, relations, and actors.

The record of a claim can be edited in each state of its verdict. An approval names a digest of the record, so that a change after
the approval requires a new one.
"""

from __future__ import annotations

from typing import Any

from factcheck.accounts.models import Person, Role
from factcheck.accounts.rules import at_least
from factcheck.claims.models import Party
from factcheck.web.decisions import Decision, Denied, rule


@rule("claim.add")
def may_add_claim(person: Person, subject: Any) -> Decision:
    return at_least(person, Role.CHECKER, "add claims")


@rule("claim.edit")
def may_edit_claim(person: Person, subject: Any) -> Decision:
    return at_least(person, Role.CHECKER, "edit claims")


@rule("mention.add")
def may_add_mention(person: Person, subject: Any) -> Decision:
    return at_least(person, Role.CHECKER, "mark mentions")


@rule("mention.change")
def may_change_mention(person: Person, subject: Any) -> Decision:
    decision = at_least(person, Role.CHECKER, "change mentions")
    if decision and subject is not None and subject.withdrawn_at is not None:
        return Denied("This mention was withdrawn. To restore it, mark the text again.", for_now=True)
    return decision


@rule("relation.add")
def may_add_relation(person: Person, subject: Any) -> Decision:
    return at_least(person, Role.CHECKER, "relate claims")


@rule("party.edit")
def may_edit_party(person: Person, subject: Any) -> Decision:
    decision = at_least(person, Role.CHECKER, "name parties")
    if decision and isinstance(subject, Party) and subject.withdrawn_at is not None:
        return Denied("This party was withdrawn. Name it again instead.", for_now=True)
    return decision


@rule("actor.edit")
def may_edit_actor(person: Person, subject: Any) -> Decision:
    return at_least(person, Role.CHECKER, "add or edit actors")
