"""Helpers for the browser tests of the reading desk: opening it, selecting text, and reading highlights."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect

from factcheck.articles.models import Article
from tests.browser.page_ready import ready

QUOTE = "The scene was arranged"


def open_desk(page: Page, live_server: Any, article: Article, query: str = "") -> None:
    page.goto(f"{live_server.url}/desk/articles/{article.pk}/{query}")
    ready(page)


def drag_over(page: Page, words: str, nth: int = 0) -> None:
    """Drag the pointer from the first to the last of these words."""
    points = page.evaluate(
        """([words, nth]) => {
            const walker = document.createTreeWalker(document.getElementById("words"), NodeFilter.SHOW_TEXT);
            let seen = 0;
            while (walker.nextNode()) {
                for (let at = -1; (at = walker.currentNode.data.indexOf(words, at + 1)) >= 0; ) {
                    if (seen++ < nth) continue;
                    const range = document.createRange();
                    range.setStart(walker.currentNode, at);
                    range.setEnd(walker.currentNode, at + words.length);
                    walker.currentNode.parentElement.scrollIntoView({ block: "center" });
                    const isRtl = getComputedStyle(walker.currentNode.parentElement).direction === "rtl";
                    const rects = [...range.getClientRects()];
                    const [a, b] = [rects[0], rects[rects.length - 1]];
                    const sides = isRtl ? [a.right - 1, b.left + 1] : [a.left + 1, b.right - 1];
                    return [sides[0], a.top + a.height / 2, sides[1], b.top + b.height / 2];
                }
            }
        }""",
        [words, nth],
    )
    page.mouse.move(points[0], points[1])
    page.mouse.down()
    page.mouse.move((points[0] + points[2]) / 2, points[3], steps=3)
    page.mouse.move(points[2], points[3])
    page.mouse.up()
    expect(page.locator("#toolbar [data-words]")).to_contain_text(words[:20])


def fill_claim(page: Page, claimant: str = "Mikhail Minister", mode: str = "direct") -> None:
    """`mode` is chosen if the guess leaves the mode open."""
    choose_mode(page.locator("#claim-form"), mode)
    page.get_by_label("Proposition Is it true?").check()
    page.get_by_label("Claimant").fill(claimant)


def is_new_person(page: Page, name: str) -> None:
    """Answer the question about a new name."""
    page.get_by_role("group", name=f"“{name}” is").get_by_role("radio", name="a new person").check()


def save_claim(page: Page, *new: str) -> None:
    """Save the claim. The form asks about the `new` names, and the answer is that they are people."""
    save = page.get_by_role("button", name="Save claim")
    save.click()
    for name in new:
        is_new_person(page, name)
    if new:
        save.click()


def choose_mode(form: Locator, mode: str) -> None:
    field = form.get_by_label("Presented as")
    expect(field).not_to_have_attribute("aria-busy", "true")
    if not field.input_value():
        field.select_option(mode)


def painted(page: Page, kind: str) -> list[str]:
    """The text of the current highlights of `kind`."""
    found: list[str] = page.evaluate(
        """(kind) => [...CSS.highlights.get(kind)].map((highlighted) => {
            const range = document.createRange();
            range.setStart(highlighted.startContainer, highlighted.startOffset);
            range.setEnd(highlighted.endContainer, highlighted.endOffset);
            return range.toString();
        })""",
        kind,
    )
    return found


def chosen_words(page: Page) -> str:
    return page.locator("#toolbar [data-words]").inner_text()
