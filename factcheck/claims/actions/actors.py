"""Actors: found by name, made where they are new."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from factcheck.accounts.models import Person
from factcheck.articles.models import Source
from factcheck.claims.models import Actor
from factcheck.ledger.actions import expect_version, record, revise
from factcheck.web.addresses import expect_http
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid


def actor_named(*, person: Person, name: str, **fields: Any) -> Actor:
    """The actor of this name (upper and lower case alike), added with `fields` where there is none yet.

    Raises Invalid(claimant) for an empty name and for our own newsroom, which is never a claimant.
    """
    name = _name_of_another(name, field="claimant")
    known = Actor.objects.filter(name__iexact=name).first()
    if known:
        return known
    permit(person, "actor.edit")
    expect_http(same_as=fields.get("same_as", ""))
    try:
        with transaction.atomic():
            actor = Actor.objects.create(name=name, **fields)
            record(person=person, action="actor.added", subject=actor, after={"name": name, **fields})
            return actor
    except IntegrityError:
        return Actor.objects.get(name__iexact=name)  # somebody else added it in between


def actors_named(*, person: Person, names: Sequence[str]) -> list[Actor]:
    """The actors of these names, in their order, those of exactly these names read at once. Raises as `actor_named` does."""
    wanted = [" ".join(name.split()) for name in names]
    known = {actor.name: actor for actor in Actor.objects.filter(name__in=wanted).exclude(name__iexact=settings.NEWSROOM_NAME)}
    return [known.get(name) or actor_named(person=person, name=name) for name in wanted]


def actor_of_outlet(*, person: Person, outlet: Source) -> Actor:
    """The actor that stands for an outlet speaking in its own voice."""
    known = Actor.objects.filter(source=outlet).order_by("id").first()
    return known or actor_named(
        person=person, name=outlet.name, actor_kind=Actor.ActorKind.ORGANIZATION, source=outlet, same_as=outlet.address
    )


def edit_actor(*, person: Person, actor: Actor, seen_version: int | None, **fields: Any) -> Actor:
    permit(person, "actor.edit", actor)
    if "name" in fields:
        fields["name"] = _name_of_another(fields["name"], field="name")
    expect_http(same_as=fields.get("same_as", ""))
    try:
        with transaction.atomic():
            row = Actor.objects.select_for_update(no_key=True).get(pk=actor.pk)
            expect_version(row, seen_version, typed=fields, what="actor")
            before, after = revise(row, **fields)
            if after:
                record(person=person, action="actor.edited", subject=row, before=before, after=after)
            return row
    except IntegrityError as error:
        raise Invalid({"name": "An actor of this name exists already."}) from error


def _name_of_another(name: str, *, field: str) -> str:
    """The name with single spaces. Raises Invalid where it is empty or our own newsroom's."""
    name = " ".join(name.split())
    if not name:
        raise Invalid({field: "Name who says this. In the outlet's own voice it is the outlet."})
    if name.casefold() == settings.NEWSROOM_NAME.casefold():
        raise Invalid({field: "The claimant is never our own newsroom. Name who made the statement."})
    return name
