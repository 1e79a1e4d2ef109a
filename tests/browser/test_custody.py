"""Custody, takedowns, holds, notices, and requests for comment in a browser: with and without JavaScript, by keyboard, axe."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from factcheck.evidence.custody.actions import export_file, hide_evidence, place_hold, verify_file
from factcheck.evidence.custody.models import LegalHold, Takedown
from factcheck.evidence.models import Evidence
from factcheck.evidence.replies.models import Reply
from factcheck.publishing.models import AvailabilityNotice
from tests.browser import axe
from tests.browser.people import Desks
from tests.copies import QUOTE, page_item, preserved_copy
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
VIEWS: list[axe.View] = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def page(desks: Desks, world: World, request: Any) -> Page:
    return desks.of(world.editor, java_script_enabled=request.param)


@pytest.fixture
def item(world: World) -> Evidence:
    item = page_item(world.checker, world.open_claim)
    preserved_copy(world.checker, item)
    return item


def test_item_is_hidden_and_shown_again(page: Page, item: Evidence) -> None:
    page.goto(reverse("desk:evidence", args=[item.pk]))
    page.get_by_role("link", name="Custody").click()
    page.get_by_role("link", name="Hide with a takedown").click()
    page.get_by_label("safety of a person").check()
    page.locator("[name=reason]").fill("A person is in danger.")
    page.get_by_role("button", name="Hide", exact=True).click()
    expect(page.locator(".notice.is-danger")).to_contain_text("This item is hidden")
    expect(page.locator(".notice.is-danger")).to_contain_text("A person is in danger.")
    page.goto(reverse("desk:evidence", args=[item.pk]))
    expect(page.locator("main")).to_contain_text("hidden by a takedown")
    expect(page.locator("main")).not_to_contain_text(QUOTE)
    page.get_by_role("link", name="Custody").first.click()
    page.get_by_role("link", name="Show what is hidden").click()
    expect(page.locator("main")).to_contain_text(QUOTE)
    page.get_by_role("link", name="Back to custody").click()
    page.get_by_role("link", name="Lift the takedown").click()
    page.locator("[name=reason]").fill("Nobody is in danger.")
    page.get_by_role("button", name="Lift the takedown").click()
    expect(page.locator(".timeline")).to_contain_text("Shown again")
    assert Takedown.objects.get().ended_reason == "Nobody is in danger."


def test_claim_is_held_and_released(page: Page, item: Evidence) -> None:
    page.goto(reverse("desk:claim-hold", args=[item.claim_id]))
    page.locator("[name=reason]").fill("A lawsuit about the claim.")
    page.get_by_role("button", name="Place under a legal hold").click()
    expect(page.locator("main")).to_contain_text("A lawsuit about the claim.")
    page.get_by_role("link", name="End the hold").click()
    page.locator("[name=reason]").fill("The case was settled.")
    page.get_by_role("button", name="End the hold").click()
    expect(page.locator("main")).not_to_contain_text("A lawsuit about the claim.")
    assert LegalHold.objects.get().ended_reason == "The case was settled."


def test_request_for_comment_is_recorded(page: Page, item: Evidence) -> None:
    page.goto(reverse("desk:reply-add", args=[item.claim_id]))
    page.locator("[name=who][value=other]").check()
    page.locator("#id_name").fill("The author of the post")
    page.get_by_label("Asked by").select_option("email")
    page.locator("form[method=post] input[name=deadline]").fill("2099-01-31")
    page.get_by_role("button", name="Record request").click()
    expect(page.locator("#replies")).to_contain_text("The author of the post")
    assert Reply.objects.get().name == "The author of the post"


def test_notice_is_published(page: Page, world: World) -> None:
    published = world.published.claim.evidence.get()
    page.goto(reverse("desk:notice", args=[published.pk]))
    page.locator("[name=notice_kind][value=gone]").check()
    page.locator("[name=text]").fill("The page was removed.")
    page.locator("main form[method=post] button[type=submit]").last.click()
    expect(page.locator("main")).to_contain_text("The page was removed.")
    assert AvailabilityNotice.objects.count() == 1


def test_item_is_hidden_with_the_keyboard_alone(desks: Desks, world: World, item: Evidence) -> None:
    page = desks.of(world.editor)
    page.goto(reverse("desk:evidence-takedown", args=[item.pk]))
    for name, key in (("reason_code", "ArrowDown"), ("reason", "")):
        while page.evaluate("document.activeElement.name") != name:
            page.keyboard.press("Tab")
        page.keyboard.press(key) if key else page.keyboard.type("A person is in danger.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator("button:focus")).to_have_text("Hide")
    page.keyboard.press("Enter")
    expect(page.locator(".notice.is-danger")).to_contain_text("A person is in danger.")
    assert Takedown.objects.get().reason_code == "personal_data"


@pytest.mark.parametrize("width", [1280, 390])
def test_fields_of_whom_to_ask_are_below_their_labels(desks: Desks, world: World, width: int) -> None:
    page = desks.of(world.editor)
    page.set_viewport_size({"width": width, "height": 900})
    for name in ("reply-add", "reply-skip"):
        page.goto(reverse(f"desk:{name}", args=[world.open_claim.pk]))
        gaps = page.eval_on_selector_all(
            "main form .field",
            """fields => fields.flatMap(field => {
                const label = field.querySelector(":scope > label");
                const control = field.querySelector(":scope > input, :scope > select");
                return label && control ? [control.getBoundingClientRect().top - label.getBoundingClientRect().bottom] : [];
            })""",
        )
        assert gaps
        assert max(gaps) < 60, (name, gaps)


@pytest.mark.slow
def test_each_screen_passes_axe_and_does_not_scroll_horizontally(desks: Desks, world: World, item: Evidence) -> None:
    page = desks.of(world.editor, **axe.OPTIONS)
    published = world.published.claim.evidence.get()
    copy = item.copies.get()
    verify_file(person=world.checker, item=item, capture=copy.capture)
    export_file(person=world.checker, item=item, capture=copy.capture, form="file", recipient="A court", purpose="Case 1")
    held = page_item(world.checker, world.open_claim, address="https://news.example/held")
    hold = place_hold(person=world.editor, item=held, reason="A lawsuit.", reference="1 C 2/26")
    hidden = page_item(world.checker, world.open_claim, address="https://news.example/hidden")
    takedown = hide_evidence(person=world.editor, item=hidden, reason_code="safety", reason="A person is in danger.")
    reply = world.reply_on(world.open_claim)
    addresses = {
        "custody": reverse("desk:evidence-custody", args=[item.pk]),
        "custody of a hidden item": reverse("desk:evidence-custody", args=[hidden.pk]),
        "takedown": reverse("desk:evidence-takedown", args=[item.pk]),
        "hidden": reverse("desk:evidence-hidden", args=[hidden.pk]),
        "hidden item": reverse("desk:evidence", args=[hidden.pk]),
        "lift": reverse("desk:takedown-lift", args=[takedown.pk]),
        "export": reverse("desk:evidence-export", args=[item.pk]),
        "hold of an item": reverse("desk:evidence-hold", args=[item.pk]),
        "hold of a claim": reverse("desk:claim-hold", args=[item.claim_id]),
        "end of a hold": reverse("desk:hold-end", args=[hold.pk]),
        "held item": reverse("desk:evidence", args=[held.pk]),
        "notice": reverse("desk:notice", args=[published.pk]),
        "ask": reverse("desk:reply-add", args=[item.claim_id]),
        "do not ask": reverse("desk:reply-skip", args=[item.claim_id]),
        "request": reverse("desk:reply", args=[reply.pk]),
        "outcome": reverse("desk:reply-answer", args=[reply.pk]),
        "withdraw request": reverse("desk:reply-withdraw", args=[reply.pk]),
    }
    problems = {}
    for name, address in addresses.items():
        page.goto(address)
        if found := axe.problems_in(page, VIEWS):
            problems[name] = found
    assert problems == {}
