"""Who may reword an open correction. Publishing, correcting and retracting are moves of the verdict: see `verdicts.rules`."""

from __future__ import annotations

from factcheck.accounts.models import Person, Role
from factcheck.accounts.rules import at_least
from factcheck.publishing.models import Correction
from factcheck.verdicts.workflow import EDITABLE
from factcheck.web.decisions import Allowed, Decision, Denied, rule


@rule("correction.reword")
def may_reword(person: Person, correction: Correction) -> Decision:
    if correction.publication_id is not None:
        return Denied("This notice is public and stays as it is. Open another correction.", for_now=True)
    is_author = correction.verdict.author_id == person.pk and person.is_at_least(Role.CHECKER)
    decision = Allowed() if is_author else at_least(person, Role.EDITOR, "reword a correction")
    if decision and correction.verdict.state not in EDITABLE:
        return Denied(
            "The notice is being reviewed with the verdict. It can be changed after the verdict is returned.", for_now=True
        )
    return decision
