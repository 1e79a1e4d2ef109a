"""The page after a new revision: decisions by keyboard, progress, and accessibility."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from factcheck.claims.anchoring import find
from factcheck.evidence import revisions
from factcheck.evidence.actions import attach
from factcheck.evidence.locators import PassageLocator
from factcheck.evidence.models import Evidence
from factcheck.evidence.revisions import place_batch, revise_article
from tests.browser import axe
from tests.browser.page_ready import leaving, ready
from tests.browser.people import Desks
from tests.world import FIRST, World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(desks: Desks, world: World) -> Page:
    return desks.of(world.checker, **axe.OPTIONS)


def marked(world: World) -> Evidence:
    """A mention and a passage of the first article."""
    world.claim("All was well.", quote="that all was well")
    locator = PassageLocator(world.first_article.current, find(FIRST, "the town had been left"))
    return attach(person=world.checker, claim=world.open_claim, stance="context", closeness="primary", quoted_from=locator)


def revised(world: World, text: str) -> str:
    revision = revise_article(person=world.checker, article=world.first_article, content=text.encode())
    return reverse("desk:revised", args=[world.first_article.pk, revision.number])


def test_places_are_accepted_and_contexts_confirmed_with_one_key_each(page: Page, world: World) -> None:
    item = marked(world)
    changed = FIRST.replace("all was well", "all\u00a0was well").replace("official said that", "official denied that")
    page.goto(revised(world, changed))
    ready(page)
    assert axe.problems(page) == []
    changed_words = page.get_by_role("list", name="Changed words next to the quote").get_by_role("listitem").first
    assert "\n" not in changed_words.inner_text()
    expect(page.get_by_text("[no-break space]")).to_be_visible()
    with leaving(page):
        page.keyboard.press("1")
    expect(page.get_by_role("heading", name="Needs review")).to_have_count(0)
    assert world.first_article.revisions.get(number=2).mentions.count() == 2
    with leaving(page):
        page.keyboard.press("c")
    expect(page.get_by_text("There is nothing left to do.")).to_be_visible()
    item.refresh_from_db()
    assert (item.anchor, item.changed_context) == ("", [])


def test_progress_is_displayed_until_all_quotes_are_placed(page: Page, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    marked(world)
    monkeypatch.setattr(revisions, "PLACED_IMMEDIATELY", 1)
    page.goto(revised(world, "New. " + FIRST))
    ready(page)
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "0")
    assert axe.problems(page) == []
    place_batch(world.first_article.pk)
    expect(page.get_by_text("There is nothing left to do.")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_count(0)


def test_added_paragraphs_are_displayed_as_paragraphs(page: Page, world: World) -> None:
    page.goto(revised(world, FIRST + "\n\nA first addition.\n\nA second addition."))
    ready(page)
    added = page.locator(".difference ins").last
    lines = [line for line in added.inner_text().split("\n") if line.endswith("addition.")]
    assert lines == ["A first addition.", "A second addition."]
