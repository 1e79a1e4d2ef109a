"""Queries for the right of reply."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
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


REPLY_QUERIES = (_replies,)
"""What `replies_of` reads."""


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


def offer_of(is_offered: bool, deadlines: Iterable[date | None], today: date) -> ReplyOffer:
    """Whether the right of reply was offered. `deadlines`: those of the replies that are not OFFERED. Pure."""
    dates = [deadline for deadline in deadlines if deadline]
    is_passed = any(deadline < today for deadline in dates)
    return ReplyOffer(is_offered or is_passed, max((deadline for deadline in dates if deadline >= today), default=None))


def reply_offer(claim: Claim) -> ReplyOffer:
    """Whether the right of reply was offered on a claim, and until when a request is open. Two queries."""
    rows = Reply.objects.filter(claim=claim).active()
    open_rows = rows.exclude(OFFERED).filter(deadline__isnull=False)
    return offer_of(rows.filter(OFFERED).exists(), open_rows.values_list("deadline", flat=True), timezone.localdate())


def was_reply_offered(claim: Claim) -> bool:
    """Whether the right of reply was offered on a claim, or a reason why not is recorded. Two queries."""
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
