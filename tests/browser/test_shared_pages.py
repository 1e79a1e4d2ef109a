"""The annotated article, the embed, and the section for sharing in a browser; and the demonstration on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from factcheck.articles.actions import show_text
from factcheck.articles.models import Article
from factcheck.demonstration import newsroom
from factcheck.publishing.models import Publication
from tests.browser import axe
from tests.world import World

CHECK = "/checks/images-from-before-the-withdrawal-show-the-scene/"
VIEWS: list[axe.View] = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark"), (320, "light")]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def article(world: World) -> str:
    """The path of the annotated article, which shows the whole text."""
    assert world.published
    article = Article.objects.get(pk=world.first_article.pk)
    show_text(person=world.editor, article=article, may_show_text=True, reason="An agreement.", seen_version=None)
    return f"/articles/{article.pk}/"


@pytest.fixture
def reader(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A browser without JavaScript."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_pages_pass_axe_and_fit_the_window(browser: Browser, live_server: Any, article: str) -> None:
    context = browser.new_context(base_url=live_server.url, **axe.OPTIONS)
    page = context.new_page()
    problems = {}
    for path in (article, f"{CHECK}embed/"):
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
        problems[path] = axe.problems_in(page, VIEWS)
    context.close()
    assert problems == {article: [], f"{CHECK}embed/": []}


def test_marked_words_open_their_check_with_the_keyboard(reader: Page, article: str) -> None:
    """Also without JavaScript: the fragment of the link opens the details."""
    reader.goto(article)
    mark = reader.locator(".annotated-text a.words").first
    details = reader.locator("details.annotated-group").first
    expect(details).not_to_have_attribute("open", re.compile(".*"))
    mark.focus()
    reader.keyboard.press("Enter")
    expect(details.get_by_role("link", name="Read the check")).to_be_visible()
    reader.keyboard.press("Tab")
    expect(details.get_by_role("link", name="Read the check")).to_be_focused()
    details.get_by_role("link", name="Back to the text").click()
    expect(reader).to_have_url(re.compile(r"#w1$"))


def test_marks_remain_with_forced_colors(page: Page, live_server: Any, article: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(live_server.url + article)
    mark = page.locator(".annotated-text a.words").first
    assert "underline" in mark.evaluate("(element) => getComputedStyle(element).textDecorationLine") or (
        mark.evaluate("(element) => getComputedStyle(element).borderBottomStyle") == "solid"
    )
    expect(mark.locator("svg")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 640])
def test_text_of_twice_the_size_fits(page: Page, live_server: Any, article: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for path in (article, f"{CHECK}embed/"):
        page.goto(live_server.url + path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_share_section_has_an_address_that_leads_to_the_check(reader: Page, live_server: Any, article: str) -> None:
    reader.goto(CHECK)
    share = reader.get_by_role("region", name="Share")
    share.locator("a").first.click()
    expect(reader).to_have_url(live_server.url + CHECK)
    block = share.get_by_label("HTML for other sites").input_value()
    assert "<script" not in block
    reader.set_content(block)
    image = reader.get_by_role("img")
    assert Publication.objects.get(is_current=True).document["claim"]["statement"] in (image.get_attribute("alt") or "")
    reader.get_by_role("link").first.click()
    expect(reader).to_have_url(live_server.url + CHECK)


def test_check_of_the_demonstration_prints_on_two_pages(page: Page, live_server: Any) -> None:
    newsroom.load("Bucha-demo-7391x")
    slug = Publication.objects.filter(is_current=True).values_list("slug", flat=True).first()
    page.goto(f"{live_server.url}/checks/{slug}/")
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 2
