"""Actions that name, edit, and withdraw the parties to a claim."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from factcheck.accounts.models import Person
from factcheck.articles.models import Source
from factcheck.claims.actions.contributions import contribute
from factcheck.claims.models import Actor, Claim, Party
from factcheck.ledger.actions import change_once, create_once, edit, record, withdraw
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid

ALREADY_NAMED = "This party has already been named for this claim."
NO_INTEREST = {"interest": "State the interest in one sentence. Readers see it."}


@create_once(Party, taken={"source": ALREADY_NAMED, "actor": ALREADY_NAMED})
def name_party(
    *,
    person: Person,
    claim: Claim,
    interest: str,
    source: Source | None = None,
    actor: Actor | None = None,
    token: uuid.UUID | None = None,
) -> Party:
    """Name a source or an actor as a party to the claim. Raises Invalid(interest) if the interest is empty.

    Raises Invalid(source) or Invalid(actor) if the party has already been named, and ValueError unless exactly one of the two is
    given.
    """
    permit(person, "party.edit", claim)
    if (source is None) == (actor is None):
        raise ValueError("a party is either a source or an actor")
    if not interest.strip():
        raise Invalid(NO_INTEREST)
    party = Party.objects.create(claim=claim, source=source, actor=actor, interest=interest.strip(), created_by=person)
    record(
        person=person,
        action="party.named",
        subject=party,
        after={"claim": claim.pk, "source": source, "actor": actor, "interest": party.interest},
    )
    return party


@change_once("party.edit", "party")
def edit_party(*, person: Person, party: Party, interest: str, seen_version: int | None, token: uuid.UUID | None = None) -> Party:
    """Change the interest of a party. Raises Invalid(interest) if it is empty."""
    return edit(
        party,
        person=person,
        permission="party.edit",
        action="party.edited",
        seen_version=seen_version,
        fields={"interest": interest.strip()},
        validate=_require_interest,
        on_change=lambda row: contribute([row.claim_id], person),
    )


@change_once("party.withdraw", "party")
def withdraw_party(
    *, person: Person, party: Party, reason: str, seen_version: int | None = None, token: uuid.UUID | None = None
) -> Party:
    """Withdraw a party with a reason. The row is not deleted."""
    return withdraw(
        party,
        person=person,
        permission="party.edit",
        subject=lambda row: row.claim,
        action="party.withdrawn",
        reason=reason,
        seen_version=seen_version,
        on_change=lambda row: contribute([row.claim_id], person),
    )


def _require_interest(fields: Mapping[str, Any]) -> None:
    if not fields["interest"]:
        raise Invalid(NO_INTEREST)
