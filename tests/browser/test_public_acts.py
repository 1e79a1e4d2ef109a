"""Publishing, correcting, and retracting in a browser: without JavaScript, and for assistive technology."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.people import Desks
from tests.world import World

HEADLINE = "Images from before the withdrawal show the scene"
pytestmark = pytest.mark.django_db(transaction=True)


def test_publishing_screens_pass_axe_and_fit_the_window(desks: Desks, world: World) -> None:
    published, approved = world.published, world.approve(world.submit(world.ready(world.claim("Another. " * 10))))
    page = desks.of(world.editor, **axe.OPTIONS)
    problems_by_url = {}
    for address in (
        reverse("desk:checks"),
        reverse("desk:publish", args=[approved.pk]),
        reverse("desk:correct", args=[published.pk]),
        reverse("desk:retract", args=[published.pk]),
    ):
        page.goto(address)
        problems_by_url[address] = axe.problems_in(page, [(1280, "light"), (390, "light")])
    assert {address: problems for address, problems in problems_by_url.items() if problems} == {}


def test_editor_publishes_and_retracts_without_javascript(desks: Desks, live_server: Any, world: World) -> None:
    verdict = world.approved
    page = desks.of(world.editor, java_script_enabled=False)
    page.goto(reverse("desk:publish", args=[verdict.pk]))
    expect(page.get_by_text("Below is the text that readers will see at")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Publish this check")
    expect(page.frame_locator("iframe").get_by_role("heading", level=1)).to_have_text(HEADLINE)
    page.get_by_role("button", name="Publish").click()
    expect(page).to_have_url(f"{live_server.url}{reverse('desk:checks')}")
    expect(page.locator("#notice")).to_contain_text(f"Published: “{HEADLINE}.”")
    expect(page.get_by_role("rowheader").get_by_role("link")).to_have_text(HEADLINE)
    expect(page.get_by_role("rowheader")).to_contain_text("Claim: The scene was arranged after the withdrawal.")
    page.get_by_role("link", name="Retract").click()
    page.get_by_role("button", name="Retract check").click()
    expect(page.get_by_role("alert")).to_contain_text("State what was wrong and what is right. Readers see this.")
    page.get_by_label("Public notice").fill("The images were misdated.")
    page.get_by_role("button", name="Retract check").click()
    expect(page.locator("#notice")).to_contain_text(f"Retracted: “{HEADLINE}.”")
    page.get_by_role("link", name="Open public page").click()
    expect(page).to_have_url(f"{live_server.url}/checks/images-from-before-the-withdrawal-show-the-scene/")
    expect(page.get_by_label("Retraction")).to_contain_text("The images were misdated.")
