"""The rows of the list of checks: the values that they show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from factcheck.accounts.models import Person
from factcheck.publishing.models import Publication, PublicationKind
from factcheck.verdicts.states import State
from factcheck.web.decisions import can


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A check that is or was public. `headline` may be empty; `state` is that of its verdict."""

    slug: str
    headline: str
    statement: str
    rating: str
    conclusion: str
    is_retracted: bool
    state: str
    published_at: datetime
    number: int
    """of the version"""
    author: str
    claim_id: int
    verdict_id: int
    may_correct: bool
    may_retract: bool


def check_row(person: Person, publication: Publication) -> CheckRow:
    """The row for `person`. `publication` has its verdict with the author. No query."""
    verdict = publication.verdict
    is_retracted = publication.publication_kind == PublicationKind.RETRACTED
    verdict.public_state = State.RETRACTED if is_retracted else State.PUBLISHED
    return CheckRow(
        slug=publication.slug,
        headline=publication.headline,
        statement=publication.statement,
        rating=publication.rating,
        conclusion=publication.conclusion,
        is_retracted=is_retracted,
        state=verdict.state,
        published_at=publication.published_at,
        number=publication.number,
        author=verdict.author.name or verdict.author.email,
        claim_id=verdict.claim_id,
        verdict_id=verdict.pk,
        may_correct=bool(can(person, "verdict.correct", verdict)),
        may_retract=bool(can(person, "verdict.retract", verdict)),
    )
