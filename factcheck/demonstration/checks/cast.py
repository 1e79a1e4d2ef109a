"""The people, sources, actors, and revisions that the checks share, and helpers for them."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.accounts.models import Person
from factcheck.articles.models import Revision, Source
from factcheck.claims.actions import name_party
from factcheck.claims.anchoring import find
from factcheck.claims.models import Actor, Claim
from factcheck.claims.new_mention import NewMention
from factcheck.demonstration.sources import PARTIES
from factcheck.evidence.parties import possible_parties
from factcheck.verdicts.actions import approve
from factcheck.verdicts.models import Rating, Verdict
from factcheck.verdicts.queries import basis_for


@dataclass(frozen=True, slots=True)
class Cast:
    people: dict[str, Person]
    sources: dict[str, Source]
    actors: dict[str, Actor]
    courier: Revision
    gazette: Revision


def quote_mention(revision: Revision, quote: str, mode: str, *chain: Actor) -> NewMention:
    return NewMention(revision, [find(revision.text, quote)], mode, chain)


def approve_as_editor(cast: Cast, verdict: Verdict) -> None:
    """Approve the submitted version. Afterward, `verdict` has its new state, as in the request of an editor who publishes."""
    approve(person=cast.people["editor"], verdict=verdict, version=verdict.latest, basis=basis_for(verdict.claim))
    verdict.refresh_from_db()


def name_parties(cast: Cast, claim: Claim) -> None:
    """Name each source of the claim's record that is a party, with its general interest."""
    parties = {cast.sources[key].pk for key in PARTIES}
    for possible in possible_parties(claim):
        if possible.source and possible.source.pk in parties:
            interest = possible.source.interest
            name_party(person=cast.people["checker"], claim=claim, source=possible.source, interest=interest)


def rating_named(name: str) -> Rating:
    return Rating.objects.get(name=name)
