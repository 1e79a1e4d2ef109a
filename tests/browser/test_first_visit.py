"""The first visit of the main pages: their weight, and content that does not move while they load."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Response

from tests.browser.people import sign_in
from tests.world import World

CHECK = "/checks/images-from-before-the-withdrawal-show-the-scene/"
SHIFTS = """window.shifted = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shifted += entry.value; }))
  .observe({ type: "layout-shift", buffered: true });"""
MOST_SHIFTED = 0.02
MOST_BYTES = 120_000
pytestmark = pytest.mark.django_db(transaction=True)


def pages(world: World) -> tuple[list[str], list[str]]:
    """The paths for readers and those for the staff."""
    article, claim = world.first_article, world.published.claim
    screens = [reverse(f"desk:{name}") for name in ("queue", "library", "claims")]
    screens += [reverse("desk:article", args=[article.pk]), reverse("desk:claim", args=[claim.pk])]
    screens += [reverse("desk:board", args=[claim.pk]), reverse("desk:verdict", args=[world.open_claim.pk])]
    screens += [reverse("desk:review", args=[world.submitted.pk])]
    return ["/", CHECK, f"/articles/{article.pk}/", "/corrections/", "/method/"], screens


def visit(browser: Browser, address: str, world: World | None, width: int) -> tuple[float, int, int]:
    """A visit with an empty cache: how much moved, the compressed bytes of style sheets and scripts, and the bytes of fonts."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    if world:
        sign_in(context, address, world.administrator)
    page = context.new_page()
    page.add_init_script(SHIFTS)
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))
    page.goto(address, wait_until="networkidle")
    page.evaluate("document.fonts.ready.then(() => true)")
    shifted = page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(window.shifted))))")
    kinds = {response.url: response.request.resource_type for response in responses}
    bodies = {response.url: response.body() for response in responses if kinds[response.url] in ("stylesheet", "script", "font")}
    context.close()
    fonts = sum(len(body) for url, body in bodies.items() if kinds[url] == "font")
    return shifted, sum(len(gzip.compress(body)) for url, body in bodies.items() if kinds[url] != "font"), fonts


@pytest.mark.parametrize("width", [1280, 390])
def test_first_visit_is_light_and_nothing_moves(browser: Browser, live_server: Any, world: World, width: int) -> None:
    public, staff = pages(world)
    measured = {path: visit(browser, live_server.url + path, None, width) for path in public}
    measured |= {path: visit(browser, live_server.url + path, world, width) for path in staff}
    assert all(fonts for _, _, fonts in measured.values())
    assert {path: shifted for path, (shifted, _, _) in measured.items() if shifted > MOST_SHIFTED} == {}
    assert {path: sizes for path, (_, *sizes) in measured.items() if max(sizes) > MOST_BYTES} == {}
