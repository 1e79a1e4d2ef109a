"""Queries for the page of a person: the open verdicts that someone else continues, and those that were handed over."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.accounts.models import Person, Role
from factcheck.ledger.models import Entry, RowVersion
from factcheck.verdicts.models import Verdict
from factcheck.verdicts.states import OPEN, State
from factcheck.verdicts.workflow import MOVES

MAX_VERDICTS = 20
"""Maximum number of open verdicts that the page of a person lists."""


@dataclass(frozen=True, slots=True)
class OpenVerdictList:
    """The open verdicts of a person, the first MAX_VERDICTS of `count`."""

    verdicts: list[Verdict]
    count: int

    @property
    def others(self) -> int:
        """The number of open verdicts that are not listed."""
        return self.count - len(self.verdicts)

    @property
    def has_approved(self) -> bool:
        """Whether a listed verdict is approved. Its approval is outdated after it was handed over."""
        return any(verdict.state == State.APPROVED for verdict in self.verdicts)


def open_verdicts_of(person: Person) -> OpenVerdictList:
    """The open verdicts of a person, those that have been in their state longest first. At most two queries."""
    rows = Verdict.objects.filter(author=person, state__in=OPEN)
    listed = list(rows.select_related("claim").defer("claim__words").order_by("moved_at", "pk")[: MAX_VERDICTS + 1])
    count = len(listed) if len(listed) <= MAX_VERDICTS else rows.count()
    return OpenVerdictList(listed[:MAX_VERDICTS], count)


def count_handed_over(person: Person, to: Person) -> int:
    """How many verdicts were handed over to `to` when `person` was deactivated or became a reader. At most two queries.

    The ledger entries of the verdicts follow the entry of the person's current version. A repeated request therefore gets the
    same number.
    """
    if person.is_active and person.is_at_least(Role.CHECKER):
        return 0
    versions = RowVersion.objects.filter(kind=person.kind, object_id=person.pk, version=person.version)
    changed = versions.values_list("entry_id", flat=True).first()
    if changed is None:
        return 0
    # As a value and not as a subquery: the planner then reads only the newer entries, by the primary key.
    entries = Entry.objects.filter(kind="verdict", action=MOVES["hand_over"].action, number__gt=changed)
    return entries.filter(before__author=person.pk, after__author=to.pk).count()
