"""Names and quotes in Hebrew are isolated where a template tag renders them, and texts of articles have their language.

`tests/test_writing_direction.py` tests all pages.
"""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.articles.actions import edit_article
from factcheck.claims.actions import edit_actor
from factcheck.web.isolation import isolated_in_quotes
from factcheck.web.typography import in_quotes, isolated
from tests.pages import parsed
from tests.world import World
from tests.writing_direction import exposed_texts

ARABIC, HEBREW = "محمد", "שרה"


@pytest.mark.django_db
def test_a_row_of_facts_isolates_its_names(world: World, client: Client) -> None:
    claim = world.open_claim
    edit_actor(person=world.checker, actor=world.minister, seen_version=None, name=f"{ARABIC} the Minister", description=HEBREW)
    client.force_login(world.editor)
    page = parsed(client.get(reverse("desk:claim", args=[claim.pk])))
    facts = [element for element in page.all(class_="facts") if ARABIC in element.text]
    assert facts
    for row in facts:
        assert [element.text for element in row.all("bdi") if ARABIC in element.text]
        assert not list(exposed_texts(row))


@pytest.mark.django_db
def test_text_of_an_article_has_its_language(world: World, client: Client) -> None:
    claim = world.open_claim
    edit_article(person=world.checker, article=world.first_article, seen_version=None, title=f"{ARABIC} 12", language="ar")
    client.force_login(world.editor)
    (title,) = parsed(client.get(reverse("desk:article", args=[world.first_article.pk]))).all("h2", class_="headline")
    assert (title.attributes["dir"], title.attributes["lang"]) == ("auto", "ar")
    for url in (reverse("desk:mention", args=[claim.mentions.get().pk]), reverse("desk:claim", args=[claim.pk])):
        (quote, *_) = parsed(client.get(url)).all("blockquote", class_="quoted")
        assert (quote.attributes["dir"], quote.attributes["lang"]) == ("auto", "ar")


@pytest.mark.parametrize(("text", "mark"), [("A.", "."), (HEBREW, ","), ("“", "."), ("", ".")])
def test_quotation_marks_are_outside_the_isolated_text(text: str, mark: str) -> None:
    html = isolated_in_quotes(text, mark)
    assert f"<bdi>{text}</bdi>" in html
    assert html.replace("<bdi>", "").replace("</bdi>", "") == in_quotes(text, mark)


@pytest.mark.parametrize("text", [HEBREW, ARABIC, f"Agency {ARABIC}", "١٢"])
def test_plain_text_with_right_to_left_characters_is_isolated(text: str) -> None:
    assert isolated(text) == f"\u2068{text}\u2069"


@pytest.mark.parametrize("text", ["", "Zoë Müller", "“Quoted”", "Київ", "東京"])
def test_other_plain_text_is_unchanged(text: str) -> None:
    assert isolated(text) == text
