"""What waits for a person, what they work on, what waits for others. Each open verdict stands in exactly one of the three.

Each part is a union of conditions that one index reads in order (`verdict_queue`, `verdict_queue_of_author`), so that a page
costs the same with a hundred verdicts and with a hundred thousand.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q

from factcheck.accounts.models import Person, Role
from factcheck.claims.models import Contribution
from factcheck.verdicts.models import Verdict
from factcheck.verdicts.workflow import State
from factcheck.web.pages import Page, keyset_page

ORDER = ("moved_at", "id")
COLUMNS = (
    *("id", "state", "moved_at", "author_id", "author__name", "claim_id"),
    *("claim__statement", "claim__layer", "claim__claimant__name"),
)
OPEN = (State.SUBMITTED, State.APPROVED, State.RETURNED, State.CORRECTING, State.DRAFT)
"""States in which somebody still has to do something."""


class Part(StrEnum):
    MINE = "mine"
    WORK = "work"
    OTHERS = "others"

    @property
    def label(self) -> str:
        return {"mine": "Waits for me", "work": "I work on", "others": "Waits for others"}[self]


@dataclass(frozen=True, slots=True)
class Filters:
    """Empty where everything is wanted."""

    state: str = ""
    layer: str = ""


def contributed(person: Person) -> Exists:
    """Whether `person` had a hand in the claim of a verdict: then somebody else reviews it."""
    return Exists(Contribution.objects.filter(claim_id=OuterRef("claim_id"), person_id=person.pk))


def reviewable(person: Person) -> Q:
    """Submitted verdicts that `person`, an editor, may decide on."""
    return Q(state=State.SUBMITTED) & ~Q(author=person) & ~Q(contributed(person))


def arms(person: Person, part: Part) -> dict[State, Q]:
    """The conditions of one part, each with the state that it takes; together the parts hold each open verdict once."""
    is_editor, is_checker = person.is_at_least(Role.EDITOR), person.is_at_least(Role.CHECKER)
    own, others = Q(author=person), ~Q(author=person)
    mine: dict[State, Q] = {}
    work: dict[State, Q] = {}
    rest = {state: Q(state=state) for state in OPEN}
    if is_checker:
        # a correction may have been opened by an editor: then only the queue tells its author
        mine = {state: Q(state=state) & own for state in (State.RETURNED, State.CORRECTING)}
        work = {State.DRAFT: Q(state=State.DRAFT) & own}
        for state in (State.RETURNED, State.CORRECTING, State.DRAFT):
            rest[state] &= others
    if is_editor:
        mine[State.SUBMITTED] = reviewable(person)
        mine[State.APPROVED] = rest.pop(State.APPROVED)
        rest[State.SUBMITTED] &= own | Q(contributed(person))
    return {Part.MINE: mine, Part.WORK: work, Part.OTHERS: rest}[part]


def page_of(person: Person, part: Part, filters: Filters, cursor: str = "") -> Page:
    """One page, what waits longest first: plain rows with COLUMNS. Two queries."""
    wanted = [arm for state, arm in arms(person, part).items() if filters.state in ("", state)]
    if not wanted:
        return Page([], "", "")
    rows = Verdict.objects.visible_to(person)
    if filters.layer:
        rows = rows.filter(claim__layer=filters.layer)
    return keyset_page(rows, order=ORDER, cursor=cursor, arms=wanted, columns=COLUMNS, oldest_first=True)


def next_after(person: Person, verdict: Verdict) -> Verdict | None:
    """The next verdict that `person` may decide on, after this one in the queue, else from its beginning. None without any."""
    if not person.is_at_least(Role.EDITOR):
        return None
    waiting = Verdict.objects.visible_to(person).filter(reviewable(person)).exclude(pk=verdict.pk).order_by(*ORDER)
    later = Q(moved_at__gt=verdict.moved_at) | Q(moved_at=verdict.moved_at, pk__gt=verdict.pk)
    return waiting.filter(later, moved_at__gte=verdict.moved_at).first() or waiting.first()
