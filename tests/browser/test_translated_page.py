"""The reading desk on a page that a translator has changed: nothing can be selected, and nothing wrong is saved."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from factcheck.claims.models import Claim, Span
from tests.browser.page_ready import ready
from tests.browser.reading import QUOTE, drag_over, fill_claim, open_desk
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

TRANSLATE = """([from, to]) => {
    const walker = document.createTreeWalker(document.getElementById("words"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode;
        if (!node.data.includes(from)) continue;
        const outer = document.createElement("font");
        const inner = document.createElement("font");
        inner.textContent = node.data.replace(from, to);
        outer.append(inner);
        node.replaceWith(outer);
        return;
    }
}"""
"""What page translators do: they replace a text node by nested font elements with other text."""

SPLIT = """() => document.querySelector("#words p").firstChild.splitText(5)"""
EDIT = """() => { document.querySelector("#words p").firstChild.data = "Der Minister sprach am Montag." }"""
ADD = """() => document.querySelector("#words p").append(" Translated.")"""


def press_on(page: Page, words: str) -> None:
    """Select text that is in one text node with the browser's own selection."""
    page.evaluate(
        """(words) => {
            const walker = document.createTreeWalker(document.getElementById("words"), NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf(words);
                if (at >= 0) getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length);
            }
        }""",
        words,
    )


def test_text_is_not_translated(desk: Page, live_server: Any, world: World) -> None:
    for query in ("", "?plain=1"):
        open_desk(desk, live_server, world.first_article, query)
        words = desk.locator("#words")
        assert words.evaluate("element => [element.translate, element.classList.contains('notranslate')]") == [False, True]


@pytest.mark.parametrize(
    ("script", "argument", "words"),
    [
        (TRANSLATE, [QUOTE, "Die Szene war gestellt"], "Die Szene war gestellt"),
        (TRANSLATE, [QUOTE, QUOTE], QUOTE),
        (SPLIT, None, "A second official"),
        (EDIT, None, "A second official"),
        (ADD, None, "A second official"),
    ],
)
def test_selection_on_a_changed_page_is_refused_with_an_explanation(
    desk: Page, live_server: Any, world: World, script: str, argument: Any, words: str
) -> None:
    open_desk(desk, live_server, world.first_article)
    desk.evaluate(script, argument)
    press_on(desk, words)
    expect(desk.locator("#notice")).to_contain_text("A translator or another browser extension has changed it")
    expect(desk.locator("#toolbar")).to_be_hidden()
    desk.locator("#words").focus()
    desk.keyboard.press("s")
    expect(desk.locator("#toolbar")).to_be_hidden()
    desk.keyboard.press("c")
    expect(desk.locator("#marking")).to_be_hidden()


def test_page_that_was_changed_before_the_script_ran_is_refused(desk: Page, live_server: Any, world: World) -> None:
    address = f"{live_server.url}/desk/articles/{world.first_article.pk}/"

    def translated(route: Any) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace("A second official", "B second official"))

    desk.route(address, translated)
    desk.goto(address)
    ready(desk)
    press_on(desk, "the town had been left")
    expect(desk.locator("#notice")).to_contain_text("is not the article’s text")
    expect(desk.locator("#toolbar")).to_be_hidden()


def test_page_translated_while_the_form_is_open_saves_the_original_text(desk: Page, live_server: Any, world: World) -> None:
    world.minister  # noqa: B018  a name that the form does not ask about
    open_desk(desk, live_server, world.first_article)
    drag_over(desk, QUOTE)
    desk.keyboard.press("c")
    desk.evaluate(TRANSLATE, [QUOTE, "Die Szene war gestellt"])
    desk.locator("#words").focus()
    press_on(desk, "A second official")
    expect(desk.locator("#notice")).to_contain_text("is not the article’s text")
    expect(desk.locator("#pieces")).to_have_text(QUOTE)
    fill_claim(desk)
    desk.get_by_role("button", name="Save claim").click()
    expect(desk.locator("#chosen-title")).to_have_text(QUOTE)
    assert Claim.objects.count() == 1
    assert Span.objects.get().exact == QUOTE


def test_checksum_of_text_outside_of_the_basic_plane_matches(desk: Page, live_server: Any, world: World) -> None:
    article = world.article("Sie sagte 👩\u200d👩\u200d👧 es sei 🇺🇦 wahr, cafe\u0301.\n\n  קול «кот» &amp; <b>\n")
    open_desk(desk, live_server, article)
    press_on(desk, "es sei 🇺🇦 wahr")
    expect(desk.locator("#toolbar")).to_be_visible()
