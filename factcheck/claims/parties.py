"""The parties to a claim, and the sources and actors of its record that are parties.

A party that is a source also stands for the actors that represent the source, and the reverse.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from factcheck.articles.models import Source
from factcheck.claims.models import Actor, Claim, Party
from factcheck.web.database.composed import ComposedRows


@dataclass(frozen=True, slots=True)
class ClaimParties:
    """The active parties to one claim, in the order in which they were named. Their sources and actors are loaded."""

    rows: tuple[Party, ...] = ()

    def of_source(self, source: Source | None) -> Party | None:
        """The party that `source` is, or None. An actor that represents the source counts as well."""
        return next((row for row in self.rows if source and source.pk == _source_id(row)), None)

    def of_actor(self, actor: Actor | None) -> Party | None:
        """The party that `actor` is, or None. The source that the actor represents counts as well."""
        if actor is None:
            return None
        direct = next((row for row in self.rows if row.actor_id == actor.pk), None)
        return direct or next((row for row in self.rows if actor.source_id and actor.source_id == _source_id(row)), None)


def _source_id(party: Party) -> int | None:
    return party.source_id or (party.actor.source_id if party.actor else None)


@ComposedRows
def _parties(claim_id: int) -> QuerySet[Party]:
    return Party.objects.filter(claim=claim_id).active().select_related("source", "actor").order_by("id")


PARTY_QUERIES = (_parties,)
"""What `claim_parties` reads."""


def claim_parties(claim: Claim) -> ClaimParties:
    """The parties to the claim. One query."""
    return ClaimParties(tuple(_parties(claim.pk)))
