"""Who may attach, change and withdraw evidence, and write the search log."""

from __future__ import annotations

from typing import Any

from factcheck.accounts.models import Person, Role
from factcheck.accounts.rules import at_least
from factcheck.web.decisions import Decision, Denied, rule


@rule("evidence.attach")
def may_attach(person: Person, subject: Any) -> Decision:
    return at_least(person, Role.CHECKER, "attach evidence")


@rule("evidence.change")
def may_change_evidence(person: Person, subject: Any) -> Decision:
    decision = at_least(person, Role.CHECKER, "change evidence")
    if decision and subject is not None and subject.withdrawn_at is not None:
        return Denied("This evidence was withdrawn. Attach it again if it should count.", for_now=True)
    return decision


@rule("search.log")
def may_log_search(person: Person, subject: Any) -> Decision:
    return at_least(person, Role.CHECKER, "write the search log")
