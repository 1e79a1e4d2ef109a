"""The combobox for names on the reading desk, for evidence, and in a chain; with pointer, keyboard, and no JavaScript."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, Route, expect

from factcheck.articles.actions import add_source
from factcheck.articles.models import Source
from factcheck.claims.actions import get_or_create_actor
from factcheck.claims.models import Claim
from factcheck.evidence.models import Evidence
from tests.browser import axe
from tests.browser.page_ready import ready
from tests.browser.people import Desks
from tests.browser.reading import QUOTE, drag_over, open_desk, save_claim
from tests.plans import insert_known_names
from tests.sql import without_triggers
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    world = World()
    assert world.outlet
    for name in ("Daily Observer", "Le Quotidien", "Undailyish"):
        add_source(person=world.checker, name=name)
    for name in ("Olena Official", "Oleh Officer", "Another Official"):
        get_or_create_actor(person=world.checker, name=name)
    return world


def options(page: Page) -> Locator:
    return page.locator(".combobox").get_by_role("option")


def active(page: Page) -> str:
    """The active option of the focused field."""
    data: str = page.evaluate(
        """() => {
            const option = document.getElementById(document.activeElement.getAttribute("aria-activedescendant"));
            return option && option.getAttribute("aria-selected") === "true" ? option.dataset.value : "";
        }"""
    )
    return data


def on_evidence(page: Page, live_server: Any, world: World) -> Locator:
    page.goto(live_server.url + reverse("desk:evidence-add", args=[world.open_claim.pk]))
    ready(page)
    return page.get_by_label(re.compile("^Source"))


def open_claim_form(page: Page, live_server: Any, world: World) -> Locator:
    open_desk(page, live_server, world.first_article)
    drag_over(page, QUOTE)
    page.get_by_role("button", name="New claim").first.click()
    return page.get_by_label("Claimant")


def test_source_is_selected_with_the_keyboard_and_saved(desk: Page, live_server: Any, world: World) -> None:
    field = on_evidence(desk, live_server, world)
    expect(field).to_have_attribute("role", "combobox")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press_sequentially("daily")
    expect(options(desk)).to_have_count(3)
    expect(field).to_have_attribute("aria-expanded", "true")
    listbox = desk.get_by_role("listbox", name="Suggestions")
    expect(listbox).to_have_id(field.get_attribute("aria-controls") or "")
    expect(desk.locator(".has-combobox > [role=status]").first).to_have_text(
        "3 sources. A new name is added to the sources when you save."
    )
    assert active(desk) == ""  # typing alone selects nothing
    for key, wanted in (
        ("ArrowDown", "Daily Observer"),
        ("ArrowDown", "The Daily Example"),
        ("End", "Undailyish"),
        ("Home", "Daily Observer"),
        ("ArrowUp", ""),
        ("ArrowUp", "Undailyish"),
        ("ArrowUp", "The Daily Example"),
    ):
        desk.keyboard.press(key)
        assert active(desk) == wanted, key
    desk.keyboard.press("Enter")
    expect(field).to_have_value("The Daily Example")
    expect(field).to_be_focused()
    expect(options(desk)).to_have_count(0)
    expect(field).to_have_attribute("aria-expanded", "false")
    desk.get_by_label("Web address").fill("https://example.org/page")
    desk.get_by_label("Quote that bears on the claim").first.fill("Words.")
    desk.get_by_label("Contradicts").first.check()
    desk.get_by_label("primary: a record or a witness").first.check()
    desk.get_by_role("button", name=re.compile("^Attach")).first.click()
    expect(desk.get_by_text("The Daily Example").first).to_be_visible()
    assert Evidence.objects.get().source == Source.objects.get(name="The Daily Example")


def test_option_is_selected_with_the_pointer(desk: Page, live_server: Any, world: World) -> None:
    field = on_evidence(desk, live_server, world)
    field.press_sequentially("observ")
    options(desk).filter(has_text="Daily Observer").click()
    expect(field).to_have_value("Daily Observer")
    expect(field).to_be_focused()
    expect(desk.locator(".combobox:visible")).to_have_count(0)


def test_escape_closes_only_the_list(desk: Page, live_server: Any, world: World) -> None:
    field = open_claim_form(desk, live_server, world)
    field.press_sequentially("off")
    expect(options(desk)).to_have_count(3)
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Escape")
    expect(options(desk)).to_have_count(0)
    expect(field).to_have_value("off")
    expect(desk.locator("#marking")).to_be_visible()
    desk.keyboard.press("ArrowDown")  # opens the list again
    expect(options(desk)).to_have_count(3)
    desk.keyboard.press("Escape")
    desk.keyboard.press("Escape")  # now Enter submits the form
    expect(desk.locator("#marking")).to_be_hidden()


def test_new_name_is_announced_and_saved(desk: Page, live_server: Any, world: World) -> None:
    field = open_claim_form(desk, live_server, world)
    desk.get_by_label("Proposition Is it true?").check()
    field.press_sequentially("Nobody Known")
    expect(desk.locator("#claim_claimant ~ [role=status]")).to_have_text(
        "No actor has this name yet. A new name is added when you save."
    )
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(desk.locator(".combobox:visible")).to_contain_text("A new name is added when you save.")
    desk.keyboard.press("Tab")
    expect(desk.locator(".combobox:visible")).to_have_count(0)
    desk.get_by_label("Presented as").first.select_option("direct")
    save_claim(desk, "Nobody Known")
    expect(desk.locator("#chosen-title")).to_have_text(QUOTE)
    assert Claim.objects.get().claimant.name == "Nobody Known"


def test_each_link_of_a_chain_suggests_names(desk: Page, live_server: Any, world: World) -> None:
    open_claim_form(desk, live_server, world)
    second = desk.get_by_role("button", name="Add a name").first
    second.click()
    rows = desk.locator("#claim-form .chain input")
    count = rows.count()
    field = rows.nth(count - 1)
    expect(field).to_be_focused()
    expect(field).to_have_attribute("role", "combobox")
    field.press_sequentially("ole")
    expect(options(desk)).to_have_count(2)
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")  # selects the option and adds no row
    expect(field).to_have_value("Oleh Officer")
    expect(rows).to_have_count(count)
    assert desk.locator("#claim-form [name=chain]").evaluate("(area) => area.value").split("\n")[-1] == "Oleh Officer"
    desk.keyboard.press("Enter")
    expect(rows).to_have_count(count + 1)


def test_late_or_missing_response_preserves_input(desk: Page, live_server: Any, world: World) -> None:
    field = on_evidence(desk, live_server, world)
    held: list[Route] = []
    desk.route("**/desk/sources/options/**", lambda route: held.append(route))
    field.press_sequentially("daily")
    popup = desk.locator(".combobox:visible")
    expect(popup).to_have_text("Searching …")
    expect(popup).to_have_attribute("aria-busy", "true")
    desk.unroute("**/desk/sources/options/**")
    field.fill("quot")
    expect(options(desk)).to_have_text([re.compile("Le Quotidien")])
    assert len(held) == 1  # the previous request, whose response is ignored
    desk.route("**/desk/sources/options/**", lambda route: route.fulfill(status=503, body="no"))
    field.fill("obs")
    expect(popup).to_have_text("The name search failed. You can keep typing.")
    expect(field).to_have_value("obs")


def test_server_searches_50_000_sources(desk: Page, live_server: Any, world: World) -> None:
    claim = world.open_claim
    assert claim
    with without_triggers() as cursor:
        cursor.execute(
            "INSERT INTO articles_source (version, name, address, country, source_kind, is_party, interest)"
            " SELECT 1, 'Generated outlet number ' || n, '', '', 'outlet', FALSE, '' FROM generate_series(1, 50000) AS n"
        )
        insert_known_names(cursor)
    field = on_evidence(desk, live_server, world)
    assert len(desk.content()) < 60_000
    field.press_sequentially("number 49999")
    expect(options(desk)).to_have_count(1)
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(field).to_have_value("Generated outlet number 49999")
    field.fill("outlet")
    expect(options(desk)).to_have_count(20)
    expect(desk.locator(".combobox:visible")).to_contain_text("There are more matches; keep typing")


def test_library_and_claims_are_filtered_by_the_selected_name(desk: Page, live_server: Any, world: World) -> None:
    assert world.first_article
    assert world.open_claim
    desk.goto(live_server.url + reverse("desk:library"))
    ready(desk)
    desk.get_by_label("Outlet").press_sequentially("daily ex")
    expect(options(desk)).to_have_count(1)
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    with desk.expect_navigation():
        desk.keyboard.press("Enter")
    expect(desk.get_by_role("link", name="The minister denies", exact=True)).to_be_visible()
    desk.goto(live_server.url + reverse("desk:claims"))
    ready(desk)
    desk.keyboard.press("f")
    desk.get_by_label("Said by").press_sequentially("minis")
    expect(options(desk)).to_have_count(1)
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    with desk.expect_navigation():
        desk.keyboard.press("Enter")
    expect(desk.locator(".claim-statement")).to_have_count(1)


@pytest.mark.parametrize("width", [1280, 390])
def test_open_list_fits_the_window_and_passes_axe(desks: Desks, live_server: Any, world: World, width: int) -> None:
    desk = desks.of(world.checker, viewport={"width": width, "height": 800}, **axe.OPTIONS)
    for number in range(30):
        add_source(person=world.checker, name=f"Daily {'long words in a name ' * (number % 4)}{number}")
    field = on_evidence(desk, live_server, world)
    field.press_sequentially("daily")
    expect(options(desk)).to_have_count(20)
    desk.keyboard.press("ArrowDown")
    box = desk.locator(".combobox:visible").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] + box["height"] <= 801  # a rounding error of one pixel
    assert desk.evaluate("document.documentElement.scrollWidth") <= width
    assert (
        min(
            box["height"]
            for box in options(desk).evaluate_all(
                "(elements) => elements.map((element) => element.getBoundingClientRect().toJSON())"
            )
        )
        >= 24
    )
    # When the page is scrolled, the header covers a part of a control, and axe measures only the rest of it.
    desk.set_viewport_size({"width": width, "height": desk.evaluate("document.documentElement.scrollHeight") + 800})
    desk.wait_for_function("scrollY === 0")
    expect(options(desk)).to_have_count(20)
    assert axe.problems(desk) == []


def test_any_name_is_accepted_without_javascript(plain: Page, world: World) -> None:
    plain.goto(reverse("desk:evidence-add", args=[world.open_claim.pk]))
    assert plain.locator("datalist").count() == 0
    plain.get_by_label("Web address").fill("https://example.org/page")
    plain.get_by_label("Quote that bears on the claim").first.fill("Words.")
    plain.get_by_label("Contradicts").first.check()
    plain.get_by_label("primary: a record or a witness").first.check()
    plain.get_by_label(re.compile("^Source")).fill("A source of its own")
    plain.get_by_role("button", name=re.compile("^Attach")).first.click()
    expect(plain.get_by_text("A source of its own").first).to_be_visible()
    assert Evidence.objects.get().source == Source.objects.get(name="A source of its own")
