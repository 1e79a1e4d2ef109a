"""Actions that look up actors by name, add them, and edit them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from factcheck.accounts.models import Person
from factcheck.claims.fields import ACTOR
from factcheck.claims.models import Actor
from factcheck.ledger.actions import NewEntry, change_once, create_once, edit, find_or_add_named, record_many
from factcheck.newsroom.queries import newsroom_name
from factcheck.web.errors import Invalid
from factcheck.web.http_urls import require_http_urls


@create_once(Actor, get_outcome=lambda actor: (actor, True))
def get_or_create_actor(*, person: Person, name: str, token: uuid.UUID | None = None, **fields: Any) -> tuple[Actor, bool]:
    """Return (actor, False) if an actor has this name, ignoring case; otherwise add one with `fields` and return (actor, True).

    Raises Invalid(claimant) for an empty name and for the name of this newsroom, which cannot be a claimant.
    """
    _validate_addresses(fields)
    (actor,), entries = resolve_actors([("claimant", name)], person=person, **fields)
    record_many(person=person, entries=entries)
    return actor, bool(entries)


@change_once("actor.edit", "actor", taken={"name": "An actor with this name already exists."})
def edit_actor(*, person: Person, actor: Actor, seen_version: int | None, token: uuid.UUID | None = None, **fields: Any) -> Actor:
    """Change fields of ACTOR. Raises EditConflict if the actor is no longer at version `seen_version`."""
    return edit(
        actor,
        person=person,
        permission="actor.edit",
        action="actor.edited",
        seen_version=seen_version,
        fields=fields,
        validate=_validate_addresses,
        resolve=_normalize_fields,
    )


def resolve_actors(
    references: Sequence[tuple[str, Actor | str]], *, person: Person, **new: Any
) -> tuple[list[Actor], list[NewEntry]]:
    """Return the actors for pairs of a field name and an actor or its name, in the same order.

    Names without an actor are added as actors with the fields `new`. The second value contains the ledger entries of the added
    actors, which the caller records together with its own entry. Raises Invalid with the field name for an empty name and for
    the name of this newsroom.
    """
    names = [(field, _normalize_actor_name(actor, field=field)) for field, actor in references if isinstance(actor, str)]
    rows, entries = find_or_add_named(Actor, names, person=person, permission="actor.edit", action="actor.added", **new)
    named_actors = iter(rows)
    return [next(named_actors) if isinstance(actor, str) else actor for _, actor in references], entries


def _validate_addresses(fields: Mapping[str, Any]) -> None:
    require_http_urls(**ACTOR.addresses_in(fields))


def _normalize_fields(fields: dict[str, Any]) -> tuple[dict[str, Any], list[NewEntry]]:
    return (fields | {"name": _normalize_actor_name(fields["name"], field="name")} if "name" in fields else fields), []


def _normalize_actor_name(name: str, *, field: str) -> str:
    """Collapse white space in the name. Raises Invalid if it is empty or the name of this newsroom."""
    name = " ".join(name.split())
    if not name:
        raise Invalid({field: "Enter the claimant. For a claim in the outlet’s own voice, enter the outlet."})
    if name.casefold() == newsroom_name().casefold():
        raise Invalid({field: "Our own newsroom cannot be the claimant. Enter who made the statement."})
    return name
