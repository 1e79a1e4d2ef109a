"""Actors: the people and organizations that make statements, with all their names."""

from __future__ import annotations

from django.db import models

from factcheck.articles.models import Source
from factcheck.claims.fields import ACTOR
from factcheck.ledger.named import Named, RefersToSurvivor
from factcheck.web.http_urls import http_url_constraint
from factcheck.web.known_names import KnownName, KnowsName, known_name_constraints, known_name_indexes, unique_key
from factcheck.web.text import storable


class Actor(Named):
    """A person or organization that makes statements. If the actor is an outlet or institution, `source` is its source."""

    editable_fields = ACTOR
    other_values = frozenset({"merged", "other_names", "rows"})

    class ActorKind(models.TextChoices):
        PERSON = "person", "person"
        ORGANIZATION = "organization", "organization"
        UNKNOWN = "unknown", "unknown"

    name = models.CharField(max_length=ACTOR.max_length("name"), validators=[storable])
    actor_kind = models.CharField("kind", max_length=12, choices=ActorKind, default=ActorKind.UNKNOWN)
    description = models.CharField(
        max_length=ACTOR.max_length("description"), blank=True, validators=[storable], help_text="office or role"
    )
    same_as = models.URLField(
        max_length=ACTOR.max_length("same_as"),
        blank=True,
        validators=[storable],
        help_text="an identifying address, such as Wikidata",
    )
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="actors")

    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")

    constraints_of_parts = {unique_key("actor"): "name"}

    class Meta(Named.Meta):
        ordering = ["name"]
        indexes = [models.Index(fields=["name"], name="actor_by_name")]
        constraints = [http_url_constraint("same_as", "actor_same_as_is_http")]
        triggers = [
            *Named.Meta.triggers,
            KnowsName(name="knows_name", names="claims_knownactorname"),
            RefersToSurvivor(name="source_is_not_merged", table="articles_source", columns=["source"]),
        ]

    def __str__(self) -> str:
        return self.name


class KnownActorName(KnownName):
    """A name of an actor."""

    owner = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="known_names")

    class Meta:
        constraints = known_name_constraints("actor")
        indexes = known_name_indexes("actor")
