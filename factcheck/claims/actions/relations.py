"""Actions that add and withdraw relations between claims."""

from __future__ import annotations

import uuid
from typing import cast

from factcheck.accounts.models import Person
from factcheck.claims.actions.contributions import contribute
from factcheck.claims.models import Claim, Relation
from factcheck.ledger.actions import NewEntry, change_once, create_once, record_many, withdraw
from factcheck.ledger.closable import closed_message
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid


@create_once(Relation, taken={"other": "This relation between the two claims already exists."})
def add_relation(*, person: Person, claim: Claim, relation_kind: str, other: Claim, token: uuid.UUID | None = None) -> Relation:
    """Add a relation: `claim` denies, counters, is part of, or is the same as `other`.

    Raises Invalid(other) if the claims are the same, the relation already exists, or `other` is closed.
    """
    permit(person, "relation.add", claim)
    if claim.pk == other.pk:
        raise Invalid({"other": "A claim cannot be related to itself."})
    require_open(other, field="other")
    entry = new_relation(person=person, claim=claim, relation_kind=relation_kind, other=other)
    record_many(person=person, entries=[entry])
    return cast(Relation, entry.subject)


def require_open(other: Claim, *, field: str) -> None:
    """Raise Invalid for `field` if the claim is closed."""
    if message := closed_message(other):
        raise Invalid({field: f"Choose an open claim. {message}"})


def new_relation(*, person: Person, claim: Claim, relation_kind: str, other: Claim) -> NewEntry:
    """Add a relation as a part of an action, which records the entry."""
    relation = Relation.objects.create(claim=claim, relation_kind=relation_kind, other=other, created_by=person)
    values = {"claim": claim.pk, "relation": relation_kind, "other": other.pk}
    return NewEntry(action="relation.added", subject=relation, after=values)


@change_once("relation.withdraw", "relation")
def withdraw_relation(
    *, person: Person, relation: Relation, reason: str, seen_version: int | None = None, token: uuid.UUID | None = None
) -> Relation:
    """Withdraw a relation with a reason. The row is not deleted."""
    return withdraw(
        relation,
        person=person,
        permission="relation.add",
        subject=lambda row: row.claim,
        action="relation.withdrawn",
        reason=reason,
        seen_version=seen_version,
        on_change=lambda row: contribute([row.claim_id], person),
    )
