"""Runs axe-core (`axe.min.js`) on a page and returns the violations."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Page

AXE = Path(__file__).with_name("axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS: dict[str, Any] = {"bypass_csp": True, "reduced_motion": "reduce"}
"""Options of the browser context: axe is injected despite the security policy, and animations would distort the colors."""


View = tuple[int, Literal["light", "dark"]]
"""The width of the window in CSS pixels, and the color scheme."""
HEIGHT = 900
RUN = "async (rules) => (await axe.run(document, { runOnly: rules, resultTypes: ['violations'] })).violations"


def problems(page: Page) -> list[tuple[str, list[Any]]]:
    """The violations on the current page: each rule with the elements that violate it."""
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(content=AXE)
    return [(violation["id"], [node["target"] for node in violation["nodes"]]) for violation in page.evaluate(RUN, RULES)]


def problems_in(page: Page, views: Iterable[View]) -> list[tuple[View, str, list[Any]]]:
    """The violations for each view of a page that is loaded once. Horizontal scrolling is a violation."""
    found: list[tuple[View, str, list[Any]]] = []
    for view in views:
        page.set_viewport_size({"width": view[0], "height": HEIGHT})
        page.emulate_media(color_scheme=view[1])
        found += [(view, *problem) for problem in problems(page)]
        if page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
            found.append((view, "wider than the window", []))
    return found
