"""Permissions for the right of reply."""

from __future__ import annotations

from typing import Any

from factcheck.accounts.models import Person, Role
from factcheck.accounts.rules import at_least
from factcheck.claims.rules import on_open_claim
from factcheck.evidence.replies.models import Reply
from factcheck.web.decisions import Decision, Denied, rule


@rule("reply.edit")
def may_edit_reply(person: Person, subject: Any) -> Decision:
    decision = on_open_claim(at_least(person, Role.CHECKER, "record requests for comment"), subject)
    if decision and isinstance(subject, Reply) and subject.withdrawn_at is not None:
        return Denied("This request for comment was withdrawn. Record it again instead.", for_now=True)
    return decision
