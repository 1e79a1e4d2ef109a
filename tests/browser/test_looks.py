"""The parts in the gallery: accessibility, width, keyboard, and behavior under the security policy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser import axe
from tests.browser.page_ready import leaving, ready

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.browser.gallery_urls")]


@pytest.fixture
def gallery(page: Page, live_server: Any) -> Iterator[Page]:
    """The gallery. An error of the page or a violation of the policy fails the test."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
    page.goto(f"{live_server.url}/gallery/")
    ready(page)
    yield page
    assert faults == []


def response(page: Page, address: str, status: int, body: str, **headers: str) -> None:
    """Make the server return this response for `address`, and add a button that requests it, replacing a previous one."""

    def fulfil(route: Route) -> None:
        route.fulfill(status=status, body=body, content_type="text/html", headers=headers)

    page.unroute(f"**{address}")
    page.route(f"**{address}", fulfil)
    page.evaluate(
        """(address) => {
          document.getElementById("place")?.remove();
          document.getElementById("notice").replaceChildren();
          const place = document.createElement("div");
          place.id = "place";
          place.innerHTML = `<button type="button" hx-get="${address}" hx-target="#place">Ask</button>`;
          document.getElementById("main").prepend(place);
          htmx.process(place);
        }""",
        address,
    )


