"""The permission to edit an open correction. `verdicts.rules` has those to publish, correct, and retract."""

from __future__ import annotations

from factcheck.accounts.models import Person, Role
from factcheck.accounts.rules import at_least
from factcheck.publishing.models import Correction
from factcheck.verdicts.states import EDITABLE
from factcheck.web.decisions import Allowed, Decision, Denied, rule


@rule("correction.reword")
def may_reword(person: Person, correction: Correction) -> Decision:
    is_author = correction.verdict.author_id == person.pk and person.is_at_least(Role.CHECKER)
    decision = Allowed() if is_author else at_least(person, Role.EDITOR, "edit a correction notice")
    if not decision:
        return decision
    if correction.publication_id is not None:
        return Denied("This notice is public and cannot be changed. Open another correction.", for_now=True)
    if correction.closed_at is not None:
        return Denied("This correction was closed and will not be published.", for_now=True)
    if correction.verdict.state not in EDITABLE:
        return Denied(
            "The notice is under review with the verdict. It can be edited after the verdict is returned.", for_now=True
        )
    return decision
