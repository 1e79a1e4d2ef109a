"""Who may do what with claims, mentions and actors. The record of a claim stays open whatever its verdict's state:
an approval names the record it was made on, so a later change shows and has to be approved anew."""

from __future__ import annotations

from typing import Any

from factcheck.accounts.models import Person, Role
from factcheck.accounts.rules import at_least
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
        return Denied("This mention was withdrawn. Mark the words again if they should count.", for_now=True)
    return decision


@rule("relation.add")
def may_add_relation(person: Person, subject: Any) -> Decision:
    return at_least(person, Role.CHECKER, "relate claims")


@rule("actor.edit")
def may_edit_actor(person: Person, subject: Any) -> Decision:
    return at_least(person, Role.CHECKER, "add or edit actors")
