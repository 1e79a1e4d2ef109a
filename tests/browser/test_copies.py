"""Preserved copies in a browser: requesting and adding one with and without JavaScript; axe on each screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from factcheck.evidence.copies.job import preserve_page
from factcheck.evidence.copies.models import CopyProgress, CopyRequest, EvidenceCopy
from factcheck.evidence.models import Evidence
from tests.archive.fetching.servers import response, sending, serving
from tests.browser import axe
from tests.browser.people import Desks
from tests.copies import archived_copy, page_item, preserved_copy
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

HTML = b"<!doctype html><html><body><article><p>All was well, the mayor said on Monday.</p></article></body></html>"


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def page(desks: Desks, world: World, request: Any) -> Page:
    return desks.of(world.checker, java_script_enabled=request.param)


def item_page(item: Evidence) -> str:
    return reverse("desk:evidence", args=[item.pk])


def test_copy_is_requested_and_appears(page: Page, world: World, settings: Any, request: Any) -> None:
    with serving(sending(response(HTML))) as server:
        settings.FETCH_TEST_SERVERS = [("127.0.0.1", server.port)]
        item = page_item(world.checker, world.open_claim, address=server.url("/"))
        page.goto(item_page(item))
        page.get_by_role("button", name="Fetch a copy").click()
        expect(page.locator("#copies [role=status]")).to_contain_text("A copy was requested.")
        expect(page.get_by_role("button", name="Fetch a copy")).to_have_count(0)
        preserve_page(CopyRequest.objects.get(evidence=item).pk)
    if "without script" in request.node.name:
        page.reload()
    page.get_by_role("link", name="Copy 1").click()
    expect(page.get_by_role("heading", name="Text of the copy")).to_be_visible()
    expect(page.locator("main")).to_contain_text("All was well, the mayor said on Monday.")


def test_saved_page_is_added(page: Page, world: World, tmp_path: Path) -> None:
    item = page_item(world.checker, world.open_claim)
    (tmp_path / "saved.html").write_bytes(HTML)
    page.goto(item_page(item))
    page.get_by_role("link", name="Add a copy that you saved").click()
    page.get_by_label("File", exact=True).set_input_files(tmp_path / "saved.html")
    page.get_by_label("How was this copy made?").fill("Saved in a browser.")
    page.get_by_role("button", name="Add copy").click()
    expect(page.locator("main")).to_contain_text("Saved in a browser.")
    assert EvidenceCopy.objects.get(evidence=item).made_how == "Saved in a browser."


def test_each_screen_passes_axe_and_does_not_scroll_horizontally(desks: Desks, world: World) -> None:
    page = desks.of(world.checker, **axe.OPTIONS)
    without, waiting, failed, fetched, kept = (
        page_item(world.checker, world.open_claim, address=f"https://news.example/{name}") for name in "abcde"
    )
    for item, values in (
        (waiting, {"attempts": 1, "detail": "The website is busy. It is asked again later."}),
        (failed, {"state": "gone", "detail": "The website says that the page does not exist anymore.", "next_attempt_at": None}),
    ):
        page.goto(item_page(item))
        page.get_by_role("button", name="Fetch a copy").click()
        expect(page.locator("#copies [role=status]")).to_be_visible()
        CopyProgress.objects.filter(evidence=item).update(**values)
    addresses = {
        "no copy": item_page(without),
        "waiting": item_page(waiting),
        "failed": item_page(failed),
        "kept": item_page(preserved_copy(world.checker, kept).evidence),
        "copy": reverse("desk:copy", args=[archived_copy(world.checker, fetched).pk]),
        "form": reverse("desk:copy-add", args=[without.pk]),
        "list": reverse("desk:evidence-copies", args=[kept.pk]),
        "board": reverse("desk:claim", args=[world.open_claim.pk]),
    }
    problems = {}
    for name, address in addresses.items():
        page.goto(address)
        if found := axe.problems_in(page, [(1280, "light"), (390, "dark")]):
            problems[name] = found
    assert problems == {}
