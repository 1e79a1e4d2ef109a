"""Actions that look up actors by name, add them, and edit them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from factcheck.accounts.models import Person
from factcheck.articles.models import Source, SourceKind
from factcheck.claims.fields import ACTOR
from factcheck.claims.models import Actor
from factcheck.ledger.actions import (
    NewEntry,
    change_once,
    create_once,
    edit,
    edited_name,
    find_or_add_named,
    other_names_change,
    record_many,
)
from factcheck.newsroom.queries import newsroom_name
from factcheck.web.errors import Invalid
from factcheck.web.http_urls import require_http_urls
from factcheck.web.name_identity import name_identity, normalize_name
from factcheck.web.names import rows_named


@create_once(Actor, get_outcome=lambda actor: (actor, True))
def get_or_create_actor(*, person: Person, name: str, token: uuid.UUID | None = None, **fields: Any) -> tuple[Actor, bool]:
    """Return (actor, False) if an actor has this name (`web.name_identity`); otherwise add one and return (actor, True).

    `fields` are fields of ACTOR. Without a kind, it is derived from the source of the same name, and unknown if there is none.
    Raises Invalid(claimant) for an empty name and for the name of this newsroom, which cannot be a claimant.
    """
    _validate_addresses(fields)
    other_names = fields.pop("other_names", None)
    if isinstance(fields.get("source"), Source):
        fields["source"] = fields["source"].survivor
    (actor,), entries = resolve_actors([("claimant", name)], person=person, **fields)
    if entries and other_names:
        change = other_names_change(actor, other_names)
        change.save()
        entries = [replace(entries[0], after={**(entries[0].after or {}), **change.after})]
    record_many(person=person, entries=entries)
    return actor, bool(entries)


@change_once("actor.edit", "actor", taken={"name": "An actor with this name already exists."})
def edit_actor(*, person: Person, actor: Actor, seen_version: int | None, token: uuid.UUID | None = None, **fields: Any) -> Actor:
    """Change fields of ACTOR. Raises EditConflict if the actor is no longer at version `seen_version`.

    Raises Invalid(name) or Invalid(other_names) if another actor has the name.
    """
    other_names = fields.pop("other_names", None)
    if "name" in fields:
        fields["name"] = edited_name(actor, _normalize_actor_name(fields["name"], newsroom_name(), field="name"))
    if isinstance(fields.get("source"), Source):
        fields["source"] = fields["source"].survivor
    return edit(
        actor,
        person=person,
        permission="actor.edit",
        action="actor.edited",
        seen_version=seen_version,
        fields=fields,
        validate=_validate_addresses,
        part=lambda row: other_names_change(row, other_names, name=fields.get("name")),
    )


def resolve_actors(
    references: Sequence[tuple[str, Actor | str]],
    *,
    person: Person,
    kinds: Mapping[str, str] | None = None,
    **new: Any,
) -> tuple[list[Actor], list[NewEntry]]:
    """Return the actors for pairs of a field name and an actor or its name, in the same order.

    A merged actor is replaced by its survivor. Names without an actor are added as actors with the fields `new`. `kinds` maps
    names to the kinds that a person stated. For other names, the kind is that of the source with the same name, which the actor
    then represents, or unknown. The second value contains the ledger entries of the added actors, which the caller records
    together with its own entry. Raises Invalid with the field name for an empty name and for the name of this newsroom.
    """
    stated = {name_identity(name): kind for name, kind in (kinds or {}).items()}
    own = newsroom_name() if any(isinstance(actor, str) for _, actor in references) else ""
    names = [(field, _normalize_actor_name(actor, own, field=field)) for field, actor in references if isinstance(actor, str)]
    rows, entries = find_or_add_named(
        Actor,
        names,
        person=person,
        permission="actor.edit",
        action="actor.added",
        derive=lambda missing: {
            name: {**_derived_fields(stated.get(name_identity(name)) or new.get("actor_kind"), source), **new}
            for name, source in sources_named(missing)
        },
        **new,
    )
    named_actors = iter(rows)
    return [next(named_actors) if isinstance(actor, str) else actor.survivor for _, actor in references], entries


def kind_of_source(source: Source) -> Actor.ActorKind:
    """The kind of an actor that represents `source`."""
    return Actor.ActorKind.PERSON if source.source_kind == SourceKind.PERSON else Actor.ActorKind.ORGANIZATION


def sources_named(names: Sequence[str]) -> list[tuple[str, Source | None]]:
    """Each name with the source that has it as its name or as another name. One query."""
    found = rows_named(Source.objects.all(), names)
    return [(name, found.get(name)) for name in names]


def _derived_fields(stated: str | None, source: Source | None) -> dict[str, Any]:
    """The kind and the source of a new actor. It represents the source of the same name unless a different kind was stated."""
    kind = stated or (kind_of_source(source) if source else Actor.ActorKind.UNKNOWN)
    is_same = source is not None and kind == kind_of_source(source)
    return {"actor_kind": Actor.ActorKind(kind).value, "source": source if is_same else None}


def _validate_addresses(fields: Mapping[str, Any]) -> None:
    require_http_urls(**ACTOR.addresses_in(fields))


def _normalize_actor_name(name: str, own: str, *, field: str) -> str:
    """The name in its stored form. Raises Invalid if it is empty or `own`, the name of this newsroom."""
    name = normalize_name(name)
    if not name:
        raise Invalid({field: "Enter the claimant. For a claim in the outlet’s own voice, enter the outlet."})
    if name_identity(name) == name_identity(own):
        raise Invalid({field: "Our own newsroom cannot be the claimant. Enter who made the statement."})
    return name
