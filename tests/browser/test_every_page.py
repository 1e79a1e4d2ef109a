"""Every page of readers and every screen of the staff: axe, forced colors, 200 % text, 320 pixels, and, for readers, paper.

The pages are those of `tests/markup/pages.py`, which come from the routes. They are rendered in a newsroom that is not committed.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import axe
from tests.browser.shown import Sheet, sheet
from tests.markup.pages import ERRORS, error_page, html_of, public_places, route_places
from tests.plugin import rolled_back
from tests.world import World

OPEN = "document.querySelectorAll('main details').forEach((details) => { details.open = true; })"
LARGE = "document.documentElement.style.fontSize = '200%'"
WIDE = """() => {
  const root = document.documentElement, most = root.clientWidth;
  if (root.scrollWidth <= most) return "";
  const wide = [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > most + 0.5);
  return `${root.scrollWidth - most} pixels: ` + wide.slice(-3).map((element) => element.outerHTML.slice(0, 80)).join(" | ");
}"""
CUT_OFF = """() => [...document.querySelectorAll(".bar-nav a")].filter((link) => {
  const { right } = link.getBoundingClientRect();
  return right > link.closest("nav").getBoundingClientRect().right + 0.5;
}).map((link) => link.textContent)"""
"""The links to the sections of the staff that do not fit beside the search."""
CONTRAST = """() => {
  const channels = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (color) => channels(color).slice(0, 3).map((value) => value / 255)
    .map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
  const ground = (element) => {
    if (!element) return matchMedia("(prefers-color-scheme: dark)").matches ? "rgb(0, 0, 0)" : "rgb(255, 255, 255)";
    const color = getComputedStyle(element).backgroundColor;
    return (channels(color)[3] ?? 1) >= 0.5 ? color : ground(element.parentElement);
  };
  const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  return [...document.body.querySelectorAll("*")]
    .filter((element) => hasText(element) && element.checkVisibility())
    .filter((element) => !element.closest(":disabled, [aria-disabled=true], svg, .sr-only"))
    .filter((element) => {
      const [dark, bright] = [light(getComputedStyle(element).color), light(ground(element))].sort((a, b) => a - b);
      return (bright + 0.05) / (dark + 0.05) < 4.5;
    })
    .map((element) => element.outerHTML.slice(0, 100));
}"""
"""Elements whose text has too little contrast. With forced colors, axe reads colors that the browser does not display."""
SCRIPT = re.compile(r"<script(?! type=.application/ld)")
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]


@pytest.fixture
def shown(browser: Browser) -> Iterator[Sheet]:
    with sheet(browser) as shown:
        yield shown


def problems(shown: Sheet, source: str) -> list[str]:
    page = shown.page
    page.emulate_media(media="screen", color_scheme="light", forced_colors="none")
    page.set_viewport_size({"width": 1280, "height": axe.HEIGHT})
    shown.show(source)
    page.evaluate(OPEN)
    found = [f"axe: {rule} {targets}" for rule, targets in axe.problems(page)]
    schemes: list[Literal["light", "dark"]] = ["light", "dark"]
    for scheme in schemes:
        page.emulate_media(forced_colors="active", color_scheme=scheme)
        found += [f"no contrast with forced {scheme} colors: {element}" for element in page.evaluate(CONTRAST)]
    page.emulate_media(forced_colors="none", color_scheme="light")
    page.evaluate(LARGE)
    found += [f"too wide with 200 % text: {wide}"] if (wide := page.evaluate(WIDE)) else []
    found += [f"cut off with 200 % text: {link}" for link in page.evaluate(CUT_OFF)]
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size({"width": 320, "height": axe.HEIGHT})
    found += [f"too wide in 320 pixels: {wide}"] if (wide := page.evaluate(WIDE)) else []
    return found


def problems_on_paper(page: Page) -> list[str]:
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": 680, "height": 1013})  # A4 without the margins of print.css, in CSS pixels
    found = [f"too wide on paper: {wide}"] if (wide := page.evaluate(WIDE)) else []
    if page.evaluate("getComputedStyle(document.documentElement).colorScheme") != "light":
        found.append("dark on paper")
    return found


def test_every_public_page(shown: Sheet, settings: Any) -> None:
    settings.EMBED_ORIGINS = ["https://partner.example"]
    found: dict[str, list[str]] = {}
    for place in public_places():
        with rolled_back():
            response = place.response(World())
        source = html_of(response)
        found[place.name] = [*problems(shown, source), *problems_on_paper(shown.page)]
        if response.status_code not in ERRORS and SCRIPT.search(source):
            found[place.name].append("has a script")
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_every_screen_of_the_staff(shown: Sheet) -> None:
    world = World().complete()
    found: dict[str, list[str]] = {}
    for place in route_places():
        if place.is_form or place.is_public:
            continue
        with rolled_back():
            response = place.response(copy.deepcopy(world))
        if response.status_code not in ERRORS and (source := html_of(response)):
            found[place.name] = problems(shown, source)
    for status in ERRORS:
        found[f"error {status}"] = problems(shown, error_page(status))
    assert len(found) > 100
    assert {name: lines for name, lines in found.items() if lines} == {}
