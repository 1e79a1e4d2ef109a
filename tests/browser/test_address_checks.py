"""Checks of addresses in a browser: requesting one and answering its result, with and without JavaScript; axe on each screen."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from factcheck.evidence.availability.comparison import AddressResult
from factcheck.evidence.availability.job import check_address
from factcheck.evidence.availability.models import AddressStatement, AddressWatch
from factcheck.evidence.models import Evidence
from tests.address_checks import OTHER_WORDS, gone_page, preserved_item, site
from tests.browser import axe
from tests.browser.people import Desks
from tests.copies import page_item, preserved_copy
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def page(desks: Desks, world: World, request: Any) -> Page:
    return desks.of(world.editor, java_script_enabled=request.param)


def address_page(item: Evidence) -> str:
    return reverse("desk:evidence-address", args=[item.pk])


def test_changed_page_is_found_and_answered(page: Page, world: World, settings: Any, request: Any) -> None:
    with site() as news:
        settings.FETCH_TEST_SERVERS = [("127.0.0.1", news.server.port)]
        item = preserved_item(world.checker, world.open_claim, news.url)
        news.answer = OTHER_WORDS
        page.goto(reverse("desk:evidence", args=[item.pk]))
        page.get_by_role("link", name="Check now, schedule, and results").click()
        page.get_by_role("button", name="Check now").click()
        expect(page.locator("#checks [role=status]")).to_contain_text("A check was requested.")
        check_address(item.pk)
    if "without script" in request.node.name:
        page.reload()
    expect(page.locator("#checks")).to_contain_text("The page says other words")
    page.goto("/desk/?part=addresses")
    expect(page.locator(".queue")).to_contain_text("Says other words since")
    page.get_by_role("link", name=world.open_claim.statement).click()
    page.get_by_label("Why do readers need no notice?").fill("The quote moved to a linked page.")
    page.get_by_role("button", name="No notice needed").click()
    expect(page.locator("#results")).to_contain_text("The quote moved to a linked page.")
    assert AddressStatement.objects.count() == 1
    page.goto("/desk/?part=addresses")
    expect(page.locator("main")).to_contain_text("No page has changed.")


def test_each_screen_passes_axe_and_does_not_scroll_horizontally(desks: Desks, world: World) -> None:
    page = desks.of(world.editor, **axe.OPTIONS)
    items = [page_item(world.checker, world.open_claim, address=f"https://news.example/{name}") for name in "abcd"]
    _, running, changed, gone = items
    for item in items:
        preserved_copy(world.checker, item)
    gone_page(world.checker, running)
    AddressWatch.objects.filter(evidence=running).update(state="waiting", attempts=1, detail="It is busy.", is_open=True)
    gone_page(world.checker, changed, AddressResult.ELSEWHERE)
    gone_page(world.checker, gone)
    addresses = {
        **{f"item {number}": address_page(item) for number, item in enumerate(items)},
        "item": reverse("desk:evidence", args=[gone.pk]),
        "claim": reverse("desk:claim", args=[world.open_claim.pk]),
        "queue": "/desk/?part=addresses",
    }
    problems = {}
    for name, address in addresses.items():
        page.goto(address)
        if found := axe.problems_in(page, [(1280, "light"), (390, "dark")]):
            problems[name] = found
    assert problems == {}
