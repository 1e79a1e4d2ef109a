"""Saying how one claim stands to another, and taking it back."""

from __future__ import annotations

import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone

from factcheck.accounts.models import Person
from factcheck.claims.actions.contributions import contribute
from factcheck.claims.models import Claim, Relation
from factcheck.ledger.actions import expect_version, record
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid, Refused
from factcheck.web.models import Once


def relate(*, person: Person, claim: Claim, relation_kind: str, other: Claim, token: uuid.UUID | None = None) -> Relation:
    """Enter that `claim` denies, counters, is part of, or is the same as `other`. Raises Invalid for itself or twice."""
    permit(person, "relation.add", claim)
    if claim.pk == other.pk:
        raise Invalid({"other": "A claim cannot be related to itself."})
    try:
        with transaction.atomic():
            once = Once(person, token, "relation", {"claim": claim, "relation_kind": relation_kind, "other": other})
            if made := once.first(Relation):
                return made
            relation = Relation.objects.create(claim=claim, relation_kind=relation_kind, other=other, created_by=person)
            once.done(relation)
            record(
                person=person,
                action="relation.added",
                subject=relation,
                after={"claim": claim.pk, "relation": relation_kind, "other": other.pk},
            )
            return relation
    except IntegrityError as error:
        raise Invalid({"other": "These two claims are related in this way already."}) from error


@transaction.atomic
def withdraw_relation(*, person: Person, relation: Relation, reason: str, seen_version: int | None = None) -> Relation:
    row = Relation.objects.select_for_update(no_key=True).get(pk=relation.pk)
    permit(person, "relation.add", row.claim)
    expect_version(row, seen_version, typed={"reason": reason}, what="relation")
    if not reason.strip():
        raise Invalid({"reason": "Say why this relation is withdrawn."})
    if row.withdrawn_at is not None:
        raise Refused("This relation was withdrawn already.")
    row.withdrawn_at, row.withdrawn_reason = timezone.now(), reason.strip()
    row.version += 1
    row.save(update_fields=["withdrawn_at", "withdrawn_reason", "version"])
    contribute(row.claim_id, person)
    record(person=person, action="relation.withdrawn", subject=row, reason=reason.strip())
    return row
