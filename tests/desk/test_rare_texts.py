"""Rare parts of titles are found in an index, frequent ones in the newest rows. The results are those of comparing each row."""

from __future__ import annotations

from typing import Any

import pytest

from factcheck.accounts.models import Person
from factcheck.articles.models import Article, Source
from factcheck.articles.queries import articles_matching, library_page
from factcheck.desk.library.source_list import MOST, source_list
from factcheck.desk.search.queries import MAX_HITS, search_everything
from factcheck.publishing.models import Publication
from factcheck.web.containing import NEWEST
from factcheck.web.names import with_name_containing
from factcheck.web.search import containing
from tests.plans import FIRST_COPY, bulk_insert, copy_rows, insert_known_names, plan_nodes, plan_of, rows_visited, statements_of
from tests.world import World

pytestmark = pytest.mark.django_db
OTHERS = 2 * NEWEST
TEXTS = ["number", "number 7", "umber 77", "b", "7", "77", "Älteste", "aeltest", "oldest Önly", "zebra crossing", "number only"]


@pytest.fixture
def many(request: pytest.FixtureRequest, world: World) -> World:
    """Articles, checks, and sources with numbers; the oldest row of each kind has words of its own."""
    others = getattr(request, "param", OTHERS)
    publication, article = world.published.publications.get(), world.first_article
    title = "CASE g WHEN 1 THEN 'The oldest ÖNLY' WHEN 2 THEN 'Die Älteste' ELSE 'Number ' || g END"
    with bulk_insert() as cursor:
        copy_rows(cursor, "articles_article", article.pk, others, title=title, opening="''")
        columns = {"article_id": f"{FIRST_COPY} + g", "text": "'Text ' || g", "sha256": "md5(g::text)"}
        copy_rows(cursor, "articles_revision", article.current.pk, others, **columns)
        copy_rows(cursor, "articles_source", world.institute.pk, others, name=f"'Outlet: ' || {title}", interest=title)
        columns = {
            "verdict_id": f"{FIRST_COPY} + g",
            "slug": "'check-' || g",
            "statement": title,
            "headline": "'About'",
            "published_at": "now() + g * interval '1 second'",
        }
        copy_rows(cursor, "publishing_publication", publication.pk, others, **columns)
        insert_known_names(cursor)
    return world


@pytest.mark.parametrize("text", TEXTS)
def test_the_same_rows_are_found_as_by_comparing_each_row(many: World, text: str) -> None:
    found = search_everything(many.reader, text)
    titled = containing(Article.objects.open(), text).order_by("-id")
    urls = [f"/desk/articles/{pk}/" for pk in titled.values_list("pk", flat=True)[:MAX_HITS]]
    assert [hit.url for hit in found.articles][: len(urls)] == urls
    checks = containing(Publication.objects.filter(is_current=True), text).order_by("-published_at", "-id")
    assert [hit.url for hit in found.checks] == [f"/checks/{slug}/" for slug in checks.values_list("slug", flat=True)[:MAX_HITS]]
    assert set(articles_matching(Article.objects.all(), text)) >= set(containing(Article.objects.all(), text))
    named = with_name_containing(Source.objects.all(), text)
    expected = {*named, *containing(Source.objects.all(), text)}
    rows, has_more = source_list(text)
    assert {row.id for row in rows} == {row.pk for row in expected} if len(expected) <= MOST else has_more


def test_closed_articles_are_not_among_those_from_the_index(many: World) -> None:
    with bulk_insert() as cursor:
        cursor.execute(
            "UPDATE articles_article SET closed_at = now(), closed_reason = 'by_mistake', closed_by_id = imported_by_id"
            " WHERE title = 'The oldest ÖNLY'"
        )
    assert search_everything(many.reader, "oldest only").articles == []
    assert len(search_everything(many.reader, "oldest only", has_closed=True).articles) == 1


@pytest.mark.parametrize("many", [10 * NEWEST], indirect=True)
@pytest.mark.parametrize(
    ("read", "indexes"),
    [
        (lambda: search_everything(Person(is_active=True), "zebra crossing"), {"article_title_grams", "publication_title_grams"}),
        (lambda: list(articles_matching(Article.objects.all(), "zebra crossing")), {"article_title_grams"}),
        (lambda: source_list("zebra crossing"), {"source_key_grams", "source_name_grams"}),
    ],
)
def test_rare_text_is_not_compared_with_each_row(many: World, read: Any, indexes: set[str]) -> None:
    plans = [plan_of(*statement, generic=True) for statement in statements_of(read)]
    nodes = [node for plan in plans for node in plan_nodes(plan)]
    assert indexes <= {node.get("Index Name") for node in nodes}
    tables = {"articles_article", "publishing_publication", "articles_source", "articles_knownsourcename"}
    for node in nodes:
        if node.get("Relation Name") in tables:
            assert rows_visited(node) <= NEWEST + 1


@pytest.mark.parametrize("text", TEXTS)
def test_lists_take_one_statement_more_for_a_search(many: World, text: str) -> None:
    reader = many.reader
    for read in (lambda: library_page(reader, query=text), lambda: source_list(text)):
        assert len(statements_of(read)) <= 2


@pytest.mark.parametrize(("text", "statements"), [("number", 1), ("text", 1), ("-zebra", 1), ("77", 2), ("text OR zebra", 1)])
def test_pages_of_a_search_in_the_library_continue(many: World, text: str, statements: int) -> None:
    """Of a frequent word, a page is found in the order of the list, in one statement."""
    reader = many.reader
    matching = articles_matching(Article.objects.open(), text).order_by("-imported_at", "-id")
    expected = list(matching.values_list("pk", flat=True)[:60])
    assert expected
    assert len(statements_of(lambda: library_page(reader, query=text))) == statements
    found, cursor = [], ""
    while len(found) < len(expected):
        page = library_page(reader, query=text, cursor=cursor, size=20)
        found += [row.id for row in page.items]
        previous, cursor = page.newer, page.older
    assert found == expected
    if previous:
        page = library_page(reader, query=text, cursor=previous, size=20)
        assert [row.id for row in page.items] == expected[20:40]
