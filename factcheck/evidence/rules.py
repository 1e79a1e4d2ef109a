"""Permissions for evidence and the search log."""

from __future__ import annotations

from typing import Any

from factcheck.accounts.models import Person, Role
from factcheck.accounts.rules import at_least
from factcheck.claims.rules import on_open_claim
from factcheck.evidence.custody.fields import HIDDEN
from factcheck.web.decisions import Decision, Denied, rule


@rule("evidence.attach")
def may_attach(person: Person, subject: Any) -> Decision:
    return on_open_claim(at_least(person, Role.CHECKER, "attach evidence"), subject)


@rule("evidence.change")
def may_change_evidence(person: Person, subject: Any) -> Decision:
    decision = may_withdraw_evidence(person, subject)
    if decision and subject is not None and subject.is_hidden:
        return Denied(HIDDEN, for_now=True)
    return decision


@rule("evidence.withdraw")
def may_withdraw_evidence(person: Person, subject: Any) -> Decision:
    """Also a hidden item can be withdrawn: otherwise, a takedown would have to be lifted for it."""
    decision = on_open_claim(at_least(person, Role.CHECKER, "change evidence"), subject)
    if decision and subject is not None and subject.withdrawn_at is not None:
        return Denied("This evidence was withdrawn. To restore it, attach it again.", for_now=True)
    return decision


@rule("search.log")
def may_log_search(person: Person, subject: Any) -> Decision:
    return on_open_claim(at_least(person, Role.CHECKER, "log searches"), subject)
