"""Publishing, correcting and retracting in a browser: without script, and to assistive technology."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, expect

from factcheck.accounts.models import Person
from tests.world import World

AXE = Path(__file__).with_name("axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
pytestmark = pytest.mark.django_db(transaction=True)


def sign_in(context: BrowserContext, address: str, person: Person) -> None:
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])


@pytest.mark.parametrize("width", [1280, 390])
def test_the_screens_of_publishing_are_clean_by_axe(browser: Browser, live_server: Any, width: int) -> None:
    world = World()
    published, approved = world.published, world.approve(world.submit(world.ready(world.claim("Another. " * 10))))
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": width, "height": 900}, bypass_csp=True, reduced_motion="reduce"
    )
    sign_in(context, live_server.url, world.editor)
    page = context.new_page()
    found = {}
    for address in (
        reverse("publishing:checks"),
        reverse("publishing:publish", args=[approved.pk]),
        reverse("publishing:correct", args=[published.pk]),
        reverse("publishing:retract", args=[published.pk]),
    ):
        page.goto(address)
        page.add_script_tag(content=AXE)
        problems = page.evaluate("async (rules) => (await axe.run(document, { runOnly: rules })).violations", RULES)
        found[address] = [(one["id"], [node["target"] for node in one["nodes"]]) for one in problems]
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    context.close()
    assert {address: problems for address, problems in found.items() if problems} == {}


def test_an_editor_without_script_publishes_and_retracts(browser: Browser, live_server: Any) -> None:
    world = World()
    verdict = world.approved
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    sign_in(context, live_server.url, world.editor)
    page = context.new_page()
    page.goto(reverse("publishing:publish", args=[verdict.pk]))
    expect(page.get_by_text("Below is exactly what everybody will read at")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("The scene was arranged after the withdrawal.")
    page.get_by_role("button", name="Publish").click()
    expect(page).to_have_url(f"{live_server.url}{reverse('publishing:checks')}")
    expect(page.locator("#notice")).to_contain_text("Published: “The scene was arranged after the withdrawal.”")
    page.get_by_role("link", name="Retract").click()
    page.get_by_role("button", name="Retract the check").click()
    expect(page.get_by_role("alert")).to_contain_text("Say what changes and why: readers see this.")
    page.get_by_label("Public notice").fill("The images were misdated.")
    page.get_by_role("button", name="Retract the check").click()
    expect(page.locator("#notice")).to_contain_text("Retracted: ")
    page.get_by_role("link", name="Open the public page").click()
    expect(page).to_have_url(f"{live_server.url}/checks/the-scene-was-arranged-after-the-withdrawal/")
    expect(page.get_by_label("Retraction")).to_contain_text("The images were misdated.")
    context.close()
