"""Words of a hidden item that occur in another text: they are not shown beside published quotes, and not in its page."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.articles.actions import show_text
from factcheck.articles.models import Article
from factcheck.evidence.custody.actions import hide_evidence
from factcheck.evidence.custody.hiding import HiddenContent
from factcheck.publishing.actions import publish
from factcheck.publishing.hidden_items import HiddenItem, without_hidden_items
from factcheck.verdicts.models import Verdict
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister", "institute", "editor")]

HIDDEN = "Her name is Olha Petrenko of Yablunska 12."
BEFORE = 6 * "The minister spoke again. "
TEXT = f"{BEFORE}{HIDDEN} “The scene was arranged,” he said. Nobody else spoke that day.\n"


@pytest.fixture
def article(world: World) -> Article:
    """An article with the words of an item from a web page beside those of the claim."""
    article = world.article(TEXT, title="Another article", language="en")
    claim = world.claim(article=article)
    item = world.evidence_on(claim, quote=HIDDEN, address="https://page.example/names")
    verdict = world.approve(world.submit(world.ready(claim)))
    publish(person=world.editor, verdict=Verdict.objects.get(pk=verdict.pk))
    hide_evidence(person=world.editor, item=item, reason_code="court_order", reason="A court order.", reference="1")
    return article


def test_check_does_not_show_a_part_of_them_beside_the_words_of_the_claim(article: Article, client: Client) -> None:
    page = client.get(reverse("public:check", args=["images-from-before-the-withdrawal-show-the-scene"])).content.decode()
    assert "of Yablunska 12." not in page


def test_article_does_not_show_them_in_its_excerpts(article: Article, client: Client) -> None:
    assert HIDDEN not in client.get(reverse("public:article", args=[article.pk])).content.decode()


def test_article_does_not_show_them_in_its_whole_text(world: World, article: Article, client: Client) -> None:
    current = Article.objects.get(pk=article.pk)
    show_text(person=world.editor, article=current, may_show_text=True, reason="An agreement.", seen_version=None)
    assert HIDDEN not in client.get(reverse("public:article", args=[article.pk])).content.decode()


def test_they_are_shown_until_the_takedown(world: World, client: Client) -> None:
    article = world.article(TEXT, title="Another article", language="en")
    claim = world.claim(article=article)
    publish(person=world.editor, verdict=world.approve(world.submit(world.ready(claim))))
    show_text(person=world.editor, article=article, may_show_text=True, reason="An agreement.", seen_version=None)
    assert HIDDEN in client.get(reverse("public:article", args=[article.pk])).content.decode()
    item = world.evidence_on(world.claim("Another."), quote=HIDDEN.upper().replace(" ", "\n"), address="https://page.example/b")
    hide_evidence(person=world.editor, item=item, reason_code="court_order", reason="A court order.", reference="1")
    assert HIDDEN not in client.get(reverse("public:article", args=[article.pk])).content.decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [("of Yablunska 12. ", ""), ("", " Her name is Olh"), (HIDDEN, "")],
)
@pytest.mark.parametrize("keys", [("prefix", "suffix"), ("before", "after")])
def test_part_of_them_is_not_shown_beside_the_quote_of_another_item(before: str, after: str, keys: tuple[str, str]) -> None:
    around = dict(zip(keys, (before, after), strict=True))
    item = {"number": 7, "quote": "Another quote.", "address": "https://other.example/", "sha256": "", "prefix": "", "suffix": ""}
    if keys == ("before", "after"):
        item["preserved"] = {"sha256": "ab", "words": "Another quote.", **around}
    else:
        item |= around
    document = {"evidence": {"supports": [item]}, "appearances": [], "verdict": {"citations": []}}
    content = HiddenContent(quotes=frozenset({HIDDEN}), addresses=frozenset(), texts=frozenset(), copies=frozenset())
    hidden = HiddenItem(claim=1, number=2, file_sha256="", at=datetime(2026, 1, 1, tzinfo=UTC), reason="R", content=content)
    (shown,) = without_hidden_items(document, 1, [hidden])["evidence"]["supports"]
    assert (before or after).strip() not in str(shown)
    assert shown["quote"] == "Another quote."
