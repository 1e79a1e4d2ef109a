"""Titles, feeds, and stored sentences with right-to-left names, and the language of quotes on public pages."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from django.test import Client

from factcheck.articles.actions import edit_article
from factcheck.claims.actions import edit_actor
from factcheck.claims.anchoring import find
from factcheck.evidence.actions import PassageLocator, attach
from factcheck.public.templatetags.checks import names_isolated
from factcheck.publishing.actions import publish
from factcheck.publishing.models import Publication
from tests.pages import parsed
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister", "institute", "editor")]

HEADLINE = "כותרת 7"
ISOLATED = f"\u2068{HEADLINE}\u2069"
ATOM = "{http://www.w3.org/2005/Atom}"


def published(world: World, **text: str) -> Publication:
    verdict = world.approve(world.submit(world.ready(**text)))
    return publish(person=world.editor, verdict=verdict)


def test_title_and_feed_isolate_a_headline(world: World, client: Client) -> None:
    publication = published(world, headline=HEADLINE)
    page = parsed(client.get(f"/checks/{publication.slug}/"))
    (title,) = page.all("title")
    assert title.text.startswith(f"{ISOLATED} (claim rated False)")
    (version,) = parsed(client.get(f"/checks/{publication.slug}/versions/1/")).all("title")
    assert version.text.startswith(f"Version 1 of: {ISOLATED}")
    feed = ElementTree.fromstring(client.get("/checks/feed.atom").content)  # noqa: S314  our own feed
    assert feed.findtext(f"{ATOM}entry/{ATOM}title") == f"{ISOLATED} (claim rated False)"


def test_document_has_no_directional_controls(world: World) -> None:
    publication = published(world, headline=HEADLINE)
    assert publication.document["verdict"]["headline"] == publication.headline == HEADLINE


def test_names_in_stored_sentences_are_isolated(world: World, client: Client) -> None:
    edit_actor(person=world.checker, actor=world.minister, seen_version=None, name="שרה & Co.")
    claim = world.claim(layer="utterance")
    publication = publish(person=world.editor, verdict=world.approve(world.submit(world.ready(claim))))
    page = parsed(client.get(f"/checks/{publication.slug}/"))
    (about,) = page.all("div", class_="claim-about")
    assert [element.text for element in about.all("bdi")] == ["שרה & Co."]
    assert about.text == publication.document["about"][0]
    method = [element for element in page.all("dd") if element.text.startswith("Written by")]
    assert [element.text for element in method[0].all("bdi")] == ["Chris Checker", "Ed Editor"]


@pytest.mark.parametrize("name", ["<b>", "a & b", "(", ""])
def test_sentence_with_isolated_names_is_escaped(name: str) -> None:
    document = {"authors": [name], "reviewer": "Ed", "claim": {"claimant": {"name": "Ann"}}, "relations": []}
    html = names_isolated(f"Written by {name}; <i> approved by Ed.", document)
    assert "<i>" not in html
    assert "<bdi>Ed</bdi>" in html


def test_quotes_and_titles_have_the_language_of_their_article(world: World, client: Client) -> None:
    edit_article(person=world.checker, article=world.first_article, seen_version=None, language="ar")
    claim = world.claim()
    text = world.second_article.current
    edit_article(person=world.checker, article=world.second_article, seen_version=None, language="he")
    passage = PassageLocator(text, find(text.text, "410 bodies"))
    attach(person=world.checker, claim=claim, stance="contradicts", closeness="primary", quoted_from=passage, note="Counted.")
    publication = publish(person=world.editor, verdict=world.approve(world.submit(world.ready(claim))))
    page = parsed(client.get(f"/checks/{publication.slug}/"))
    (quote,) = page.all("blockquote", class_="quoted")
    assert (quote.attributes["dir"], quote.attributes["lang"]) == ("auto", "ar")
    items = [item.all("blockquote")[0] for item in page.all("article", class_="item")]
    assert [item.attributes.get("lang") for item in items] == ["he", None]
    assert all(item.attributes["dir"] == "auto" for item in items)
    assert publication.document["appearances"][0]["language"] == "ar"
