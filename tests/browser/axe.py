"""What axe-core (axe.min.js beside this file) finds wrong on a page as it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).with_name("axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS: dict[str, Any] = {"bypass_csp": True, "reduced_motion": "reduce"}
"""Of the context that axe looks into: our policy forbids scripts from outside; in motion a color would be read half-way."""


def problems(page: Page) -> list[tuple[str, list[Any]]]:
    """Each rule that is broken, with the places where it is."""
    page.add_script_tag(content=AXE)
    found = page.evaluate("async (rules) => (await axe.run(document, { runOnly: rules })).violations", RULES)
    return [(one["id"], [node["target"] for node in one["nodes"]]) for one in found]
