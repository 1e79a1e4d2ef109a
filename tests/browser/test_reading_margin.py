"""The lanes of the marks, the numbers in the margin, the groups of the list, and the choice of claims above it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from factcheck.claims.models import Claim
from factcheck.publishing.actions import retract
from tests.browser.reading import QUOTE, drag_over, fill_claim, open_desk, save_claim
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def layers(world: World) -> list[Claim]:
    """Three claims about one sentence, and one about another sentence."""
    return [
        world.claim("The minister said so.", quote="“The scene was arranged,” he told reporters", layer="utterance"),
        world.claim("The scene was arranged.", quote=QUOTE),
        world.claim("It is reported as he said it.", quote=QUOTE, layer="report"),
        world.claim("All was well.", quote="all was well"),
    ]


def test_marks_of_each_layer_have_a_lane_of_their_own(desk: Page, live_server: Any, world: World, layers: list[Claim]) -> None:
    open_desk(desk, live_server, world.first_article)
    lanes = desk.evaluate(
        """() => ["proposition", "utterance", "report"].map((name) => {
            const style = getComputedStyle(document.getElementById("words"), `::highlight(${name})`);
            return [style.textUnderlineOffset, style.textDecorationStyle];
        })"""
    )
    assert lanes == [["3px", "solid"], ["7px", "dotted"], ["10px", "dashed"]]


def test_numbers_in_the_margin_are_those_of_the_list(desk: Page, live_server: Any, world: World, layers: list[Claim]) -> None:
    open_desk(desk, live_server, world.first_article, f"?claim={layers[1].pk}")
    pins = desk.get_by_role("navigation", name="Sentences with claims").get_by_role("link")
    expect(pins).to_have_text(["1", "2"])
    expect(pins.first).to_have_class("pin is-chosen")
    expect(desk.locator("#claims .sentence-head:visible")).to_have_count(2)
    pins.last.click()
    expect(desk.locator(f"#claim-{layers[3].pk} > #chosen[data-claim='{layers[3].pk}']")).to_be_visible()
    expect(pins.last).to_have_class("pin is-chosen")


def test_statement_is_not_repeated_in_its_open_row(desk: Page, live_server: Any, world: World, layers: list[Claim]) -> None:
    open_desk(desk, live_server, world.first_article, f"?claim={layers[1].pk}")
    box = desk.locator("#chosen-title").bounding_box()
    assert box
    assert box["width"] <= 1
    expect(desk.locator(f"#claim-{layers[1].pk} .claim-statement")).to_be_visible()


def test_button_for_evidence_names_the_selected_claim(desk: Page, live_server: Any, world: World, layers: list[Claim]) -> None:
    open_desk(desk, live_server, world.first_article, f"?claim={layers[3].pk}")
    drag_over(desk, "rejected the accusation")
    button = desk.locator("#toolbar [data-open=passage]")
    expect(button).to_contain_text("Evidence for Sentence 2 so?")


def test_new_claim_without_selected_words_says_how_to_select_them(desk: Page, live_server: Any, world: World) -> None:
    open_desk(desk, live_server, world.first_article)
    desk.locator("[data-new-claim]").click()
    expect(desk.locator("#notice")).to_contain_text("Select the words of the claim in the text first.")
    drag_over(desk, QUOTE)
    desk.locator("[data-new-claim]").click()
    expect(desk.locator("#claim-form")).to_be_visible()


def test_list_of_ones_own_claims_marks_only_these(desk: Page, live_server: Any, world: World, layers: list[Claim]) -> None:
    world.claim("The town was left.", quote="the town had been left", person=world.second_checker)
    open_desk(desk, live_server, world.first_article)
    expect(desk.locator("#claims > li")).to_have_count(5)
    desk.get_by_role("link", name="Mine 4").click()
    expect(desk.locator("#claims > li")).to_have_count(4)
    expect(desk.get_by_role("navigation", name="Sentences with claims").get_by_role("link")).to_have_count(2)


def test_button_for_evidence_names_the_claim_selected_since(
    desk: Page, live_server: Any, world: World, layers: list[Claim]
) -> None:
    open_desk(desk, live_server, world.first_article, f"?claim={layers[3].pk}")
    drag_over(desk, "rejected the accusation")
    expect(desk.locator("#toolbar [data-open=passage]")).to_contain_text("Evidence for Sentence 2 so?")
    desk.keyboard.press("j")
    expect(desk.locator(f"#claim-{layers[0].pk} .claim-statement")).to_have_attribute("aria-current", "true")
    expect(desk.locator("#toolbar [data-open=passage]")).to_contain_text("Evidence for Sentence 1 said?")


@pytest.mark.parametrize(("show", "listed"), [("all", 6), ("mine", 5), ("open", 6)])
def test_saved_claim_is_counted_above_the_list(
    desk: Page, live_server: Any, world: World, layers: list[Claim], show: str, listed: int
) -> None:
    theirs = world.claim("The town was left.", quote="the town had been left", person=world.second_checker)
    open_desk(desk, live_server, world.first_article, f"?show={show}")
    drag_over(desk, "A second official")
    desk.keyboard.press("c")
    desk.locator("#claim-form").get_by_label("Statement").fill("An official spoke.")
    fill_claim(desk)
    save_claim(desk)
    expect(desk.locator("#claims > li")).to_have_count(listed)
    counts = desk.get_by_role("navigation", name="Which claims").get_by_role("link")
    expect(counts).to_have_text(["All 6", "Mine 5", "Open 6"])
    # Evidence for a claim adds no claim.
    drag_over(desk, "rejected the accusation")
    desk.keyboard.press("e")
    form = desk.locator("#passage-form")
    form.locator("[data-search-claims]").fill("The town was left")
    form.locator(f"[name=claim][value='{theirs.pk}']").check()
    form.locator("[name=stance][value=supports]").check()
    form.locator("[name=closeness][value=secondary]").check()
    form.locator("[name=note]").fill("It says so.")
    form.get_by_role("button", name="Attach evidence").click()
    expect(desk.locator("#chosen-title")).to_have_text("The town was left.")
    expect(counts).to_have_text(["All 6", "Mine 5", "Open 6"])


@pytest.mark.parametrize("width", [390, 320])
def test_narrow_row_and_legend_hide_nothing(desk: Page, live_server: Any, world: World, width: int) -> None:
    """The longest row: all three kinds of evidence, and a retracted verdict with its former rating."""
    retract(person=world.editor, verdict=world.published, notice="The images were forged.")
    desk.set_viewport_size({"width": width, "height": 800})
    open_desk(desk, live_server, world.first_article)
    items = desk.locator(".reading-legend > ul:not(.reading-legend-keys) > li")
    assert items.evaluate_all("(all) => Math.max(...all.map((item) => item.getBoundingClientRect().right))") <= width
    desk.locator("label[for=view-work]").click()
    expect(desk.locator("#claims > li")).to_contain_text("retracted (was: False)")
    overlapping = desk.locator("#claims .reading-claim").evaluate(
        """(row) => {
            const boxes = [...row.children].map((part) => part.getBoundingClientRect());
            const isOver = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
            return boxes.some((box, at) => boxes.slice(at + 1).some((other) => isOver(box, other)));
        }"""
    )
    assert not overlapping
