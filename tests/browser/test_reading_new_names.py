"""The reading desk in a browser: the question about a claimant who is new, and the form that contains it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from factcheck.claims.models import Actor, Claim, Mention
from tests.browser.reading import QUOTE, drag_over, fill_claim, is_new_person, open_desk, save_claim
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def test_chain_follows_a_claimant_that_is_corrected_after_the_question(desk: Page, live_server: Any, world: World) -> None:
    open_desk(desk, live_server, world.first_article)
    drag_over(desk, QUOTE)
    desk.keyboard.press("c")
    fill_claim(desk, "Somebody Unheard")
    save_claim(desk)
    expect(desk.get_by_role("group", name="“Somebody Unheard” is")).to_be_visible()
    desk.get_by_label("Claimant").fill("Mikhail Minister")
    save_claim(desk, "Mikhail Minister")
    expect(desk.locator("#claims [aria-current]")).to_be_focused()
    assert [link.actor.name for link in Mention.objects.get().chain.all()] == ["The Daily Example", "Mikhail Minister"]
    assert not Actor.objects.filter(name="Somebody Unheard").exists()


def test_existing_claimant_is_chosen_for_the_chain_as_well(desk: Page, live_server: Any, world: World) -> None:
    world.minister  # noqa: B018  made on first use
    open_desk(desk, live_server, world.first_article)
    drag_over(desk, QUOTE)
    desk.keyboard.press("c")
    fill_claim(desk, "Mikhail Minster")
    save_claim(desk)
    expect(desk.locator("[data-name-question]")).to_have_count(1)
    expect(desk.get_by_role("radio", name="Mikhail Minister")).to_be_focused()
    desk.keyboard.press("Space")
    desk.keyboard.press("Enter")
    expect(desk.locator("#claims [aria-current]")).to_be_focused()
    mention = Mention.objects.get()
    assert mention.claim.claimant == world.minister
    assert [link.actor.name for link in mention.chain.all()] == ["The Daily Example", "Mikhail Minister"]


def test_statement_in_a_returned_form_is_not_replaced(desk: Page, live_server: Any, world: World) -> None:
    world.claim("The town had been left.", quote="the town had been left on 30 March")
    open_desk(desk, live_server, world.first_article)
    drag_over(desk, QUOTE)
    desk.keyboard.press("c")
    desk.get_by_label("Statement").fill("The town had been left in March.")
    fill_claim(desk, "Somebody Unheard")
    near = desk.get_by_role("button", name=re.compile("^Another mention of this claim.*The town had been left"))
    expect(near).to_be_visible()
    save_claim(desk)
    expect(desk.get_by_role("radio", name="a new person")).to_be_focused()
    expect(near).to_be_visible()
    drag_over(desk, "rejected the accusation")
    desk.get_by_role("button", name="Add this part").click()
    expect(desk.locator("#pieces li")).to_have_count(2)
    expect(desk.get_by_label("Statement")).to_have_value("The town had been left in March.")
    is_new_person(desk, "Somebody Unheard")
    save_claim(desk)
    expect(desk.locator("#chosen-title")).to_have_text("The town had been left in March.")
    assert [s.exact for s in Mention.objects.latest("id").spans.all()] == [QUOTE, "rejected the accusation"]


def test_form_for_the_next_claim_is_empty_after_the_question(desk: Page, live_server: Any, world: World) -> None:
    """The server returned the form with the question, and with it the input for the first claim."""
    open_desk(desk, live_server, world.first_article)
    drag_over(desk, "A second official")
    desk.keyboard.press("c")
    fill_claim(desk, "Somebody Unheard")
    desk.get_by_label("Place", exact=False).first.fill("Vinograd")
    save_claim(desk, "Somebody Unheard")
    expect(desk.locator("#claims [aria-current]")).to_be_focused()
    drag_over(desk, QUOTE)
    desk.keyboard.press("c")
    form = desk.locator("#claim-form")
    expect(form).to_be_visible()
    assert form.locator("[name=place]").input_value() == ""
    assert form.locator("[name=claimant]").input_value() == ""
    assert form.locator("[name=statement]").input_value() == QUOTE
    expect(form.locator(".summary, [data-name-question]")).to_have_count(0)
    assert Claim.objects.get().place == "Vinograd"
