"""The rows of lists: the whole row is the target of a link, its text can be selected, and each list prints and reflows."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page, expect

from factcheck.verdicts.models import Verdict
from tests.browser import axe
from tests.browser.page_ready import leaving, ready
from tests.browser.people import Desks, sign_in
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def queue_of(desks: Desks, world: World, **options: Any) -> tuple[Page, Locator, Verdict]:
    """The editor's queue with one submitted verdict, and its row."""
    verdict = world.submitted
    page = desks.of(world.editor, **options)
    page.goto("/desk/")
    ready(page)
    return page, page.locator(".work"), verdict


def review_of(desks: Desks, verdict: Verdict) -> str:
    return desks.address + reverse("desk:review", args=[verdict.pk])


@pytest.mark.parametrize("place", [".work-person", ".work-tally", ".queue-reason", ".queue-act"])
def test_click_anywhere_in_a_row_opens_it(desks: Desks, world: World, place: str) -> None:
    page, row, verdict = queue_of(desks, world)
    with leaving(page):
        row.locator(place).first.click()
    expect(page).to_have_url(review_of(desks, verdict))


def test_empty_part_of_a_row_opens_it_in_another_tab_with_ctrl(desks: Desks, world: World) -> None:
    page, row, verdict = queue_of(desks, world)
    with page.context.expect_page() as opened:
        row.locator(".work-person").click(modifiers=["Control"])
    expect(opened.value).to_have_url(review_of(desks, verdict))
    with page.context.expect_page() as opened:
        row.locator(".work-person").click(button="middle")
    expect(opened.value).to_have_url(review_of(desks, verdict))
    expect(page).to_have_url(desks.address + "/desk/")


@pytest.mark.parametrize("place", [".claim-statement", ".queue-reason span"])
def test_text_of_a_row_can_be_selected(desks: Desks, world: World, place: str) -> None:
    page, row, _ = queue_of(desks, world)
    box = row.locator(place).first.bounding_box()
    assert box
    page.mouse.move(box["x"] + 4, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 10, steps=5)
    page.mouse.up()
    selected = page.evaluate("getSelection().toString()")
    assert len(selected) > 5
    assert selected in row.inner_text()
    expect(page).to_have_url(desks.address + "/desk/")


def test_row_is_one_stop_of_the_tab_key_and_its_button_is_named(desks: Desks, world: World) -> None:
    page, row, verdict = queue_of(desks, world)
    statement = row.get_by_role("link", name=verdict.claim.statement)
    expect(statement).to_have_accessible_description("Review")
    expect(row.get_by_role("link", name="Review")).to_have_accessible_description(verdict.claim.statement)
    page.keyboard.press("j")
    expect(statement).to_be_focused()
    page.keyboard.press("Tab")
    assert not row.evaluate("row => row.contains(document.activeElement)")
    page.keyboard.press("Shift+Tab")
    with leaving(page):
        page.keyboard.press("Enter")
    expect(page).to_have_url(review_of(desks, verdict))


def test_row_is_a_target_without_scripts(browser: Browser, live_server: Any, world: World) -> None:
    verdict = world.submitted
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    sign_in(context, live_server.url, world.editor)
    page = context.new_page()
    page.goto("/desk/")
    box = page.locator(".work-person").bounding_box()
    assert box
    page.mouse.click(box["x"] + 5, box["y"] + 5)
    expect(page).to_have_url(live_server.url + reverse("desk:review", args=[verdict.pk]))
    context.close()


def test_filter_opens_with_a_key_and_stays_open_while_it_applies(desks: Desks, world: World) -> None:
    page, _, _ = queue_of(desks, world)
    expect(page.get_by_label("Layer")).to_be_hidden()
    page.keyboard.press("f")
    page.get_by_label("Layer").select_option("report")
    with leaving(page):
        page.get_by_role("button", name="Filter").click()
    expect(page.get_by_label("Layer")).to_have_value("report")


def test_first_row_is_on_the_first_screen_of_a_phone(desks: Desks, world: World) -> None:
    _, row, _ = queue_of(desks, world, viewport={"width": 390, "height": 700})
    box = row.bounding_box()
    assert box
    assert box["y"] < 300


def test_columns_use_the_width_of_the_screen(desks: Desks, world: World) -> None:
    _, row, _ = queue_of(desks, world, viewport={"width": 1680, "height": 900})
    what, act = row.locator(".work-what").bounding_box(), row.locator(".queue-act").bounding_box()
    assert what
    assert act
    assert what["x"] < 40
    assert act["x"] + act["width"] > 1640
    assert abs(what["y"] - act["y"]) < 20


LISTS = ("/desk/", "/desk/claims/", "/desk/articles/")


@pytest.mark.parametrize("address", LISTS)
def test_list_reflows_with_large_text_and_prints_without_controls(desks: Desks, world: World, address: str) -> None:
    assert world.submitted
    page = desks.of(world.editor, viewport={"width": 640, "height": 800})
    page.goto(address)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.emulate_media(media="print")
    expect(page.locator(".pagehead .actions")).to_be_hidden()
    expect(page.locator(".bar")).to_be_hidden()
    expect(page.locator("main")).to_contain_text("Chris Checker")


@pytest.mark.parametrize("address", LISTS)
def test_selected_row_is_visible_with_forced_colors(desks: Desks, world: World, address: str) -> None:
    assert world.submitted
    page = desks.of(world.editor, forced_colors="active", **axe.OPTIONS)
    page.goto(address)
    ready(page)
    page.keyboard.press("j")
    row = page.locator(".work").first
    assert row.evaluate("row => getComputedStyle(row).outlineStyle") == "solid"
    assert axe.problems_in(page, [(1280, "light")]) == []


def test_first_steps_pass_axe_and_fit_the_window(desks: Desks, world: World) -> None:
    page = desks.of(world.administrator, **axe.OPTIONS)
    for address in LISTS:
        page.goto(address)
        assert axe.problems_in(page, [(1280, "light"), (390, "dark"), (320, "light")]) == [], address
    page.goto("/desk/")
    expect(page.get_by_role("heading", name="First steps")).to_be_visible()
    page.get_by_role("link", name="Newsroom settings").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_other_link_of_a_row_keeps_its_function(desks: Desks, world: World) -> None:
    article = world.first_article
    page = desks.of(world.checker)
    page.goto("/desk/articles/")
    ready(page)
    with leaving(page):
        page.get_by_role("link", name="Details of The minister denies").click()
    expect(page).to_have_url(desks.address + reverse("desk:article-edit", args=[article.pk]))
    page.go_back()
    ready(page)
    with leaving(page):
        page.locator(".work-tally, .work-rating").first.click()
    expect(page).to_have_url(desks.address + reverse("desk:article", args=[article.pk]))


def test_text_of_the_current_row_is_clear_of_its_bar(desks: Desks, world: World) -> None:
    claim = world.claim("The scene was arranged.", layer="proposition")
    world.claim("The minister said so.", layer="utterance")
    page = desks.of(world.checker)
    page.goto(reverse("desk:claim", args=[claim.pk]))
    lefts = page.locator(".claim-layers li").evaluate_all(
        "(rows) => rows.map((row) => [row.getBoundingClientRect().left, row.querySelector('p').getBoundingClientRect().left])"
    )
    current = page.locator(".claim-layers li:has([aria-current]) p").bounding_box()
    assert current
    assert max(text - row for row, text in lefts) >= 6
    assert len({text for _, text in lefts}) == 1
    assert current["x"] == lefts[0][1]
