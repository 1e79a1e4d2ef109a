"""The evidence board in a browser: keys, the menu, dragging, undo, an item beside the board, and axe on each state."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, Route, expect

from factcheck.claims.anchoring import find
from factcheck.evidence.actions import attach, withdraw_evidence
from factcheck.evidence.locators import PassageLocator
from factcheck.evidence.models import Evidence
from tests.browser import axe
from tests.browser.page_ready import leaving
from tests.browser.people import Desks
from tests.world import FIRST, World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def items(world: World) -> list[Evidence]:
    """A passage, two items of a set, and one for the other side."""
    claim = world.open_claim
    world.party_on(claim)
    locator = PassageLocator(world.first_article.current, find(FIRST, "all was well"))
    return [
        attach(person=world.checker, claim=claim, stance="contradicts", closeness="primary", quoted_from=locator, note="A note."),
        world.evidence_on(claim, quote="One.", evidence_set="A"),
        world.evidence_on(claim, quote="Two.", evidence_set="A"),
        world.evidence_on(claim, "supports", source=world.ministry, quote="Three."),
    ]


def open_board(page: Page, world: World) -> None:
    page.goto(reverse("desk:board", args=[world.open_claim.pk]))


@pytest.fixture
def board(desks: Desks, world: World, items: list[Evidence]) -> Page:
    page = desks.of(world.checker)
    page.set_viewport_size({"width": 1440, "height": 900})
    open_board(page, world)
    page.locator("html[data-ready]").wait_for(state="attached")
    return page


def row(page: Page, item: Evidence) -> Locator:
    return page.locator(f"#evidence-{item.pk}")


def test_keys_move_through_the_items_and_open_the_menu(board: Page, items: list[Evidence]) -> None:
    board.keyboard.press("j")
    expect(row(board, items[0]).locator("a[data-open]")).to_be_focused()
    board.keyboard.press("j")
    board.keyboard.press("j")
    expect(row(board, items[2]).locator("a[data-open]")).to_be_focused()
    board.keyboard.press("k")
    expect(row(board, items[1]).locator("a[data-open]")).to_be_focused()
    board.keyboard.press("m")
    expect(row(board, items[1]).get_by_role("button", name="Move to supports")).to_be_focused()
    board.keyboard.press("ArrowDown")
    expect(row(board, items[1]).get_by_role("button", name="Move to context")).to_be_focused()
    board.keyboard.press("ArrowUp")
    board.keyboard.press("ArrowUp")
    expect(row(board, items[1]).get_by_role("link", name="History")).to_be_focused()
    board.keyboard.press("Escape")
    expect(row(board, items[1]).locator("summary")).to_be_focused()
    expect(board.locator("details.item-menu[open]")).to_have_count(0)


@pytest.mark.parametrize(("key", "path"), [("e", "evidence/add/"), ("s", "searches/add/"), ("v", "verdict/")])
def test_key_opens_a_screen(board: Page, key: str, path: str) -> None:
    with leaving(board):
        board.keyboard.press(key)
    assert path in board.url


def test_item_opens_beside_the_board_and_the_focus_returns(board: Page, items: list[Evidence]) -> None:
    board.keyboard.press("j")
    board.keyboard.press("Enter")
    expect(board.locator("#beside mark")).to_have_text("all was well")
    expect(board.locator("#beside mark")).to_be_in_viewport()
    expect(board.locator("#beside-title")).to_be_focused()
    expect(row(board, items[0])).to_be_visible()
    board.keyboard.press("Escape")
    expect(board.locator("#beside")).to_be_empty()
    expect(row(board, items[0]).locator("a[data-open]")).to_be_focused()


def test_item_that_was_opened_last_is_beside_the_board(board: Page, items: list[Evidence]) -> None:
    held: list[Route] = []
    address = reverse("desk:evidence-text", args=[items[0].pk])
    board.route(f"**{address}", lambda route: held.append(route))
    with board.expect_request(f"**{address}"):
        row(board, items[0]).locator("a[data-open]").click()
    row(board, items[1]).locator("a[data-open]").click()
    expect(board.locator("#beside-title")).to_be_focused()
    held.pop().continue_()
    board.wait_for_timeout(300)
    expect(board.locator("#beside")).not_to_contain_text("all was well")


def test_item_opens_as_a_page_on_a_narrow_window(board: Page, items: list[Evidence]) -> None:
    board.set_viewport_size({"width": 390, "height": 844})
    with leaving(board):
        row(board, items[0]).locator("a[data-open]").click()
    assert board.url.endswith(reverse("desk:evidence-text", args=[items[0].pk]))
    expect(board.locator("mark")).to_have_text("all was well")


def test_menu_moves_an_item_and_the_key_undoes_it(board: Page, items: list[Evidence]) -> None:
    board.keyboard.press("j")
    board.keyboard.press("m")
    board.keyboard.press("Enter")
    expect(board.locator("[data-drop=supports]").locator(f"#evidence-{items[0].pk}")).to_be_visible()
    expect(board.locator("#announce")).to_have_text("[1] moved to “supports.”")
    expect(row(board, items[0]).locator("a[data-open]")).to_be_focused()
    board.keyboard.press("z")
    expect(board.locator("[data-drop=contradicts]").locator(f"#evidence-{items[0].pk}")).to_be_visible()
    items[0].refresh_from_db()
    assert (items[0].stance, items[0].version) == ("contradicts", 3)


def test_keys_move_an_item_to_each_side_and_undo_it(board: Page, items: list[Evidence]) -> None:
    board.keyboard.press("j")
    board.keyboard.press("+")
    expect(board.locator("[data-drop=supports]").locator(f"#evidence-{items[0].pk}")).to_be_visible()
    expect(row(board, items[0]).locator("a[data-open]")).to_be_focused()
    board.keyboard.press(".")
    expect(board.locator("[data-drop=context]").locator(f"#evidence-{items[0].pk}")).to_be_visible()
    board.keyboard.press("z")
    expect(board.locator("[data-drop=supports]").locator(f"#evidence-{items[0].pk}")).to_be_visible()
    items[0].refresh_from_db()
    assert (items[0].stance, items[0].version) == ("supports", 4)


def test_move_replaces_the_undo_of_the_move_before(board: Page, items: list[Evidence]) -> None:
    row(board, items[0]).locator("summary").click()
    with leaving(board):
        row(board, items[0]).get_by_role("link", name="New set …").click()
    board.get_by_label("context", exact=True).check()
    with leaving(board):
        board.get_by_role("button", name="Save").click()
    expect(board.get_by_role("button", name="Undo")).to_have_count(1)
    row(board, items[1]).locator("a[data-open]").focus()
    board.keyboard.press("+")
    expect(board.locator("#undo").get_by_role("button", name="Undo")).to_be_visible()
    expect(board.get_by_role("button", name="Undo")).to_have_count(1)


def test_key_of_its_own_side_leaves_an_item_in_its_set(board: Page, items: list[Evidence]) -> None:
    row(board, items[1]).locator("a[data-open]").focus()
    board.keyboard.press("-")
    board.keyboard.press(".")
    expect(board.locator("[data-drop=context]").locator(f"#evidence-{items[1].pk}")).to_be_visible()
    items[1].refresh_from_db()
    assert items[1].version == 2


def test_sheet_lists_each_key_once_with_its_action(board: Page) -> None:
    board.keyboard.press("?")
    sheet = board.get_by_role("dialog", name="Keyboard shortcuts")
    keys = sheet.locator("dt").all_inner_texts()
    assert sorted(set(keys)) == sorted(keys)
    actions = dict(zip(keys, sheet.locator("dd").all_inner_texts(), strict=True))
    assert actions["e"] == "Attach evidence"
    assert actions["+"] == "Move the item to supports"
    assert actions["z"] == "Undo the last move"


@pytest.mark.parametrize(
    ("number", "target", "expected"),
    [
        (0, lambda page: page.locator("[data-drop=supports] .side-head"), ("supports", "")),
        (0, lambda page: page.locator(".item-set .item-set-name"), ("contradicts", "A")),
        (1, lambda page: page.locator("[data-drop=contradicts] > .side-head"), ("contradicts", "")),
    ],
    ids=["to another side", "into a set", "out of a set"],
)
def test_item_is_dragged(
    board: Page, items: list[Evidence], number: int, target: Callable[[Page], Locator], expected: tuple[str, str]
) -> None:
    place = row(board, items[number]).locator("xpath=ancestor::*[@data-drop][1]")
    before = place.get_attribute("data-drop") or ""
    row(board, items[number]).locator(".chip").drag_to(target(board))
    expect(board.locator("#undo")).to_contain_text(f"[{number + 1}] moved")
    items[number].refresh_from_db()
    assert (items[number].stance, items[number].evidence_set) == expected
    board.locator("#undo").get_by_role("button", name="Undo").click()
    expect(place).to_have_attribute("data-drop", before)
    expect(board.locator("#announce")).not_to_be_empty()


def test_without_javascript_the_menu_moves_an_item_and_the_page_undoes_it(
    plain: Page, world: World, items: list[Evidence]
) -> None:
    open_board(plain, world)
    row(plain, items[3]).locator("summary").click()
    row(plain, items[3]).get_by_role("button", name="Move to context").click()
    expect(plain.locator("[data-drop=context]").locator(f"#evidence-{items[3].pk}")).to_be_visible()
    expect(plain.locator(".notice")).to_contain_text("[4] moved to “context.”")
    plain.get_by_role("button", name="Undo").click()
    expect(plain.locator("[data-drop=supports]").locator(f"#evidence-{items[3].pk}")).to_be_visible()
    row(plain, items[0]).locator("a[data-open]").click()
    expect(plain.locator("mark")).to_have_text("all was well")


def test_each_state_passes_axe_at_each_width(desks: Desks, world: World, items: list[Evidence]) -> None:
    gone = world.evidence_on(world.open_claim, quote="Withdrawn.", evidence_set="A")
    withdraw_evidence(person=world.checker, item=gone, reason="The wrong street.")
    world.search_on(world.open_claim)
    page = desks.of(world.checker, **axe.OPTIONS)
    views: list[axe.View] = [(1440, "light"), (1280, "dark"), (390, "light"), (320, "dark")]
    open_board(page, world)
    assert axe.problems_in(page, views) == []
    page.set_viewport_size({"width": 1440, "height": 900})
    page.locator(f"#evidence-{items[0].pk} a[data-open]").click()
    page.locator("#beside mark").wait_for()
    row(page, items[1]).locator("summary").click()
    assert axe.problems_in(page, [(1440, "light"), (1100, "dark")]) == []
    page.goto(reverse("desk:evidence-text", args=[items[0].pk]))
    assert axe.problems_in(page, views) == []
    page.goto(reverse("desk:evidence-move", args=[items[0].pk]))
    assert axe.problems_in(page, views) == []


def test_page_does_not_scroll_on_a_wide_window_and_reflows_with_large_text(board: Page, items: list[Evidence]) -> None:
    assert board.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0
    board.evaluate("document.documentElement.style.fontSize = '200%'")
    assert board.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    board.emulate_media(forced_colors="active")
    expect(row(board, items[0]).locator(".chip")).to_be_visible()
