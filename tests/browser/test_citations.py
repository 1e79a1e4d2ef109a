"""Inserting citations of evidence into a rationale, with and without JavaScript."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from factcheck.claims.models import Claim
from tests.browser import axe
from tests.browser.people import Desks
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def claim(world: World) -> Claim:
    claim = world.open_claim
    for quote in ("One.", "Two.", "Three."):
        world.evidence_on(claim, quote=quote)
    return claim


def test_button_and_key_insert_a_citation_at_the_cursor(desk: Page, live_server, claim: Claim) -> None:
    desk.goto(live_server.url + reverse("desk:verdict", args=[claim.pk]))
    rationale = desk.get_by_role("textbox", name="Rationale")
    rationale.fill("The images are older, as one says.")
    uncited = desk.locator("[data-used]").filter(has_text="not cited")
    expect(uncited).to_have_count(3)
    rationale.evaluate("field => field.setSelectionRange(20, 20)")
    desk.get_by_role("button", name="Cite [2]").click()
    expect(rationale).to_have_value("The images are older [2], as one says.")
    expect(rationale).to_be_focused()
    expect(uncited).to_have_count(2)
    desk.keyboard.type("[3]")
    expect(rationale).to_have_value("The images are older [2][3], as one says.")
    expect(uncited).to_have_count(1)
    rationale.evaluate("field => { field.setSelectionRange(field.value.length - 1, field.value.length - 1); field.blur(); }")
    desk.keyboard.press("1")
    expect(rationale).to_have_value("The images are older [2][3], as one says [1].")
    expect(uncited).to_have_count(0)
    desk.get_by_label("Summary").fill("The images are older.")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator("#notice").get_by_text("Version 1 saved.")).to_be_visible()


def test_citation_buttons_pass_axe(desks: Desks, world: World, claim: Claim) -> None:
    page = desks.of(world.checker, **axe.OPTIONS)
    page.goto(reverse("desk:verdict", args=[claim.pk]))
    uncited = page.locator("[data-used]").filter(has_text="not cited")
    expect(uncited).to_have_count(3)
    assert axe.problems(page) == []
    page.get_by_role("textbox", name="Rationale").fill("The images are older [2][3], as one says [1].")
    expect(uncited).to_have_count(0)
    assert axe.problems(page) == []


def test_without_javascript_citations_are_typed(plain: Page, claim: Claim) -> None:
    plain.goto(reverse("desk:verdict", args=[claim.pk]))
    expect(plain.get_by_role("button", name="Cite [2]")).to_have_count(0)
    plain.get_by_role("textbox", name="Rationale").fill("The images are older [2].")
    plain.get_by_role("button", name="Save", exact=True).click()
    expect(plain.locator("[data-used]").filter(has_text="not cited")).to_have_count(2)
    plain.get_by_role("textbox", name="Rationale").fill("The images are older [4].")
    plain.get_by_role("button", name="Save", exact=True).click()
    expect(plain.get_by_role("textbox", name="Rationale")).to_have_value("The images are older [4].")
    expect(plain.get_by_text("No evidence item has the number [4].").first).to_be_visible()
