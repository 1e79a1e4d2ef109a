"""The logo in a browser: uploading it with and without scripts, and public pages that do not move while it loads."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from factcheck.newsroom.queries import the_newsroom
from tests.browser.axe import OPTIONS, problems, problems_in
from tests.browser.people import sign_in, without_faults
from tests.logos import add_logo, encoded, picture
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
CHECK = "/checks/images-from-before-the-withdrawal-show-the-scene/"
SHIFTS = """window.shifted = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shifted += entry.value; }))
  .observe({ type: "layout-shift", buffered: true });"""


@pytest.mark.parametrize("has_scripts", [True, False])
def test_administrator_uploads_and_removes_a_logo(browser: Browser, live_server: Any, world: World, has_scripts: bool) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=has_scripts)
    sign_in(context, live_server.url, world.administrator)
    page = context.new_page()
    with without_faults(page):
        page.goto("/desk/newsroom/")
        page.get_by_role("link", name="Upload a logo").click()
        file = {"name": "logo.png", "mimeType": "image/png", "buffer": encoded(picture())}
        page.get_by_label("File").set_input_files(files=[file])
        page.get_by_role("button", name="Save logo").click()
        expect(page.get_by_text("The logo is visible on the band.")).to_be_visible()
        assert the_newsroom().logo is not None
        page.get_by_role("button", name="Remove logo").click()
        expect(page.get_by_role("heading", name="Upload a logo")).to_be_visible()
        assert the_newsroom().logo is None
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("contains_name", [False, True])
def test_public_pages_do_not_move_while_the_logo_loads(
    browser: Browser, live_server: Any, world: World, width: int, scheme: Any, contains_name: bool
) -> None:
    assert world.published
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": width, "height": 900}, color_scheme=scheme, **OPTIONS
    )
    page = context.new_page()
    page.goto(CHECK)
    without = page.locator(".masthead").bounding_box()
    add_logo(world, contains_name=contains_name, width=1000, height=224)
    page.add_init_script(SHIFTS)
    page.route("**/logos/*.png", _later(page))
    for address in ("/", CHECK):
        page.goto(address, wait_until="networkidle")
        image = page.locator(".masthead img")
        assert image.evaluate("(image) => image.complete && image.naturalWidth") == 1000
        page.wait_for_timeout(100)
        assert page.evaluate("window.shifted") <= 0.02
        box = image.bounding_box()
        assert box is not None
        assert box["width"] / box["height"] == pytest.approx(1000 / 224, abs=0.1)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        header = page.locator(".masthead").bounding_box()
        assert header is not None
        assert without is not None
        if width == 1280:
            assert header["height"] == without["height"]
    assert not problems(page)
    context.close()


def _later(page: Page) -> Any:
    """A route that answers after the page has been displayed."""

    def fulfil(route: Any) -> None:
        page.wait_for_timeout(300)
        route.continue_()

    return fulfil


def test_screens_with_the_logo_are_accessible(browser: Browser, live_server: Any, world: World) -> None:
    add_logo(world, color=(20, 24, 26, 255))
    context = browser.new_context(base_url=live_server.url, **OPTIONS)
    sign_in(context, live_server.url, world.administrator)
    page = context.new_page()
    for address in ("/desk/newsroom/", "/desk/newsroom/logo/"):
        page.goto(address, wait_until="networkidle")
        expect(page.get_by_text("A large part of the logo has almost the color of dark paper.")).to_be_visible()
        assert not problems_in(page, [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")])
    context.close()
