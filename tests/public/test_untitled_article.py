"""An article without a title: staff see its first words, and nothing invented is published."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.publishing.actions import draft_publication, publish
from factcheck.publishing.prepublication_notes import prepublication_notes
from tests.pages import signed_in
from tests.world import FIRST, World

pytestmark = pytest.mark.django_db

FIRST_WORDS = "The minister spoke on Monday."


@pytest.mark.parametrize("address", ["", "https://paper.example/1"])
def test_first_words_of_an_untitled_article_are_never_published_as_its_title(world: World, client: Client, address: str) -> None:
    article = world.article(FIRST, address=address)
    assert (article.title, article.display_title.startswith(FIRST_WORDS)) == ("", True)
    verdict = world.approve(world.submit(world.ready(world.claim(article=article))))
    assert any("has no title" in note for note in prepublication_notes(draft_publication(verdict).document))
    publication = publish(person=world.editor, verdict=verdict)
    assert [appearance["title"] for appearance in publication.document["appearances"]] == [""]
    page = client.get(reverse("public:check", args=[publication.slug])).content.decode()
    assert "untitled article" in page
    assert "“”" not in page
    review = client.get(reverse("public:claimreview", args=[publication.slug])).json()["itemReviewed"]
    assert all("name" not in work for work in [review.get("firstAppearance", {}), *review.get("appearance", [])])


def test_staff_see_the_first_words_of_an_untitled_article(world: World) -> None:
    article = world.article(FIRST)
    client = signed_in(world.reader)
    for address in (reverse("desk:library"), reverse("desk:article", args=[article.pk])):
        assert FIRST_WORDS in client.get(address).content.decode().partition("<body")[2]
    assert f"<title>{FIRST_WORDS}" in client.get(reverse("desk:article", args=[article.pk])).content.decode()
