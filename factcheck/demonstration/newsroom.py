"""Loads the demonstration newsroom in one transaction, unless it already exists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

from django.db import transaction

from factcheck.accounts.actions import add_person, set_password
from factcheck.accounts.models import Person
from factcheck.articles.actions import import_article
from factcheck.articles.models import Revision
from factcheck.demonstration import texts
from factcheck.demonstration.checks import Cast, add_checks
from factcheck.demonstration.logo import draw_logo
from factcheck.demonstration.sources import add_actors, add_sources
from factcheck.newsroom.actions import edit_newsroom
from factcheck.newsroom.models import Fetching
from factcheck.newsroom.queries import the_newsroom
from factcheck.publishing.logos.actions import set_logo

PEOPLE = {
    "checker": ("checker@demo.example", "Anna Checker", "checker"),
    "second": ("second@demo.example", "Boris Second", "checker"),
    "editor": ("editor@demo.example", "Erin Editor", "editor"),
    "admin": ("admin@demo.example", "Amin Administrator", "administrator"),
}


def load(password: str, say: Callable[[str], None] = lambda line: None) -> None:
    """Load the demonstration newsroom if it does not exist, and set the password of its people."""
    if not Person.objects.filter(email=PEOPLE["checker"][0]).exists():
        with transaction.atomic():
            _load(say)
    for person in Person.objects.filter(email__in=[email for email, _, _ in PEOPLE.values()]):
        if not person.check_password(password):
            set_password(person=person, password=password)


def _load(say: Callable[[str], None]) -> None:
    say("people, sources, and actors")
    people = {key: add_person(by=None, email=email, name=name, role=role) for key, (email, name, role) in PEOPLE.items()}
    checker = people["checker"]
    sources = add_sources(checker)
    actors = add_actors(checker, sources)
    # The demonstration requests nothing from other servers.
    edit_newsroom(person=people["admin"], newsroom=the_newsroom(), seen_version=None, page_fetching=Fetching.NEVER)
    logo = BytesIO(draw_logo())
    set_logo(person=people["admin"], newsroom=the_newsroom(), file=logo, name="logo.png", seen_version=None)
    say("two articles")
    courier = _import_article(
        checker,
        texts.COURIER,
        title="Moscow denies responsibility for deaths in Bucha",
        outlet=sources["courier"],
        published_on=date(2022, 4, 5),
    )
    gazette = _import_article(
        people["second"],
        texts.GAZETTE,
        title="Dispute over Bucha continues ahead of United Nations vote",
        outlet=sources["gazette"],
        published_on=date(2022, 4, 6),
    )
    say("claims, evidence, and verdicts")
    add_checks(Cast(people, sources, actors, courier, gazette))


def _import_article(person: Person, text: str, **details: Any) -> Revision:
    article = import_article(
        person=person,
        content=text.encode(),
        method="command",
        name="demonstration.txt",
        author="The demonstration",
        language="en",
        is_graphic=True,
        **details,
    ).article
    return article.current