def test_gallery_passes_axe_and_fits_the_window(browser: Browser, live_server: Any) -> None:
    context = browser.new_context(**axe.OPTIONS)
    page = context.new_page()
    page.goto(f"{live_server.url}/gallery/")
    found = axe.problems_in(page, [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark"), (320, "light")])
    context.close()
    assert found == []


def test_controls_have_the_minimum_target_size(gallery: Page) -> None:
    gallery.set_viewport_size({"width": 390, "height": 900})
    small = gallery.evaluate(
        """() => [...document.querySelectorAll("button, summary, select, textarea, .button, .field > input")]
          .filter((element) => element.checkVisibility())
          .map((element) => [element.textContent.trim(), element.getBoundingClientRect()])
          .filter(([, box]) => box.width < 24 || box.height < 24)
          .map(([words]) => words)"""
    )
    assert small == []


def test_rejected_form_focuses_the_error_summary(gallery: Page) -> None:
    expect(gallery.get_by_role("alert")).to_be_focused()


def test_shortcuts_activate_their_elements_and_do_nothing_while_typing(gallery: Page) -> None:
    gallery.evaluate("document.querySelector('[data-key=c]').addEventListener('click', () => (document.title += '!'))")
    gallery.keyboard.press("c")
    gallery.get_by_label("Claimant", exact=True).press("c")
    assert gallery.title().count("!") == 1
    expect(gallery.get_by_label("Claimant", exact=True)).to_have_value("c")


def test_shortcuts_can_be_turned_off(gallery: Page) -> None:
    gallery.keyboard.press("?")
    sheet = gallery.get_by_role("dialog", name="Keyboard shortcuts")
    expect(sheet).to_contain_text("New claim")
    sheet.get_by_label("Enable single-letter shortcuts").uncheck()
    gallery.keyboard.press("Escape")
    gallery.reload()
    ready(gallery)
    gallery.keyboard.press("?")
    expect(sheet).to_be_hidden()


def test_palette_opens_with_a_shortcut_and_returns_the_focus(gallery: Page) -> None:
    gallery.get_by_role("button", name="Save draft").focus()
    gallery.keyboard.press("Control+k")
    field = gallery.get_by_role("combobox", name="Search articles")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-expanded", "true")
    gallery.keyboard.type("new")
    gallery.keyboard.press("ArrowDown")
    option = gallery.get_by_role("listbox").get_by_role("option", name="New claim")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", option.get_attribute("id") or "")
    expect(field).to_be_focused()
    gallery.keyboard.type("e")  # no action contains this text
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile("."))
    gallery.keyboard.press("Escape")
    expect(gallery.get_by_role("button", name="Save draft")).to_be_focused()


def test_palette_with_an_active_option_passes_axe(browser: Browser, live_server: Any) -> None:
    context = browser.new_context(**axe.OPTIONS)
    page = context.new_page()
    page.goto(f"{live_server.url}/gallery/")
    ready(page)
    page.keyboard.press("Control+k")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#palette [aria-selected=true]")).to_be_visible()
    found = axe.problems_in(page, [(1280, "light"), (390, "dark")])
    context.close()
    assert found == []


def test_split_moves_with_the_keyboard_and_its_position_is_stored(gallery: Page) -> None:
    line = gallery.get_by_role("separator", name="Width of the article")
    line.focus()
    before = int(line.get_attribute("aria-valuenow") or 0)
    line.press("ArrowLeft")
    expect(line).to_have_attribute("aria-valuenow", str(before - 2))
    gallery.reload()
    ready(gallery)
    expect(line).to_have_attribute("aria-valuenow", str(before - 2))


def test_narrow_desk_is_two_views_with_one_switch(gallery: Page) -> None:
    gallery.set_viewport_size({"width": 390, "height": 900})
    article, claims = (
        gallery.get_by_role("region", name="Article", exact=True),
        gallery.get_by_role("region", name="Claims", exact=True),
    )
    expect(article).to_be_visible()
    expect(claims).to_be_hidden()
    gallery.get_by_role("radio", name="Article", exact=True).press("ArrowRight")
    expect(article).to_be_hidden()
    expect(claims).to_be_visible()


def test_refusal_of_any_status_is_rendered_in_the_notice(gallery: Page) -> None:
    for status in (400, 403, 404, 409, 413, 429, 500, 503):
        response(
            gallery,
            "/refuse/",
            status,
            "<html><body><p>chrome</p><div class='notice'>"
            f"<h1 tabindex='-1' data-focus>Refused {status}</h1></div></body></html>",
        )
        gallery.get_by_role("button", name="Ask").click()
        expect(gallery.locator("#notice")).to_have_text(f"Refused {status}")
        expect(gallery.get_by_role("heading", name=f"Refused {status}")).to_be_focused()
        expect(gallery.get_by_role("button", name="Ask")).to_be_visible()


def test_invalid_form_is_swapped_in_place(gallery: Page) -> None:
    response(gallery, "/invalid/", 422, "<div id='place'><p tabindex='-1' data-focus>Not saved</p></div>")
    gallery.get_by_role("button", name="Ask").click()
    expect(gallery.locator("#place")).to_have_text("Not saved")
    expect(gallery.get_by_text("Not saved", exact=True)).to_be_focused()


@pytest.mark.parametrize("body", ["", "slow down"])
def test_response_of_a_proxy_is_explained(gallery: Page, body: str) -> None:
    for status, sentence in {
        413: "it is too large",
        429: "too many requests",
        431: "rejected the request (status 431)",
        451: "rejected the request (status 451)",
        494: "rejected the request (status 494)",
        502: "is not responding",
        503: "is unavailable",
        504: "took too long to respond",
        507: "out of disk space",
    }.items():
        response(gallery, "/limit/", status, body)
        gallery.get_by_role("button", name="Ask").click()
        expect(gallery.locator("#notice")).to_contain_text("Your input is still here.")
        expect(gallery.locator("#notice")).to_contain_text(sentence)
        expect(gallery.locator("#place")).to_have_text("Ask")


def test_redirect_loads_a_new_page(gallery: Page) -> None:
    response(gallery, "/go/", 204, "", **{"HX-Location": "/gallery/?after=go"})
    with leaving(gallery):
        gallery.get_by_role("button", name="Ask").click()
    expect(gallery).to_have_url(re.compile(r"/gallery/\?after=go$"))
    gallery.keyboard.press("Control+k")
    expect(gallery.get_by_role("combobox", name="Search articles")).to_be_focused()


def test_lost_connection_is_explained(gallery: Page) -> None:
    response(gallery, "/lost/", 200, "")
    gallery.route("**/lost/", lambda route: route.abort())
    gallery.get_by_role("button", name="Ask").click()
    expect(gallery.locator("#notice")).to_contain_text("The server did not respond.")


def test_focus_stays_nearby_and_the_change_is_announced(gallery: Page) -> None:
    response(gallery, "/swap/", 200, "<div id='place' data-announce='Evidence added.'><h3>Evidence</h3></div>")
    gallery.get_by_role("button", name="Ask").press("Enter")
    expect(gallery.get_by_role("heading", name="Evidence", exact=True)).to_be_focused()
    expect(gallery.locator("#announce")).to_have_text("Evidence added.")


def test_undo_disappears_after_ten_seconds_unless_it_has_pointer_or_focus(gallery: Page) -> None:
    gallery.clock.install()
    response(gallery, "/undo/", 200, "<div hx-swap-oob='innerHTML:#undo'><form data-undo><button>Undo</button></form></div>")
    gallery.get_by_role("button", name="Ask").click()
    undo = gallery.get_by_role("button", name="Undo")
    undo.focus()
    gallery.clock.run_for(30_000)
    expect(undo).to_be_visible()
    undo.blur()
    gallery.clock.run_for(11_000)
    expect(undo).to_be_hidden()


DRAFT = """(address) => {
  const form = document.createElement("form");
  form.innerHTML = '<label>Note <textarea name="note"></textarea></label><button></button>';
  form.dataset.draft = "note-7";
  form.action = "/note/";
  form.querySelector("button").formAction = address;
  document.getElementById("main").prepend(form);
  document.dispatchEvent(new CustomEvent("htmx:after:swap", { bubbles: true, detail: {} }));
}"""


SUBMIT = "field => field.form.requestSubmit(field.form.querySelector('button:not([type])'))"


def test_input_survives_a_reload(gallery: Page) -> None:
    note = gallery.get_by_role("textbox", name="Note")
    gallery.evaluate(DRAFT, "/gallery/")
    note.fill("half a thought")
    gallery.reload()
    ready(gallery)
    gallery.evaluate(DRAFT, "/gallery/")
    expect(note).to_have_value("half a thought")
    gallery.get_by_role("button", name="Discard it").click()
    expect(note).to_have_value("")


def test_submitted_input_survives_a_refusal_and_is_removed_after_saving(gallery: Page, live_server: Any) -> None:
    note = gallery.get_by_role("textbox", name="Note")
    gallery.evaluate(DRAFT, "/not/found/")
    note.fill("half a thought")
    with gallery.expect_navigation():
        note.evaluate(SUBMIT)
    expect(gallery.get_by_role("heading", level=1)).to_have_text("Page not found")
    gallery.goto(f"{live_server.url}/gallery/")
    ready(gallery)
    gallery.evaluate(DRAFT, "/saved/")
    expect(note).to_have_value("half a thought")
    with leaving(gallery):
        note.evaluate(SUBMIT)
    gallery.evaluate(DRAFT, "/gallery/")
    expect(note).to_have_value("")
