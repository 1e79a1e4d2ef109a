"""Screens of the staff on paper, with large text, and on a narrow screen."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from factcheck.verdicts.actions import return_verdict, submit
from tests.browser.people import Desks
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def screens(world: World) -> dict[str, str]:
    """Name → path. The review has a reason for a return and an answer."""
    verdict = world.submitted
    return_verdict(person=world.editor, verdict=verdict, reason="Say which images.")
    verdict.refresh_from_db()
    submit(person=world.checker, verdict=verdict, message="The caption in [1] names them.")
    return {
        "history": reverse("desk:history", args=["claim", verdict.claim_id]),
        "import": reverse("desk:article-import"),
        "review": reverse("desk:review", args=[verdict.pk]),
        "newsroom": reverse("desk:newsroom"),
        "gate": reverse("desk:gate-levels"),
    }


def overflow(page: Page) -> int:
    """The number of pixels by which the page is wider than the window."""
    return int(page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def test_screens_have_room_for_large_text_and_fit_narrow_screens(desks: Desks, world: World) -> None:
    page = desks.of(world.editor)
    for name, path in screens(world).items():
        for width, size in ((320, "100%"), (1280, "200%"), (1920, "100%")):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(path)
            page.evaluate("size => { document.documentElement.style.fontSize = size; }", size)
            assert overflow(page) <= 0, (name, width, size)


def test_paper_has_no_navigation_and_no_controls(desks: Desks, world: World) -> None:
    page = desks.of(world.editor)
    paths = screens(world)
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": 700, "height": 1000})
    for name in ("history", "review"):
        page.goto(paths[name])
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        for hidden in (".bar", ".button", ".segments"):
            assert all(not element.is_visible() for element in page.locator(hidden).all()), (name, hidden)
        assert overflow(page) <= 0, name
        paper = page.evaluate("() => getComputedStyle(document.documentElement).colorScheme")
        assert paper == "light"


def test_details_of_an_action_open_without_script(desks: Desks, world: World) -> None:
    page = desks.of(world.reader, java_script_enabled=False)
    page.goto(screens(world)["history"])
    entry = page.locator(".entry").first
    expect(entry).to_contain_text("submitted version 1 of the verdict for review")
    expect(entry.get_by_text("hash")).to_be_hidden()
    entry.locator("summary").click()
    expect(entry.get_by_text("hash")).to_be_visible()
