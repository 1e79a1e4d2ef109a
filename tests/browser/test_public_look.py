"""The weight and the look of the public check in a browser: fonts, layout shift, forced colors, large text, and paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.world import World

CHECK = "/checks/images-from-before-the-withdrawal-show-the-scene/"
FONTS = "[...document.fonts].filter((face) => face.status === 'loaded').map((face) => face.family.replaceAll('\"', ''))"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def check(live_server: Any, world: World) -> str:
    """The URL of a published check."""
    assert world.published
    return live_server.url + CHECK


def test_page_uses_its_fonts_and_loads_only_the_needed_files(page: Page, check: str) -> None:
    fonts: list[str] = []
    page.on("request", lambda request: fonts.append(request.url) if request.resource_type == "font" else None)
    page.goto(check, wait_until="networkidle")
    assert set(page.evaluate(FONTS)) >= {"Factcheck Serif", "Factcheck Sans"}
    names = {re.search(r"factcheck-([a-z-]+)\.woff2", url)[1] for url in fonts}  # type: ignore[index]
    assert {"serif-latin", "sans-latin"} <= names <= {"serif-latin", "sans-latin", "serif-italic-latin"}


def test_cyrillic_name_loads_its_own_file(page: Page, live_server: Any) -> None:
    fonts: list[str] = []
    page.on("request", lambda request: fonts.append(request.url) if request.resource_type == "font" else None)
    page.goto(live_server.url + "/method/", wait_until="networkidle")
    assert not any("cyrillic" in url for url in fonts)
    page.evaluate("document.querySelector('h1').textContent = 'Буча'")
    page.evaluate("document.body.offsetHeight; document.fonts.ready.then(() => true)")  # the layout requests the font
    assert page.evaluate("[...document.fonts].some((face) => face.status === 'loaded' && face.unicodeRange.startsWith('U+301'))")
    assert any("factcheck-serif-cyrillic" in url for url in fonts)


@pytest.mark.parametrize("width", [1280, 390])
def test_late_fonts_do_not_move_the_page(browser: Browser, check: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.add_init_script(
        """window.shifted = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shifted += entry.value; }))
          .observe({ type: "layout-shift", buffered: true });"""
    )
    page.route("**/*.woff2", _later(page))
    page.goto(check, wait_until="networkidle")
    page.evaluate("document.fonts.ready.then(() => true)")
    page.wait_for_timeout(200)
    shifted = page.evaluate("window.shifted")
    context.close()
    assert shifted <= 0.02


def _later(page: Page) -> Callable[[Any], None]:
    """A route that answers after the page has been displayed with its fallback fonts."""

    def fulfil(route: Any) -> None:
        page.wait_for_timeout(400)
        route.continue_()

    return fulfil


def test_marks_remain_with_forced_colors(page: Page, check: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(check)
    panel = page.get_by_role("region", name="Rating")
    assert panel.evaluate("(element) => getComputedStyle(element).borderTopStyle") == "solid"
    on = panel.locator(".meter > .is-on")
    assert on.evaluate("(element) => getComputedStyle(element).backgroundColor") != panel.locator(
        ".meter > :not(.is-on)"
    ).first.evaluate("(element) => getComputedStyle(element).backgroundColor")


@pytest.mark.parametrize("width", [1280, 640, 390])
def test_text_of_twice_the_size_fits(page: Page, check: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(check)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_page_has_one_style_sheet_and_no_script(page: Page, check: str) -> None:
    page.goto(check)
    assert page.locator("link[rel=stylesheet]").count() == 1
    assert page.locator("script:not([type='application/ld+json'])").count() == 0
    expect(page.locator("link[rel=preload][as=font]")).to_have_count(2)


def test_narrow_paper_has_one_column(page: Page, check: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(check)
    page.emulate_media(media="print")
    title, panel = page.locator(".hero-title").bounding_box(), page.locator(".hero .panel").bounding_box()
    assert title is not None
    assert panel is not None
    assert panel["y"] >= title["y"] + title["height"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    sides = [box for side in page.locator(".board > .side").all() if (box := side.bounding_box())]
    assert len({side["x"] for side in sides}) == 1
