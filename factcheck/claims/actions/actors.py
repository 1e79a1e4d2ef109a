"""Actors: found by name, added if they are new, and edited."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import transaction

from factcheck.accounts.models import Person
from factcheck.articles.models import Source
from factcheck.claims.fields import ACTOR
from factcheck.claims.models import Actor
from factcheck.ledger.actions import NewEntry, change_once, edit, find_or_add_named, record_many
from factcheck.web.errors import Invalid
from factcheck.web.http_urls import require_http_urls


@transaction.atomic
def get_or_create_actor(*, person: Person, name: str, **fields: Any) -> Actor:
    """The actor of this name (upper and lower case alike), added with `fields` if there is none yet.

    Raises Invalid(claimant) for an empty name and for our own newsroom, which is never a claimant.
    """
    _validate_addresses(fields)
    (actor,), entries = resolve_actors([("claimant", name)], person=person, **fields)
    record_many(person=person, entries=entries)
    return actor


def get_or_create_outlet_actor(*, person: Person, outlet: Source) -> Actor:
    """The actor that stands for an outlet speaking in its own voice."""
    known = Actor.objects.filter(source=outlet).order_by("id").first()
    return known or get_or_create_actor(
        person=person, name=outlet.name, actor_kind=Actor.ActorKind.ORGANIZATION, source=outlet, same_as=outlet.address
    )


@change_once("actor.edit", "actor", taken={"name": "An actor of this name exists already."})
def edit_actor(*, person: Person, actor: Actor, seen_version: int | None, token: uuid.UUID | None = None, **fields: Any) -> Actor:
    """Change any field of an actor. Raises EditConflict with both sides if somebody saved in between."""
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


def resolve_actors(given: Sequence[tuple[str, Actor | str]], *, person: Person, **new: Any) -> tuple[list[Actor], list[NewEntry]]:
    """The actors that are given as rows or as names, in their order, each with the field that its errors belong to.

    New names are added with `new`. The caller appends the entries of the actors that were added with its own. Raises Invalid for
    an empty name and for our own newsroom.
    """
    names = [(field, _normalize_actor_name(actor, field=field)) for field, actor in given if isinstance(actor, str)]
    rows, entries = find_or_add_named(Actor, names, person=person, permission="actor.edit", action="actor.added", **new)
    named = iter(rows)
    return [next(named) if isinstance(actor, str) else actor for _, actor in given], entries


def _validate_addresses(fields: Mapping[str, Any]) -> None:
    require_http_urls(**ACTOR.addresses_in(fields))


def _normalize_fields(fields: dict[str, Any]) -> tuple[dict[str, Any], list[NewEntry]]:
    return (fields | {"name": _normalize_actor_name(fields["name"], field="name")} if "name" in fields else fields), []


def _normalize_actor_name(name: str, *, field: str) -> str:
    """The name with single spaces. Raises Invalid if it is empty or our own newsroom's."""
    name = " ".join(name.split())
    if not name:
        raise Invalid({field: "Name who says this. In the outlet's own voice it is the outlet."})
    if name.casefold() == settings.NEWSROOM_NAME.casefold():
        raise Invalid({field: "The claimant is never our own newsroom. Name who made the statement."})
    return name
