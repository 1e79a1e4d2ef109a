"""Writing a verdict with the evidence beside it, and the gate that follows the text."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from factcheck.claims.models import Claim
from factcheck.verdicts.models import Verdict
from tests.browser import axe
from tests.browser.people import Desks
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def claim(world: World) -> Claim:
    claim = world.open_claim
    for number in range(1, 13):
        world.evidence_on(claim, quote=f"Quote {number}. " * 12)
    return claim


def test_gate_follows_the_text_and_saves_nothing(desk: Page, live_server, claim: Claim) -> None:
    desk.goto(live_server.url + reverse("desk:verdict", args=[claim.pk]))
    gate = desk.locator("#gate")
    headline = gate.locator("[data-line=headline]")
    expect(headline).to_be_visible()
    gate.locator("summary").click()
    desk.get_by_label("Headline").fill("The images are older")
    expect(headline).to_have_count(0)
    expect(gate.locator("details")).to_have_attribute("open", "")
    expect(desk.locator("#announce")).to_contain_text("Evidence gate: ")
    desk.get_by_label("Headline").fill("")
    expect(headline).to_be_visible()
    assert not Verdict.objects.exists()


def test_alt_and_digit_cite_at_the_cursor_while_typing(desk: Page, live_server, claim: Claim) -> None:
    desk.goto(live_server.url + reverse("desk:verdict", args=[claim.pk]))
    rationale = desk.get_by_label("Rationale")
    rationale.fill("As one says")
    desk.keyboard.press("Alt+2")
    expect(rationale).to_have_value("As one says [2]")
    expect(rationale).to_be_focused()


def test_evidence_stays_visible_beside_the_rationale(desk: Page, live_server, claim: Claim) -> None:
    desk.set_viewport_size({"width": 1440, "height": 900})
    desk.goto(live_server.url + reverse("desk:verdict", args=[claim.pk]))
    desk.get_by_label("As of").scroll_into_view_if_needed()
    evidence, rationale = desk.locator("#evidence"), desk.get_by_label("Rationale")
    box, field = evidence.bounding_box(), rationale.bounding_box()
    assert box
    assert field
    assert box["x"] >= field["x"] + field["width"]
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 901
    assert evidence.evaluate("element => element.scrollHeight > element.clientHeight")


def test_narrow_screen_folds_the_evidence_above_the_rationale(desks: Desks, world: World, claim: Claim) -> None:
    page = desks.of(world.checker, **axe.OPTIONS)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(reverse("desk:verdict", args=[claim.pk]))
    cite = page.get_by_role("button", name="Cite [3]")
    expect(cite).to_be_hidden()
    summary, rationale = page.locator("#evidence summary"), page.get_by_label("Rationale")
    above, below = summary.bounding_box(), rationale.bounding_box()
    assert above
    assert below
    assert above["y"] < below["y"]
    summary.click()
    cite.click()
    expect(rationale).to_have_value("[3]")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe.problems(page) == []


def test_without_javascript_the_evidence_is_open_and_has_no_buttons(plain: Page, claim: Claim) -> None:
    plain.set_viewport_size({"width": 390, "height": 844})
    plain.goto(reverse("desk:verdict", args=[claim.pk]))
    expect(plain.locator("#evidence .chip").first).to_be_visible()
    expect(plain.get_by_role("button", name="Cite [3]")).to_have_count(0)


def test_citation_names_its_item_on_focus_and_escape_closes_it(desk: Page, live_server, claim: Claim) -> None:
    item = claim.evidence.order_by("number")[1]
    desk.goto(live_server.url + reverse("desk:verdict", args=[claim.pk]))
    desk.get_by_label("Rationale").fill("As one says [2].")
    desk.get_by_role("button", name="Preview rationale").click()
    citation = desk.locator(f"#preview a[href='#evidence-{item.pk}']")
    citation.focus()
    tip = desk.get_by_role("tooltip")
    expect(tip).to_be_visible()
    expect(tip).to_contain_text(item.get_stance_display())
    expect(tip).to_contain_text(desk.locator(f"#evidence-{item.pk} [data-title]").inner_text())
    expect(citation).to_have_attribute("aria-describedby", "citation-preview")
    desk.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(citation).to_be_focused()
    citation.hover()
    expect(tip).to_be_visible()
    desk.mouse.move(0, 0)
    expect(tip).to_be_hidden()
