"""The nearest claims while a statement is typed, and the screen that merges claims, in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from factcheck.claims.models import Claim, Relation
from tests.browser import axe
from tests.browser.page_ready import leaving, ready
from tests.browser.people import Desks
from tests.browser.reading import drag_over, fill_claim, open_desk
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

SAME = "After the withdrawal, the scene was arranged."


@pytest.fixture
def desk(desks: Desks, world: World) -> Page:
    return desks.of(world.checker, **axe.OPTIONS)


def test_typed_claim_becomes_another_mention_of_the_nearest_claim(desk: Page, live_server: Any, world: World) -> None:
    claim = world.open_claim
    open_desk(desk, live_server, world.second_article)
    drag_over(desk, "the scene had been arranged")
    desk.keyboard.press("c")
    form = desk.locator("#claim-form")
    form.get_by_label("Statement").fill("Herrings swim.")
    expect(form.locator("[data-nearest] li")).to_have_count(0)
    form.get_by_label("Statement").fill("They arranged the scene after the withdrawal")
    suggestion = form.get_by_role("button", name="Another mention of this claim")
    expect(suggestion).to_have_count(1)
    form.get_by_label("Presented as").select_option("scare")
    assert axe.problems(desk) == []
    suggestion.click()
    mention = desk.locator("#mention-form")
    expect(mention).to_be_visible()
    expect(mention.get_by_role("radio", name=claim.statement)).to_be_checked()
    expect(mention.get_by_label("Presented as")).to_have_value("scare")
    desk.get_by_role("button", name="New claim", exact=True).click()
    expect(form.get_by_label("Statement")).to_have_value("They arranged the scene after the withdrawal")
    desk.get_by_role("button", name="Mention", exact=True).click()
    mention.get_by_role("button", name="Save mention").click()
    expect(desk.locator("#claims [aria-current]")).to_be_focused()
    assert [row.mode for row in claim.mentions.order_by("id")] == ["direct", "scare"]
    assert Claim.objects.count() == 1


def test_denial_of_the_nearest_claim_is_saved_with_its_relation(desk: Page, live_server: Any, world: World) -> None:
    claim = world.open_claim
    open_desk(desk, live_server, world.second_article)
    drag_over(desk, "the scene had been arranged")
    desk.keyboard.press("c")
    form = desk.locator("#claim-form")
    form.get_by_label("Statement").fill("They did not arrange the scene after the withdrawal")
    form.get_by_role("button", name="Save as a denial of this claim").click()
    expect(form.get_by_role("alert")).to_be_focused()
    expect(form.get_by_role("checkbox", name="This claim denies")).to_be_checked()
    fill_claim(desk)
    form.get_by_role("button", name="Save claim").click()
    expect(desk.locator("#chosen-title")).to_have_text("They did not arrange the scene after the withdrawal")
    relation = Relation.objects.get()
    assert (relation.relation_kind, relation.other) == ("denies", claim)


def test_same_claims_are_merged(desk: Page, live_server: Any, world: World) -> None:
    survivor, loser = world.open_claim, world.claim(SAME)
    world.evidence_on(loser)
    desk.goto(f"{live_server.url}/desk/claims/{loser.pk}/relations/add/")
    ready(desk)
    desk.get_by_label("is the same as").check()
    desk.get_by_role("radio", name=survivor.statement).check()
    with leaving(desk):
        desk.get_by_role("button", name="Save relation").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Merge claims")
    assert axe.problems(desk) == []
    desk.get_by_role("radio", name=survivor.statement).check()
    desk.get_by_label("Explanation").fill("The words differ, the claim is the same.")
    with leaving(desk):
        desk.get_by_role("button", name="Merge claims").click()
    expect(desk).to_have_url(f"{live_server.url}/desk/claims/{survivor.pk}/")
    desk.goto(f"{live_server.url}/desk/claims/{loser.pk}/")
    expect(desk).to_have_url(f"{live_server.url}/desk/claims/{survivor.pk}/")
    expect(desk.locator("#notice").get_by_text(f"Claim {loser.pk} was merged into this claim.")).to_be_visible()
    assert survivor.evidence.count() == 1
