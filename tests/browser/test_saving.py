"""A form that is being saved in place is read-only until the response arrives: nothing that a person enters meanwhile is lost."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.page_ready import ready
from tests.browser.people import sign_in
from tests.browser.reading import QUOTE, drag_over, fill_claim, open_desk, save_claim
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "the town had been left on 30 March"
STILL_SAVING = "Your input is still being saved. Wait a moment."


def hold_posts(page: Page, path: str) -> list[Route]:
    """Hold each POST to the path until the test continues it."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.method == "POST":
            held.append(route)
        else:
            route.continue_()

    page.route(lambda url: url.endswith(path), hold)
    return held


def expect_read_only(form: Locator, field: Locator) -> None:
    """Typing changes nothing and says why, and the field keeps the focus."""
    before = field.input_value()
    expect(form.get_by_text("Saving…")).to_be_visible()
    field.focus()
    field.page.keyboard.type("Lost words")
    field.page.keyboard.insert_text("Lost words")
    expect(field).to_be_focused()
    expect(field).to_have_value(before)
    expect(field.page.locator("#announce")).to_have_text(STILL_SAVING)


def start_claim(desk: Page, live_server: Any, world: World, claimant: str = "Mikhail Minister") -> Locator:
    world.claim("The scene was arranged.", quote=QUOTE)  # of a claimant about whom the form does not ask
    open_desk(desk, live_server, world.first_article)
    drag_over(desk, WORDS)
    desk.keyboard.press("c")
    statement = desk.locator("#claim-form").get_by_label("Statement")
    statement.fill("The town had been left.")
    fill_claim(desk, claimant=claimant)
    return statement


def test_claim_form_is_read_only_while_it_is_saved(desk: Page, live_server: Any, world: World) -> None:
    statement = start_claim(desk, live_server, world)
    held = hold_posts(desk, "/claims/add/")
    save_claim(desk)
    form = desk.locator("#claim-form")
    expect_read_only(form, statement)
    layer = form.get_by_label("Proposition Is it true?")
    layer.focus()
    desk.keyboard.press("ArrowDown")
    expect(layer).to_be_checked()
    for key in ["Escape", "Enter"]:
        statement.press(key)
    desk.locator("#words").press("Escape")
    expect(desk.locator("#marking")).to_be_visible()
    drag_over(desk, "A second official")
    desk.keyboard.press("c")
    expect(desk.locator("#toolbar").get_by_text("Saving…")).to_be_visible()
    expect(desk.locator("#announce")).to_have_text(STILL_SAVING)
    assert len(held) == 1
    held.pop().continue_()
    expect(desk.locator("#chosen-title")).to_have_text("The town had been left.")
    desk.keyboard.press("c")
    expect(statement).to_be_focused()
    expect(statement).to_be_editable()
    expect(form.get_by_text("Saving…")).to_have_count(0)


def test_rejected_claim_form_can_be_edited(desk: Page, live_server: Any, world: World) -> None:
    statement = start_claim(desk, live_server, world, claimant="")
    held = hold_posts(desk, "/claims/add/")
    save_claim(desk)
    expect_read_only(desk.locator("#claim-form"), statement)
    held.pop().continue_()
    expect(desk.locator("#claim-form [aria-invalid=true]").first).to_be_visible()
    expect(desk.locator("#marking")).not_to_have_attribute("data-saving", "")
    statement.fill("My careful words.")
    drag_over(desk, "A second official")
    expect(desk.locator("#toolbar")).to_contain_text("Add this part")


def test_claim_form_can_be_edited_if_the_server_does_not_respond(page: Page, live_server: Any, world: World) -> None:
    sign_in(page.context, live_server.url, world.checker)
    statement = start_claim(page, live_server, world)
    held = hold_posts(page, "/claims/add/")
    save_claim(page)
    expect_read_only(page.locator("#claim-form"), statement)
    held.pop().abort()
    expect(page.locator("#notice")).to_contain_text("The server did not respond.")
    expect(statement).to_be_focused()
    expect(statement).to_be_editable()
    page.keyboard.press("Home")
    page.keyboard.type("X")
    expect(statement).to_have_value("XThe town had been left.")


def test_details_are_read_only_while_others_are_proposed(desk: Page, live_server: Any, world: World) -> None:
    desk.goto(f"{live_server.url}{reverse('desk:article-import')}")
    ready(desk)
    desk.locator("[name=content]").fill("A title\n\nThe text of the article.")
    title = desk.locator("#details [name=title]")
    title.fill("My title")
    held = hold_posts(desk, reverse("desk:article-import"))
    desk.get_by_role("button", name="Propose from the text").click()
    expect_read_only(desk.locator("form:has(#details)"), title)
    held.pop().continue_()
    expect(desk.locator("#details")).not_to_contain_text("Saving…")
    expect(title).to_be_editable()
    expect(title).to_have_value("My title")


def test_form_is_read_only_while_its_file_is_uploaded(desk: Page, live_server: Any, world: World, tmp_path: Path) -> None:
    desk.goto(f"{live_server.url}{reverse('desk:evidence-add', args=[world.open_claim.pk])}?kind=file")
    ready(desk)
    file = tmp_path / "memo.txt"
    file.write_text("A memo.")
    form = desk.locator("form[data-upload]")
    note = form.locator("[name=note]")
    note.fill("My note.")
    form.locator("input[type=file]").set_input_files(file)
    hold_posts(desk, form.get_attribute("action") or "?kind=file")
    form.get_by_role("button", name="Attach").last.click()
    expect_read_only(form, note)
    form.locator("[name=closeness]").first.focus()
    checked = form.locator("[name=closeness]:checked").count()
    desk.keyboard.press("ArrowDown")
    assert form.locator("[name=closeness]:checked").count() == checked
    form.get_by_role("link", name="Cancel").click()
    expect(desk).not_to_have_url(re.compile("kind=file"))
