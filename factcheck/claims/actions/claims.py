"""Adding and editing claims."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction

from factcheck.accounts.models import Person
from factcheck.claims.actions.contributions import contribute
from factcheck.claims.actions.mentions import NewMention, write_mention
from factcheck.claims.models import Actor, Claim
from factcheck.ledger.actions import expect_version, record, revise
from factcheck.web.decisions import permit
from factcheck.web.models import Once

FIELDS = ("statement", "context", "layer", "claimant", "said_on", "said_precision", "place", "types", "topics")


@transaction.atomic
def add_claim(
    *, person: Person, claimant: Actor, mention: NewMention | None = None, token: uuid.UUID | None = None, **fields: Any
) -> Claim:
    """Add a claim, with its first mention where it was made from a selection. `fields` are any of FIELDS.

    Raises Invalid where the mention does not fit its text, Stale where its revision is no longer the newest.
    """
    permit(person, "claim.add")
    once = Once(person, token, "claim", {"claimant": claimant, "mention": mention, **fields})
    if made := once.first(Claim):
        return made
    claim = Claim.objects.create(claimant=claimant, created_by=person, **fields)
    written, values = write_mention(person=person, claim=claim, new=mention) if mention else (None, None)
    once.done(claim)
    record(
        person=person,
        action="claim.added",
        subject=claim,
        touched=[written] if written else [],
        after={**{f: getattr(claim, f) for f in FIELDS}, "mention": values},
    )
    return claim


@transaction.atomic
def edit_claim(*, person: Person, claim: Claim, seen_version: int | None, **fields: Any) -> Claim:
    """Change any of FIELDS. Raises Stale with both sides where somebody saved in between."""
    permit(person, "claim.edit", claim)
    row = Claim.objects.select_for_update(no_key=True).get(pk=claim.pk)
    expect_version(row, seen_version, typed=fields, what="claim")
    before, after = revise(row, **fields)
    if after:
        contribute(row.pk, person)
        record(person=person, action="claim.edited", subject=row, before=before, after=after)
    return row
