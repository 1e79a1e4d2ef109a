"""Actions that hand verdicts over to another author: one verdict, or all open ones of a person who leaves."""

from __future__ import annotations

import uuid

from factcheck.accounts.models import Person, Role
from factcheck.accounts.rules import at_least
from factcheck.claims.actions import contribute
from factcheck.ledger.actions import NewEntry, change_once, record, save_next_version
from factcheck.verdicts.actions.steps import lock_verdict, require_reason
from factcheck.verdicts.models import Verdict
from factcheck.verdicts.states import OPEN
from factcheck.verdicts.workflow import MOVES
from factcheck.web.errors import Invalid, Refused


@change_once("verdict.hand_over", "verdict")
def hand_over(
    *,
    person: Person,
    verdict: Verdict,
    to: Person,
    reason: str,
    seen_version: int | None = None,
    token: uuid.UUID | None = None,
) -> Verdict:
    """Make `to` the author of the verdict. The former author stays a contributor.

    Raises Invalid(reason), and Invalid(to) if that person is the author already or may not write verdicts.
    """
    move, typed = MOVES["hand_over"], {"reason": reason, "to": to}
    row = lock_verdict(verdict, person=person, permission=move.permission, seen_version=seen_version, typed=typed)
    require_reason(move, reason)
    if problem := _author_error(to, row):
        raise Invalid({"to": problem})
    contribute([row.claim_id], row.author)
    before, after = save_next_version(row, author=to)
    record(person=person, action=move.action, subject=row, before=before, after=after, reason=reason.strip())
    return row


def _author_error(person: Person, verdict: Verdict) -> str:
    """Why the person cannot become the author of the verdict; empty if they can."""
    if person.pk == verdict.author_id:
        return f"{person} is already the author. Choose someone else."
    if not person.is_active:
        return f"The account of {person} is deactivated. Choose someone else."
    decision = at_least(person, Role.CHECKER, "write a verdict")
    return "" if decision else f"{person} has the role reader and cannot write verdicts. Choose someone else."


class OpenVerdicts:
    """The open verdicts of a person who leaves, for `accounts.open_work`."""

    noun = "open verdict"

    def count(self, person: Person) -> int:
        return Verdict.objects.filter(author=person, state__in=OPEN).count()

    def hand_over(self, person: Person, *, to: Person, reason: str) -> list[NewEntry]:
        """Make `to` the author of all open verdicts of `person`. The caller appends the entries.

        Raises Invalid(hand_over_to) if `to` may not write verdicts, and Refused if the person opened another verdict meanwhile.
        """
        rows = list(Verdict.objects.select_for_update(no_key=True).filter(author=person, state__in=OPEN).order_by("pk"))
        if not rows:
            return []
        for row in rows:
            if problem := _author_error(to, row):
                raise Invalid({"hand_over_to": problem})
        contribute([row.claim_id for row in rows], person)
        return [self._entry(row, to, reason) for row in rows]

    def require_none(self, person: Person) -> None:
        """Raise Refused if the person has an open verdict. Call this with the chain locked, so that no other is opened."""
        if self.count(person):
            raise Refused(f"{person} opened another verdict just now.", next_step="Try again, so that it is handed over too.")

    def _entry(self, row: Verdict, to: Person, reason: str) -> NewEntry:
        before, after = save_next_version(row, author=to)
        return NewEntry(action=MOVES["hand_over"].action, subject=row, before=before, after=after, reason=reason)
