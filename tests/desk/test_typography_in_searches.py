"""Each search finds a word in each spelling: decomposed letters, soft hyphens, ligatures, and curly apostrophes."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from factcheck.accounts.models import Person
from factcheck.accounts.queries import people
from factcheck.articles.actions import add_source
from factcheck.articles.models import Article, Source
from factcheck.articles.queries import articles_matching, library_page
from factcheck.claims.actions import get_or_create_actor
from factcheck.claims.models import Actor
from factcheck.desk.claim.candidates import candidates
from factcheck.desk.library.source_list import source_list
from factcheck.desk.search.queries import search_everything
from factcheck.publishing.models import Publication
from factcheck.web.names import search_names, with_name_containing
from factcheck.web.search import containing
from tests.pages import signed_in
from tests.plans import FIRST_COPY, bulk_insert, copy_rows, insert_known_names, plan_nodes, plan_of, rows_visited, statements_of
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister")]

OTHERS = 5_000
SPELLINGS = {
    "decomposed": ("заявий", unicodedata.normalize("NFD", "заявий")),
    "soft hyphen": ("propaganda", "propa\u00adganda"),
    "zero-width space": ("massacre", "mas\u200bsacre"),
    "ligature": ("official", "o\ufb03cial"),
    "curly apostrophe": ("l'équipe", "L’Équipe"),
    "no-break space": ("410 bodies", "410\u00a0bodies"),
    "dash": ("covid 19", "COVID–19"),
    "capitals": ("буча", "БУЧА"),
    "stop word": ("who", "WHO"),
    "stop words": ("to be", "To be"),
}


@pytest.fixture(params=[*SPELLINGS, *(f"{name}, reversed" for name in SPELLINGS)])
def spelling(request: pytest.FixtureRequest) -> tuple[str, str]:
    """The text to search for, and the stored text."""
    name, _, is_reversed = request.param.partition(",")
    return SPELLINGS[name][::-1] if is_reversed else SPELLINGS[name]


@pytest.mark.unprepared
def test_articles(world: World, spelling: tuple[str, str]) -> None:
    query, stored = spelling
    by_title, by_text = world.article("Nothing.", title=f"A {stored} title"), world.article(f"A text with {stored} in it.")
    assert set(articles_matching(Article.objects.all(), query)) == {by_title, by_text}
    assert {row.id for row in library_page(world.reader, query=query).items} == {by_title.pk, by_text.pk}
    assert len(search_everything(world.reader, query).articles) == 2


def test_claims(world: World, spelling: tuple[str, str]) -> None:
    query, stored = spelling
    claim = world.claim(f"A statement with {stored} in it.")
    other = world.claim("Another one.", quote="rejected the accusation")
    assert [hit.url for hit in search_everything(world.reader, query).claims] == [f"/desk/claims/{claim.pk}/"]
    assert candidates(world.checker, other, query).claims == [claim]
    rows = signed_in(world.reader).get("/api/v1/claims/", {"q": query}).json()["results"]
    assert [row["id"] for row in rows] == [claim.pk]


def test_names(world: World, spelling: tuple[str, str]) -> None:
    query, stored = spelling
    source = add_source(person=world.checker, name=f"The {stored} agency")
    actor, _ = get_or_create_actor(person=world.checker, name=f"The {stored} agency")
    described = add_source(person=world.checker, name="Another", interest=f"Has {stored} at stake.")
    assert search_names(Source.objects.all(), query).rows == [source]
    assert list(with_name_containing(Actor.objects.all(), query)) == [actor]
    assert [row.id for row in source_list(query)[0]] == [described.pk, source.pk]
    assert len(search_everything(world.reader, query).actors) == 1
    for path in ("sources", "actors"):
        rows = signed_in(world.reader).get(f"/api/v1/{path}/", {"name": query}).json()["results"]
        assert len(rows) == 1
    world.claim("Their claim.", claimant=actor)
    page = signed_in(world.reader).get("/desk/claims/", {"claimant": query}).content.decode()
    assert "Their claim." in page


def test_people(world: World, spelling: tuple[str, str]) -> None:
    query, stored = spelling
    person = world.person("checker", f"Ada {stored} Person")
    assert people(world.administrator, query)[0] == [person]


def test_checks(world: World) -> None:
    world.published  # noqa: B018
    for query in ("scene was arran", "WITHDRAWAL show the sc\u00adene", "“arranged” after"):
        assert len(search_everything(world.reader, query).checks) == 1


def with_many_others(world: World) -> None:
    """Rows that match none of the searches, so that reading a whole table or another index costs more."""
    publication = world.published.publications.get()
    article = world.first_article
    with bulk_insert() as cursor:
        copy_rows(cursor, "articles_source", world.institute.pk, OTHERS, name="'Outlet ' || g")
        copy_rows(cursor, "claims_actor", world.minister.pk, OTHERS, name="'Speaker ' || g")
        copy_rows(cursor, "articles_article", article.pk, OTHERS, title="'Number ' || g", opening="''")
        columns = {"article_id": f"{FIRST_COPY} + g", "text": "'Number ' || g", "sha256": "md5(g::text)"}
        copy_rows(cursor, "articles_revision", article.current.pk, OTHERS, **columns)
        columns = {
            "verdict_id": f"{FIRST_COPY} + g",
            "slug": "'check-' || g",
            "statement": "'No. ' || g",
            "headline": "'No. ' || g",
        }
        copy_rows(cursor, "publishing_publication", publication.pk, OTHERS, **columns)
        insert_known_names(cursor)


INDEXED: dict[str, Callable[[], Any]] = {
    "actor_name_key": lambda: search_names(Actor.objects.all(), "agency"),
    "source_name_key": lambda: search_names(Source.objects.all(), "agency"),
    "revision_words": lambda: list(articles_matching(Article.objects.all(), "to be")),
}
"""Each index, and a search that uses it."""


def test_searches_use_their_indexes(world: World) -> None:
    with_many_others(world)
    unused = []
    for index, read in INDEXED.items():
        for generic in (False, True):
            plans = [plan_of(*statement, generic=generic) for statement in statements_of(read)]
            if index not in {node.get("Index Name") for plan in plans for node in plan_nodes(plan)}:
                unused.append((index, "generic plan" if generic else "custom plan"))
    assert unused == []


SEARCHES: dict[str, Callable[[str], Any]] = {
    "everything": lambda text: search_everything(Person(is_active=True), text),
    "checks": lambda text: list(containing(Publication.objects.all(), text)),
    "articles": lambda text: list(articles_matching(Article.objects.all(), text)),
    "actors": lambda text: list(with_name_containing(Actor.objects.all(), text)[:20]),
    "sources": source_list,
}


def test_key_of_each_row_is_read_and_not_computed(world: World) -> None:
    with_many_others(world)
    computed = []
    for name, read in SEARCHES.items():
        for text in ("number", "n", "q", "no such word"):
            for statement in statements_of(lambda read=read, text=text: read(text)):
                nodes = plan_nodes(plan_of(*statement, generic=True))
                conditions = [node.get("Filter", "") + node.get("Join Filter", "") for node in nodes]
                computed += [(name, text, condition) for condition in conditions if "_key(" in condition]
    assert computed == []


def test_frequent_word_is_found_without_reading_all_rows(world: World) -> None:
    with_many_others(world)
    found = containing(Publication.objects.filter(is_current=True), "no").order_by("-published_at", "-id")
    for read in (lambda: list(found[:20]), lambda: list(containing(Article.objects.all(), "number").order_by("-id")[:20])):
        (statement,) = statements_of(read)
        assert rows_visited(plan_of(*statement, generic=True)) < 200


def test_names_are_scanned_once(world: World) -> None:
    with_many_others(world)
    loops = {}
    for text in ("number", "n", "q"):
        matching = with_name_containing(Actor.objects.all(), text).order_by("name", "id")[:20]
        (statement,) = statements_of(lambda matching=matching: list(matching))
        nodes = plan_nodes(plan_of(*statement, generic=True))
        loops[text] = [node["Actual Loops"] for node in nodes if node.get("Relation Name") == "claims_knownactorname"]
    assert loops == {"number": [1], "n": [1], "q": [1]}
