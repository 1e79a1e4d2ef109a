"""Lists of sources, actors, and people are in the order of a dictionary, in every locale of the database."""

from __future__ import annotations

import pytest
from django.urls import reverse

from factcheck.accounts.queries import people
from factcheck.articles.actions import add_source
from factcheck.claims.actions import get_or_create_actor
from factcheck.desk.form_fields import SuccessorField
from factcheck.desk.library.source_list import source_list
from tests.pages import parsed, signed_in
from tests.plans import bulk_insert, insert_known_names, plan_nodes, plan_of, statements_of
from tests.world import World

pytestmark = pytest.mark.django_db

NAMES = ["“Alpha” Courier", "apple courier", "Ärzte Courier", "Berlin Courier", "de Courier", "Élan Courier", "Zebra Courier"]
SHUFFLED = [NAMES[at] for at in (6, 2, 4, 0, 5, 3, 1)]


def test_sources_are_in_the_order_of_their_names(world: World) -> None:
    for name in SHUFFLED:
        add_source(person=world.checker, name=name, source_kind="outlet", other_names=[f"0 {name}"])
    page = parsed(signed_in(world.checker).get(reverse("desk:sources"), {"q": "courier"}))
    assert [row.text for row in page.all("th", scope="row")] == NAMES
    assert [source.name for source in source_list()[0]] == NAMES


def test_actors_of_a_search_are_in_the_order_of_their_names(world: World) -> None:
    for name in SHUFFLED:
        get_or_create_actor(person=world.checker, name=name, actor_kind="person", other_names=[f"0 {name}"])
    page = parsed(signed_in(world.checker).get(reverse("desk:search"), {"q": "courier"})).text
    places = [page.index(name) for name in NAMES]
    assert places == sorted(places)


def test_people_are_in_the_order_of_their_names(world: World) -> None:
    for name in SHUFFLED:
        world.person("checker", name)
    assert [person.name for person in people(world.reader, "courier")[0]] == NAMES
    assert [person.name for person in SuccessorField().queryset if person.name in NAMES] == NAMES


def test_first_sources_are_read_from_the_index(world: World) -> None:
    assert world.outlet
    with bulk_insert() as cursor:
        cursor.execute(
            "INSERT INTO articles_source (version, name, address, country, source_kind, is_party, interest)"
            " SELECT 1, 'Generated outlet number ' || n, '', '', 'outlet', FALSE, '' FROM generate_series(1, 20000) AS n"
        )
        insert_known_names(cursor)
    statement, values = statements_of(lambda: source_list())[0]
    nodes = list(plan_nodes(plan_of(statement, values, generic=False)))
    assert "source_name_key" in {node.get("Index Name") for node in nodes}
    scanned = {node["Relation Name"] for node in nodes if node["Node Type"] == "Seq Scan"}
    assert not scanned & {"articles_source", "articles_knownsourcename"}
