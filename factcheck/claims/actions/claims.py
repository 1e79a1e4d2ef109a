"""Actions that add and edit claims."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from factcheck.accounts.models import Person
from factcheck.claims.actions.actors import resolve_actors
from factcheck.claims.actions.contributions import contribute
from factcheck.claims.actions.mentions import require_newest_revision, write_mention
from factcheck.claims.actions.relations import new_relation, require_open
from factcheck.claims.fields import CLAIM
from factcheck.claims.models import Actor, Claim, Relation
from factcheck.claims.new_mention import NewMention
from factcheck.ledger.actions import NewEntry, change_once, create_once, edit, record_many
from factcheck.web.dates import require_not_future
from factcheck.web.decisions import permit


@create_once(Claim)
def add_claim(
    *,
    person: Person,
    claimant: Actor | str,
    mention: NewMention | None = None,
    denies: Claim | None = None,
    kinds: Mapping[str, str] | None = None,
    token: uuid.UUID | None = None,
    **fields: Any,
) -> Claim:
    """Add a claim and, optionally, its first mention and the relation to a claim that it `denies`. `fields` are fields of CLAIM.

    The claimant and the actors of the chain may be names; actors that do not exist yet are added, with their kinds from `kinds`.
    Raises Invalid if the mention does not match its text or the denied claim is closed, and Refused if the revision is not the
    newest.
    """
    permit(person, "claim.add")
    if denies:
        permit(person, "relation.add")
        require_open(denies, field="denies")
    _validate_claim_date(fields)
    if mention:
        require_newest_revision(mention.revision)
    chain = mention.chain if mention else ()
    references: list[tuple[str, Actor | str]] = [("claimant", claimant), *(("chain", actor) for actor in chain)]
    (claimant, *actors), entries = resolve_actors(references, person=person, kinds=kinds)
    claim = Claim(claimant=claimant, created_by=person, **fields)
    row, values = None, None
    if mention:
        row, values = write_mention(person=person, claim=claim, new=mention, chain=actors, is_new_claim=True)
    else:
        claim.save(force_insert=True)
    entry = NewEntry(
        action="claim.added",
        subject=claim,
        touched=[row] if row else [],
        after={**CLAIM.values_of(claim), "mention": values},
    )
    denial = (
        [new_relation(person=person, claim=claim, relation_kind=Relation.RelationKind.DENIES, other=denies)] if denies else []
    )
    record_many(person=person, entries=[*entries, entry, *denial])
    return claim


def new_claim(
    *, person: Person, claimant: Actor | str, kinds: Mapping[str, str] | None = None, **fields: Any
) -> tuple[Claim, list[NewEntry]]:
    """Add a claim without a mention, as a part of another action, which records it.

    If the claimant is a name without an actor, the actor is added with its kind from `kinds`. Returns the claim and the ledger
    entries of added actors.
    """
    _validate_claim_date(fields)
    (actor,), entries = resolve_actors([("claimant", claimant)], person=person, kinds=kinds)
    return Claim.objects.create(claimant=actor, created_by=person, **fields), entries


@change_once("claim.edit", "claim")
def edit_claim(
    *,
    person: Person,
    claim: Claim,
    seen_version: int | None,
    kinds: Mapping[str, str] | None = None,
    token: uuid.UUID | None = None,
    **fields: Any,
) -> Claim:
    """Change fields of CLAIM; the claimant may be a name. If there is no such actor, it is added with its kind from `kinds`.

    Raises EditConflict if the claim is no longer at version `seen_version`.
    """

    def resolve(values: dict[str, Any]) -> tuple[dict[str, Any], list[NewEntry]]:
        if "claimant" not in values:
            return values, []
        (claimant,), entries = resolve_actors([("claimant", values["claimant"])], person=person, kinds=kinds)
        return values | {"claimant": claimant}, entries

    return edit(
        claim,
        person=person,
        permission="claim.edit",
        action="claim.edited",
        seen_version=seen_version,
        fields=fields,
        validate=_validate_claim_date,
        resolve=resolve,
        on_change=lambda row: contribute([row.pk], person),
    )


def _validate_claim_date(fields: Mapping[str, Any]) -> None:
    require_not_future(said_on=fields.get("said_on"))
