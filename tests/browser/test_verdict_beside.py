"""Writing a verdict with the evidence beside it, and the gate that follows the text."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from factcheck.claims.models import Claim
from factcheck.publishing.actions import correct
from factcheck.verdicts.models import Verdict
from tests.browser import axe
from tests.browser.page_ready import ready
from tests.browser.people import Desks
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def claim(world: World) -> Claim:
    claim = world.open_claim
    for number in range(1, 13):
        world.evidence_on(claim, quote=f"Quote {number}. " * 12)
    return claim


def test_gate_follows_the_text_and_saves_nothing(desk: Page, live_server, claim: Claim) -> None:
    desk.goto(live_server.url + reverse("desk:verdict", args=[claim.pk]))
    gate = desk.locator("#gate")
    headline = gate.locator("[data-line=headline]")
    expect(headline).to_be_visible()
    gate.get_by_text("All lines").click()
    desk.get_by_label("Headline").fill("The images are older")
    expect(headline).to_have_count(0)
    expect(gate.locator(".gate-all")).to_have_attribute("open", "")
    expect(desk.locator("#announce")).to_contain_text("Evidence gate: ")
    desk.get_by_label("Headline").fill("")
    expect(headline).to_be_visible()
    assert not Verdict.objects.exists()


def test_gate_leaves_room_for_the_text_on_a_phone(desk: Page, live_server, claim: Claim) -> None:
    address = live_server.url + reverse("desk:verdict", args=[claim.pk])
    desk.set_viewport_size({"width": 390, "height": 844})
    desk.goto(address)
    ready(desk)
    headline, fold = desk.locator("#gate [data-line=headline]"), desk.locator("#gate .gate-rest")
    expect(headline).to_be_hidden()
    expect(desk.get_by_role("group", name="Rating")).to_be_in_viewport()
    required, advised = (desk.locator(f"#gate .gate-open .is-{kind}").count() for kind in ("missing", "advised"))
    expect(fold.locator("summary")).to_have_text(f"Not met: {required} required, {advised} only advised")
    fold.locator("summary").press("Enter")
    expect(headline.get_by_role("link", name="Write the headline")).to_be_visible()
    desk.get_by_label("Headline").fill("The images are older")
    expect(headline).to_have_count(0)
    expect(fold).to_have_attribute("open", "")
    expect(fold.locator("summary")).to_have_text(f"Not met: {required - 1} required, {advised} only advised")
    desk.set_viewport_size({"width": 1280, "height": 844})
    desk.goto(address)
    expect(headline).to_be_visible()
    expect(fold.locator("summary")).to_be_hidden()


def test_alt_and_digit_cite_at_the_cursor_while_typing(desk: Page, live_server, claim: Claim) -> None:
    desk.goto(live_server.url + reverse("desk:verdict", args=[claim.pk]))
    rationale = desk.get_by_role("textbox", name="Rationale")
    rationale.fill("As one says")
    desk.keyboard.press("Alt+2")
    expect(rationale).to_have_value("As one says [2]")
    expect(rationale).to_be_focused()


def test_columns_scroll_by_themselves_and_the_document_does_not(desk: Page, live_server, claim: Claim) -> None:
    desk.set_viewport_size({"width": 1440, "height": 900})
    desk.goto(live_server.url + reverse("desk:verdict", args=[claim.pk]))
    assert desk.evaluate("document.documentElement.scrollHeight <= innerHeight")
    evidence, text = desk.locator(".verdict-board > .verdict-pane"), desk.locator(".verdict-write > .verdict-pane")
    for pane in (evidence, text):
        assert pane.evaluate("element => element.scrollHeight > element.clientHeight")
    desk.get_by_label("As of").scroll_into_view_if_needed()
    assert text.evaluate("element => element.scrollTop") > 0
    assert evidence.evaluate("element => element.scrollTop") == 0
    save, left, right = (where.bounding_box() for where in (desk.locator("[data-save]"), evidence, text))
    assert save
    assert left
    assert right
    assert save["y"] + save["height"] <= 900
    assert left["x"] + left["width"] <= right["x"] + 1


def test_paragraphs_that_cite_an_item_follow_the_text(desk: Page, live_server, claim: Claim) -> None:
    desk.goto(live_server.url + reverse("desk:verdict", args=[claim.pk]))
    used = desk.locator("[data-used='2']")
    expect(used).to_have_text("not cited")
    rationale = desk.get_by_role("textbox", name="Rationale")
    rationale.fill("As one says [2].\n\nNothing.\n\nAgain [1, 2].")
    expect(used).to_have_text("cited ¶1, ¶3")
    expect(desk.locator("[data-cited-chips] .chip")).to_have_count(2)
    expect(desk.locator("[data-uncited-chips] .chip")).to_have_count(10)
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#notice").get_by_text("Version 1 saved.")).to_be_visible()
    expect(used).to_have_text("cited ¶1, ¶3")


def test_keys_save_and_submit_and_the_footer_says_when_the_draft_was_kept(desk: Page, live_server, claim: Claim) -> None:
    desk.goto(live_server.url + reverse("desk:verdict", args=[claim.pk]))
    desk.get_by_label("Headline").fill("The images are older")
    expect(desk.locator("[data-draft-kept]")).to_have_text(re.compile(r"^Draft kept \d\d:\d\d$"))
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#notice").get_by_text("Version 1 saved.")).to_be_visible()
    desk.get_by_label("Summary").fill("They are from March.")
    desk.keyboard.press("Control+Shift+Enter")
    expect(desk.get_by_role("alert")).to_contain_text("Your text is saved as version 2, but it was not submitted.")
    assert Verdict.objects.get().latest.summary == "They are from March."


def test_exception_can_be_written_to_a_line_that_becomes_missing_while_typing(desk: Page, live_server, world: World) -> None:
    verdict = world.draft
    desk.goto(live_server.url + reverse("desk:verdict", args=[verdict.claim_id]))
    field = desk.locator("#id_exception_rationale")
    expect(field).to_be_hidden()
    assert field.is_disabled()
    desk.get_by_role("textbox", name="Rationale").fill("")
    line = desk.locator("#gate [data-line=rationale]")
    line.get_by_role("link", name="write an exception").click()
    expect(field).to_be_focused()
    desk.keyboard.type("The summary says it all.")
    expect(line).to_have_class("is-exception")


def test_narrow_screen_has_the_text_before_the_evidence(desks: Desks, world: World, claim: Claim) -> None:
    page = desks.of(world.checker, **axe.OPTIONS)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(reverse("desk:verdict", args=[claim.pk]))
    rationale, evidence = page.get_by_role("textbox", name="Rationale"), page.locator("#evidence")
    above, below = rationale.bounding_box(), evidence.bounding_box()
    assert above
    assert below
    assert above["y"] < below["y"]
    page.get_by_role("button", name="Cite [3]").click()
    expect(rationale).to_have_value("[3]")
    expect(rationale).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe.problems(page) == []


def test_without_javascript_the_evidence_is_open_and_has_no_buttons(plain: Page, claim: Claim) -> None:
    plain.set_viewport_size({"width": 390, "height": 844})
    plain.goto(reverse("desk:verdict", args=[claim.pk]))
    expect(plain.locator("#evidence .chip").first).to_be_visible()
    expect(plain.get_by_role("button", name="Cite [3]")).to_have_count(0)


def test_citation_names_its_item_on_focus_and_escape_closes_it(desk: Page, live_server, claim: Claim) -> None:
    item = claim.evidence.order_by("number")[1]
    desk.goto(live_server.url + reverse("desk:verdict", args=[claim.pk]))
    desk.get_by_role("textbox", name="Rationale").fill("As one says [2].")
    desk.get_by_role("button", name="Preview rationale").click()
    citation = desk.locator(f"#preview a[href='#evidence-{item.pk}']")
    citation.focus()
    tip = desk.get_by_role("tooltip")
    expect(tip).to_be_visible()
    expect(tip).to_contain_text(item.get_stance_display())
    expect(tip).to_contain_text(desk.locator(f"#evidence-{item.pk} [data-title]").inner_text())
    expect(citation).to_have_attribute("aria-describedby", "citation-preview")
    desk.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(citation).to_be_focused()
    citation.hover()
    expect(tip).to_be_visible()
    desk.mouse.move(0, 0)
    expect(tip).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 390])
def test_notice_of_a_correction_keeps_its_distance_from_the_edge(desk: Page, live_server, world: World, width: int) -> None:
    verdict = world.published
    correct(person=world.checker, verdict=verdict, correction_kind="clarification", notice="The date was added.")
    desk.set_viewport_size({"width": width, "height": 900})
    desk.goto(live_server.url + reverse("desk:verdict", args=[verdict.claim_id]))
    notice = desk.get_by_role("region", name="Will be published as a correction")
    left = notice.evaluate("(element) => element.querySelector('p').getBoundingClientRect().left")
    title = desk.locator("h1").evaluate("(element) => element.getBoundingClientRect().left")
    assert left == title


def test_tab_reaches_the_evidence_before_the_text_where_it_is_to_the_left(desk: Page, live_server, claim: Claim) -> None:
    desk.set_viewport_size({"width": 1440, "height": 900})
    desk.goto(live_server.url + reverse("desk:verdict", args=[claim.pk]))
    expect(desk.locator(".verdict-cols > .verdict-board:first-child")).to_have_count(1)
    desk.set_viewport_size({"width": 390, "height": 844})
    expect(desk.locator(".verdict-cols > .verdict-write:first-child")).to_have_count(1)
