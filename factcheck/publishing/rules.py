"""Who may reword an open correction. Publishing, correcting and retracting are moves; their rules stand with the verdict's."""

from __future__ import annotations

from factcheck.accounts.models import Person, Role
from factcheck.accounts.rules import at_least
from factcheck.publishing.models import Correction
from factcheck.web.decisions import Allowed, Decision, Denied, rule


@rule("correction.reword")
def may_reword(person: Person, correction: Correction) -> Decision:
    if correction.publication_id is not None:
        return Denied("This notice is public and stays as it is. Open another correction.", for_now=True)
    if correction.verdict.author_id == person.pk and person.is_at_least(Role.CHECKER):
        return Allowed()
    return at_least(person, Role.EDITOR, "reword a correction")
