"""Queries for the right of reply."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from factcheck.claims.models import Claim
from factcheck.claims.parties import claim_parties
from factcheck.evidence.parties import PossibleParty, possible_parties
from factcheck.evidence.replies.models import OFFERED, Reply
from factcheck.web.database.composed import ComposedRows
from factcheck.web.name_identity import name_identity


@dataclass(frozen=True, slots=True)
class ClaimReplies:
    """The requests for comment on a claim, and the reasons for not asking, in the order in which they were recorded."""

    active: tuple[Reply, ...]
    withdrawn: tuple[Reply, ...]


@ComposedRows
def _replies(claim_id: int) -> QuerySet[Reply]:
    people = ("actor", "source", "created_by", "withdrawn_by")
    return Reply.objects.filter(claim=claim_id).select_related(*people).order_by("id")


def replies_of(claim: Claim) -> ClaimReplies:
    """All rows of the claim, with their people, sources, and actors. One query."""
    rows = _replies(claim.pk)
    return ClaimReplies(
        tuple(row for row in rows if row.withdrawn_at is None), tuple(row for row in rows if row.withdrawn_at is not None)
    )


@dataclass(frozen=True, slots=True)
class ReplyOffer:
    """`was_made`: somebody answered, declined, or let a deadline pass, or there is a reason why nobody was asked.

    `open_until`: the last deadline of the requests that are open; None if none is.
    """

    was_made: bool
    open_until: date | None


def reply_offer(claim: Claim) -> ReplyOffer:
    """Whether the right of reply was offered on a claim, and until when a request is open. One query."""
    passed = Q(deadline__lt=timezone.localdate())
    made = OFFERED | passed
    found = (
        Reply.objects.filter(claim=claim).active().aggregate(made=Count("id", filter=made), until=Max("deadline", filter=~made))
    )
    return ReplyOffer(found["made"] > 0, found["until"])


def was_reply_offered(claim: Claim) -> bool:
    """Whether the right of reply was offered on a claim, or a reason why not is recorded. One query."""
    return reply_offer(claim).was_made


def whom_to_ask(claim: Claim) -> list[PossibleParty]:
    """The claimant, then the parties, then everyone else in the record of the claim, each name once.

    An actor and a source with the same name are the same organization to whoever is asked.
    """
    parties = [PossibleParty(row.source, row.actor) for row in claim_parties(claim).rows]
    choices = [PossibleParty(actor=claim.claimant), *parties, *possible_parties(claim)]
    found: dict[str, PossibleParty] = {}
    for choice in choices:
        found.setdefault(name_identity(choice.label), choice)
    return list(found.values())
