"""The import screen: two parts beside each other, and a text above the limit."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from factcheck.articles.models import Article

pytestmark = pytest.mark.django_db(transaction=True)


def test_parts_are_beside_each_other_on_a_wide_screen_only(desk: Page, live_server: object) -> None:
    desk.set_viewport_size({"width": 1440, "height": 900})
    desk.goto(f"{live_server}/desk/articles/import/")
    text, details = (desk.get_by_role("region", name=name).bounding_box() for name in ("Text or file", "Details"))
    assert text
    assert details
    assert text["x"] + text["width"] < details["x"]
    assert text["y"] == details["y"]
    expect(desk.get_by_role("button", name="Import")).to_be_in_viewport()
    desk.set_viewport_size({"width": 320, "height": 800})
    text, details = (desk.get_by_role("region", name=name).bounding_box() for name in ("Text or file", "Details"))
    assert text
    assert details
    assert text["y"] + text["height"] <= details["y"]
    assert desk.locator("html").evaluate("page => page.scrollWidth") <= 320


def test_text_above_the_limit_is_counted_and_not_sent(desk: Page, live_server: object) -> None:
    desk.goto(f"{live_server}/desk/articles/import/")
    desk.get_by_label("Title").fill("Kept title")
    text, count = desk.get_by_label("Text text or file required"), desk.locator("[data-length-of]")
    expect(count).to_be_hidden()
    text.fill("Ж😀")
    expect(count).to_have_text("2 characters")
    text.evaluate(
        """field => {
          field.value = ('x'.repeat(99) + '\\n').repeat(10000) + 'xx';
          field.dispatchEvent(new Event('input', {bubbles: true}));
        }"""
    )
    expect(count).to_have_text("1,000,002 characters: 2 too many. Shorten the text.")
    desk.get_by_role("button", name="Import").click()
    expect(text).to_be_focused()
    expect(desk.get_by_label("Title")).to_have_value("Kept title")
    text.fill("Short enough.")
    desk.get_by_role("button", name="Import").click()
    desk.wait_for_url("**/desk/articles/*/")
    assert Article.objects.get().title == "Kept title"
