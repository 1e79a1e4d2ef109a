"""The sources and actors in the record of a claim that could be parties to it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from factcheck.articles.models import Source
from factcheck.claims.models import Actor, Claim, Mention
from factcheck.claims.parties import claim_parties
from factcheck.evidence.models import Evidence


@dataclass(frozen=True, slots=True)
class PossibleParty:
    """A source or an actor. `key` identifies it among the choices of a form."""

    source: Source | None = None
    actor: Actor | None = None

    @property
    def key(self) -> str:
        return f"source-{self.source.pk}" if self.source else f"actor-{self.actor.pk if self.actor else ''}"

    @property
    def label(self) -> str:
        return str(self.source or self.actor)


def possible_parties(claim: Claim) -> list[PossibleParty]:
    """The sources and actors that the record refers to and that are not parties yet, by name. Three queries.

    An actor that represents a source in the record is left out, because the source stands for it.
    """
    parties = claim_parties(claim)
    items, mentions = Evidence.objects.filter(claim=claim, withdrawn_at=None), Mention.objects.filter(claim=claim).active()
    sources = list(
        Source.objects.filter(
            Q(pk__in=items.values("source"))
            | Q(pk__in=items.values("origin"))
            | Q(pk__in=items.values("revision__article__outlet"))
            | Q(pk__in=mentions.values("revision__article__outlet"))
        )
    )
    actors = Actor.objects.filter(Q(pk=claim.claimant_id) | Q(pk__in=mentions.values("chain__actor")))
    actors = actors.exclude(source__in=sources).select_related("source")
    possible = [PossibleParty(source=source) for source in sources if not parties.of_source(source)]
    possible += [PossibleParty(actor=actor) for actor in actors if not parties.of_actor(actor)]
    return sorted(possible, key=lambda choice: choice.label.casefold())
