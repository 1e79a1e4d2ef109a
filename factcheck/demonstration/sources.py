"""The sources and actors of the demonstration newsroom, and the interests of the sources."""

from __future__ import annotations

from typing import Any

from factcheck.accounts.models import Person
from factcheck.articles.actions import add_source
from factcheck.articles.models import Source
from factcheck.claims.actions import get_or_create_actor
from factcheck.claims.models import Actor

SOURCES: dict[str, dict[str, Any]] = {
    "courier": {
        "name": "Demonstration Courier",
        "source_kind": "outlet",
        "interest": "A fictitious outlet of this demonstration.",
    },
    "gazette": {
        "name": "Demonstration Gazette",
        "source_kind": "outlet",
        "interest": "A fictitious outlet of this demonstration.",
    },
    "mod_ru": {
        "name": "Ministry of Defence of the Russian Federation",
        "country": "Russia",
        "source_kind": "government",
        "interest": "Its units held the town and are accused.",
    },
    "prosecutor": {
        "name": "Office of the Prosecutor General of Ukraine",
        "country": "Ukraine",
        "source_kind": "government",
        "interest": "Leads the prosecution on the side of the accusing state.",
    },
    "nyt": {
        "name": "The New York Times, Visual Investigations",
        "address": "https://www.nytimes.com/",
        "country": "United States",
        "source_kind": "outlet",
        "interest": "Examined images from a commercial provider independently.",
    },
    "ohchr": {
        "name": "Office of the United Nations High Commissioner for Human Rights",
        "address": "https://www.ohchr.org/",
        "source_kind": "international",
        "interest": "Documents on behalf of the United Nations; visited the town.",
    },
    "afp": {"name": "AFP Fact Check", "country": "France", "source_kind": "agency"},
    "interfax": {"name": "Interfax-Ukraine", "country": "Ukraine", "source_kind": "agency"},
    "council": {
        "name": "Bucha City Council",
        "country": "Ukraine",
        "source_kind": "government",
        "interest": "The town's own administration.",
    },
    "maxar": {
        "name": "Maxar Technologies",
        "country": "United States",
        "source_kind": "organization",
        "interest": "Sells satellite images to governments and other customers.",
    },
    "tass": {
        "name": "TASS",
        "country": "Russia",
        "source_kind": "agency",
        "interest": "State news agency of a party to the dispute.",
    },
}

PARTIES = ("mod_ru", "prosecutor", "council", "tass")
"""The keys of the sources that are parties to each claim whose record refers to them."""

ACTORS: dict[str, dict[str, Any]] = {
    "lavrov": {"name": "Sergey Lavrov", "actor_kind": "person", "description": "Russian foreign minister"},
    "peskov": {"name": "Dmitry Peskov", "actor_kind": "person", "description": "Kremlin spokesman"},
    "fedoruk": {"name": "Anatolii Fedoruk", "actor_kind": "person", "description": "mayor of Bucha"},
    "venediktova": {"name": "Iryna Venediktova", "actor_kind": "person", "description": "Prosecutor General of Ukraine"},
    "ukraine": {"name": "The Ukrainian authorities", "actor_kind": "organization"},
}


def add_sources(person: Person) -> dict[str, Source]:
    return {key: add_source(person=person, **fields) for key, fields in SOURCES.items()}


def add_actors(person: Person, sources: dict[str, Source]) -> dict[str, Actor]:
    """Add the actors: people, and the outlets and the ministry as organizations."""
    actors = {key: get_or_create_actor(person=person, **fields)[0] for key, fields in ACTORS.items()}
    return actors | {key: _add_actor_of(sources[key], person) for key in ("courier", "gazette", "mod_ru")}


def _add_actor_of(source: Source, person: Person) -> Actor:
    """Add the actor for statements in the source's own voice."""
    organization = Actor.ActorKind.ORGANIZATION
    return get_or_create_actor(person=person, name=source.name, actor_kind=organization, source=source, same_as=source.address)[0]
