"""The layout of forms in a wide window: paired fields, the outline of a focused error summary, and the width of buttons."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.page_ready import ready
from tests.browser.people import sign_in
from tests.world import World

PAIRS = """() => [...document.querySelectorAll(".form-pair")].map((pair) => {
  const fields = [...pair.querySelectorAll(":scope > .field")].filter((field) => field.tagName === "DIV");
  const top = (element) => Math.round(element.getBoundingClientRect().top);
  const bottom = (element) => Math.round(element.getBoundingClientRect().bottom);
  return fields.map((field) => [top(field.querySelector("label")), bottom(field.lastElementChild)]);
})"""
CUT = """(summary) => {
  const style = getComputedStyle(summary);
  const outline = parseFloat(style.outlineWidth) + parseFloat(style.outlineOffset);
  const inner = summary.getBoundingClientRect();
  for (let box = summary.parentElement; box; box = box.parentElement) {
    if (getComputedStyle(box).overflowX === "visible") continue;
    const outer = box.getBoundingClientRect();
    return Math.max(outer.left - (inner.left - outline), inner.right + outline - outer.right);
  }
  return 0;
}"""


@pytest.fixture
def wide(desk: Page) -> Page:
    desk.set_viewport_size({"width": 1280, "height": 900})
    return desk


def test_labels_and_controls_of_paired_fields_align(wide: Page, live_server: Any, world: World) -> None:
    for path in ("articles/import/", f"claims/{world.open_claim.pk}/searches/add/"):
        wide.goto(f"{live_server.url}/desk/{path}")
        pairs = [pair for pair in wide.evaluate(PAIRS) if len(pair) == 2]
        assert pairs
        for first, second in pairs:
            assert first == second


def test_outline_of_the_error_summary_is_not_cut_off(wide: Page, live_server: Any, world: World) -> None:
    wide.context.clear_cookies()
    sign_in(wide.context, live_server.url, world.editor)
    wide.goto(f"{live_server.url}/desk/verdicts/{world.submitted.pk}/review/")
    ready(wide)
    wide.get_by_role("button", name="Return with reason").click()
    summary = wide.locator(".review-aside .summary[role=alert]")
    expect(summary).to_be_focused()
    assert summary.evaluate(CUT) <= 0


def test_buttons_with_the_same_words_have_the_same_width(wide: Page, live_server: Any, world: World) -> None:
    """Words for screen readers, and the white space after them, do not make a button wider."""
    assert world.evidence
    wide.goto(f"{live_server.url}/desk/claims/{world.open_claim.pk}/")
    widths = wide.locator("a.button.is-small", has_text="Withdraw").evaluate_all(
        "(all) => all.map((button) => Math.round(button.getBoundingClientRect().width))"
    )
    assert len(widths) > 1
    assert len(set(widths)) == 1
