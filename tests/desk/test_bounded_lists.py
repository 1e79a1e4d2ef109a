"""The size and the queries of a page do not depend on the number of sources and actors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.plans import bulk_insert, insert_known_names, statements_of
from tests.world import World

pytestmark = pytest.mark.django_db

MANY = 5_000
SLACK = 2_000
"""Bytes. Tokens and counts differ between requests."""


def plain(act: str) -> Callable[[World], str]:
    def address(world: World) -> str:
        article = reverse("desk:article", args=[world.first_article.pk])
        return f"{article}?plain=1&act={act}&quote=The+scene+was+arranged"

    return address


PAGES: dict[str, Callable[[World], str]] = {
    "the desk": lambda world: reverse("desk:article", args=[world.first_article.pk]),
    "the desk with a claim": lambda world: (
        reverse("desk:article", args=[world.first_article.pk]) + f"?claim={world.open_claim.pk}"
    ),
    "a claim without script": plain("claim"),
    "a mention without script": plain("mention"),
    "a passage without script": plain("passage"),
    "attach evidence": lambda world: reverse("desk:evidence-add", args=[world.open_claim.pk]),
    "an item of evidence": lambda world: reverse("desk:evidence", args=[world.evidence.pk]),
    "edit a claim": lambda world: reverse("desk:claim-edit", args=[world.open_claim.pk]),
    "change a mention": lambda world: reverse("desk:mention", args=[world.mention.pk]),
    "an actor": lambda world: reverse("desk:actor", args=[world.minister.pk]),
    "a claim": lambda world: reverse("desk:claim", args=[world.open_claim.pk]),
    "the claims": lambda world: reverse("desk:claims"),
    "import": lambda world: reverse("desk:article-import"),
    "edit an article": lambda world: reverse("desk:article-edit", args=[world.first_article.pk]),
    "the library": lambda world: reverse("desk:library"),
    "a source": lambda world: reverse("desk:source", args=[world.outlet.pk]),
    "options of sources": lambda world: reverse("desk:source-options") + "?q=daily",
    "options of actors": lambda world: reverse("desk:actor-options") + "?q=minister",
}


def fill() -> None:
    with bulk_insert() as cursor:
        cursor.execute(
            "INSERT INTO articles_source (version, name, address, country, source_kind, is_party, interest)"
            " SELECT 1, 'Generated outlet number ' || n, '', '', 'outlet', FALSE, '' FROM generate_series(1, %s) AS n",
            [MANY],
        )
        cursor.execute(
            "INSERT INTO claims_actor (version, name, actor_kind, description, same_as)"
            " SELECT 1, 'Generated person number ' || n, 'person', '', '' FROM generate_series(1, %s) AS n",
            [MANY],
        )
        insert_known_names(cursor)
        # each of them has an article, because outlets with an article used to be the choices
        cursor.execute(
            "WITH article AS (INSERT INTO articles_article (version, title, opening, author, address, language, is_graphic,"
            " imported_at, outlet_id) SELECT 1, 'Generated', '', '', '', '', FALSE, '2020-01-01', id FROM articles_source"
            " WHERE name LIKE 'Generated%%' RETURNING id)"
            " INSERT INTO articles_revision (version, article_id, number, text, sha256, length, encoding, original_id,"
            " imported_at)"
            " SELECT 1, id, 1, 'Words.', '', 6, 'utf-8', (SELECT min(id) FROM archive_capture), now() FROM article"
        )


def read(client: Client, address: str) -> tuple[int, int]:
    """Bytes and queries."""
    responses: list[Any] = []
    statements = statements_of(lambda: responses.append(client.get(address)))
    assert responses[0].status_code == 200, address
    return len(responses[0].content), len(statements)


def test_page_size_and_queries_do_not_depend_on_the_number_of_names(client: Client, world: World) -> None:
    client.force_login(world.checker)
    addresses = {name: address(world) for name, address in PAGES.items()}
    for address in addresses.values():
        read(client, address)  # objects that each process creates once
    before = {name: read(client, address) for name, address in addresses.items() if name != "the library"}
    fill()
    after = {name: read(client, address) for name, address in addresses.items()}
    assert {name: number for name, (_, number) in after.items() if name != "the library"} == {
        name: number for name, (_, number) in before.items()
    }
    grown = {name: after[name][0] - size for name, (size, _) in before.items() if abs(after[name][0] - size) > SLACK}
    assert grown == {}
    # fifty articles per page, with only their own sources
    assert after["the library"][0] < 60_000


def test_list_of_sources_is_limited_and_searchable(client: Client, world: World) -> None:
    client.force_login(world.checker)
    assert world.outlet
    assert world.first_article
    fill()
    page = client.get(reverse("desk:sources")).content.decode()
    assert page.count('<th scope="row">') == 200
    assert "Showing the first 200 sources." in page
    page = client.get(reverse("desk:sources"), {"q": "number 4999"}).content.decode()
    assert page.count('<th scope="row">') == 1
    assert 'data-head="Articles" class="is-number">1<' in page
