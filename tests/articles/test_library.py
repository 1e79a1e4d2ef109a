"""The library: its rows, its filters, its pages, and its number of queries."""

import re
from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from django.test import Client

from factcheck.articles.actions import import_article
from factcheck.articles.queries import library_page
from tests.pages import parsed, signed_in
from tests.world import FIRST, World


def titles(client: Client, query: str = "") -> list[str]:
    text = client.get(f"/desk/articles/{query}").content.decode()
    return re.findall(r'class="claim-statement"[^>]*\shref="/desk/articles/\d+/"[^>]*>([^<]*)</a>', text)


@pytest.mark.django_db
def test_row_has_details_and_counts(world: World) -> None:
    assert world.mention.revision.article_id == world.first_article.pk
    world.claim("Another claim of the same words.")
    (row,) = library_page(world.reader).items
    assert (row.title, row.outlet, row.language, row.revision) == ("The minister denies", "The Daily Example", "en", 1)
    assert (row.words, row.is_estimate, row.claims, row.mentions) == (len(FIRST.split()), False, 2, 2)
    assert row.imported_by == world.checker.name


@pytest.mark.django_db
def test_row_counts_claims_with_a_published_check(client: Client, world: World) -> None:
    assert world.published
    world.claim("Another claim of the same words.")
    (row,) = library_page(world.reader).items
    assert (row.claims, row.published) == (2, 1)
    (listed,) = parsed(signed_in(world.reader).get("/desk/articles/")).all(class_="work")
    assert listed.all(class_="work-rating")[0].text == "2 claims 1 published"
    assert listed.all(class_="work-person")[0].text == "Imported by Chris Checker"
    assert "content warning" not in listed.text


@pytest.mark.django_db
def test_row_escapes_each_value(world: World) -> None:
    """Also a language that no action would store."""
    world.article("Words.", title="<b>Title", outlet="<b>Outlet", author="<b>Author")
    (row,) = library_page(world.reader).items
    html = render_to_string("desk/library/rows.html", {"rows": [replace(row, language="<b>en")]})
    assert "<b>" not in html
    assert all(f"&lt;b&gt;{value}" in html for value in ("Title", "Outlet", "Author", "en"))


@pytest.mark.django_db
def test_row_names_missing_details(world: World) -> None:
    world.article("Words without details.", outlet=None)
    (listed,) = parsed(signed_in(world.reader).get("/desk/articles/")).all(class_="work")
    assert "outlet unknown" in listed.text
    assert "no claims yet" in listed.text


@pytest.mark.django_db
def test_words_are_separated_by_white_space(world: World) -> None:
    article = world.article("\n  One, two\tthree\n\nfour  \u2014 five \n")
    assert [row.words for row in library_page(world.reader).items if row.id == article.pk] == [6]


@pytest.mark.django_db
def test_word_count_of_a_long_text_is_estimated_and_labeled_as_an_estimate(client: Client, world: World) -> None:
    world.article("word " * 30_000)
    (row,) = library_page(world.reader).items
    assert (row.words, row.is_estimate) == (25_000, True)
    client.force_login(world.reader)
    assert "about 25000" in client.get("/desk/articles/").content.decode()


@pytest.mark.django_db
def test_empty_library_links_to_the_import(client: Client, world: World) -> None:
    client.force_login(world.checker)
    text = client.get("/desk/articles/").content.decode()
    assert "No articles yet." in text
    assert "Import your first article" in text
    client.force_login(world.reader)
    text = client.get("/desk/articles/").content.decode()
    assert "Import your first article" not in text
    assert "To import articles, you need the checker role. Your role is reader." in text


@pytest.mark.django_db
def test_library_filters_by_text_title_and_outlet(client: Client, world: World) -> None:
    client.force_login(world.reader)
    world.first_article, world.second_article  # noqa: B018  created on first access
    world.article("A text about something else entirely.", title="A third", outlet=None)
    assert titles(client) == ["A third", "The figure and the denial", "The minister denies"]
    assert titles(client, "?q=prosecutor") == ["The figure and the denial"]
    assert titles(client, '?q="the scene"') == ["The figure and the denial", "The minister denies"]
    assert titles(client, "?q=scene+-prosecutor") == ["The minister denies"]
    assert titles(client, "?q=a+thi") == ["A third"]
    assert titles(client, "?outlet=the+daily+EXAMPLE") == ["The figure and the denial", "The minister denies"]
    assert titles(client, f"?outlet={world.outlet.pk}") == ["The figure and the denial", "The minister denies"]
    assert titles(client, f"?outlet={world.outlet.pk}&q=prosecutor") == ["The figure and the denial"]
    assert "No articles match." in client.get("/desk/articles/?q=zebra").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["?outlet=999999", "?outlet=x", "?q=" + "x" * 201, "?page=nonsense", "?q=%00"])
def test_invalid_filter_is_422(client: Client, query: str) -> None:
    client.force_login(World().reader)
    assert client.get(f"/desk/articles/{query}").status_code == 422


@pytest.mark.django_db
def test_partial_outlet_name_links_to_matching_outlets(client: Client, world: World) -> None:
    client.force_login(world.reader)
    assert world.first_article
    response = client.get("/desk/articles/?q=scene&outlet=daily")
    assert response.status_code == 422
    page = response.content.decode()
    assert "No source has exactly this name." in page
    assert 'href="/desk/articles/?q=scene&amp;outlet=The%20Daily%20Example"' in page


@pytest.mark.django_db
def test_pages_have_no_gaps_or_duplicates(world: World) -> None:
    numbers = [world.article(f"Text number {number}.").pk for number in range(7)]
    seen, cursor = [], ""
    for _ in range(3):
        page = library_page(world.reader, cursor=cursor, size=3)
        seen += [row.id for row in page.items]
        cursor = page.older
    assert (seen, cursor) == (numbers[::-1], "")
    assert [row.id for row in library_page(world.reader, cursor=page.newer, size=3).items] == seen[3:6]


@pytest.mark.django_db
def test_library_takes_a_constant_number_of_queries(client: Client, django_assert_max_num_queries, world: World) -> None:
    client.force_login(world.reader)
    assert world.mention
    with django_assert_max_num_queries(3) as one:  # session, person, articles
        client.get("/desk/articles/")
    second = world.claim("The figure is 410.", article=world.second_article, quote="410 bodies")
    assert second
    import_article(person=world.second_checker, content=b"A third text.", outlet="Another outlet")
    with django_assert_max_num_queries(3) as three:
        client.get("/desk/articles/")
    assert len(three) == len(one)
