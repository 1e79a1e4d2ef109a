"""Proposing, reviewing, and searching in a browser: with and without JavaScript, with the keyboard only; axe on each screen."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from factcheck.claims.actions import add_relation
from factcheck.evidence.actions import withdraw_evidence
from factcheck.evidence.models import Evidence
from factcheck.verdicts.actions import return_verdict, save_version
from factcheck.verdicts.models import Verdict
from tests.browser import axe
from tests.browser.page_ready import leaving
from tests.browser.people import Desks
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def verdict_page(verdict: Verdict) -> str:
    return reverse("desk:verdict", args=[verdict.claim_id])


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_verdict_is_proposed_returned_revised_and_approved(desks: Desks, world: World, script: bool) -> None:
    claim = world.open_claim
    world.evidence_on(claim)
    author = desks.of(world.checker, java_script_enabled=script)
    editor = desks.of(world.editor, java_script_enabled=script)

    author.goto(reverse("desk:verdict", args=[claim.pk]))
    author.get_by_role("radio", name="False", exact=True).check()
    author.get_by_label("Headline").fill("Images from before the withdrawal show the scene")
    author.get_by_label("Summary").fill("Images show the scene before.")
    author.get_by_role("textbox", name="Rationale").fill("The images are **older**.")
    author.get_by_role("button", name="Preview rationale").click()
    expect(author.locator("#preview strong")).to_have_text("older")
    expect(author.get_by_label("Summary")).to_have_value("Images show the scene before.")
    assert not Verdict.objects.exists()
    author.get_by_role("button", name="Save", exact=True).click()
    expect(author.locator("#notice").get_by_text("Version 1 saved.")).to_be_visible()

    author.get_by_role("button", name="Save and submit").click()
    summary = author.get_by_role("alert")
    expect(summary.get_by_role("heading", level=2)).to_contain_text("This was not submitted.")
    if script:
        expect(summary).to_be_focused()
    summary.get_by_role("link", name="Write an exception to “Evidence for the claim").click()
    expect(author.get_by_label("Exception: evidence for the claim")).to_be_focused()
    author.get_by_label("Exception: evidence for the claim").fill("Every archive was asked; none answered.")
    author.get_by_role("button", name="Save and submit").click()
    expect(author.locator("#notice").get_by_text("Submitted for review.")).to_be_visible()

    editor.goto("/desk/")
    editor.get_by_role("link", name=claim.statement).click()
    expect(editor.get_by_role("heading", name="Images from before the withdrawal show the scene")).to_be_visible()
    expect(editor.get_by_text("Every archive was asked; none answered.")).to_be_visible()
    editor.get_by_role("button", name="Return with reason").click()
    expect(editor.get_by_role("link", name="Your note: Say what has to change")).to_be_visible()
    editor.get_by_label("Your note").fill("Name the images.")
    editor.get_by_role("button", name="Return with reason").click()
    expect(editor.locator("#notice").get_by_text("Returned to Chris Checker with your reason.")).to_be_visible()

    author.goto("/desk/")
    author.get_by_role("link", name=claim.statement).click()
    expect(author.locator(".returned").get_by_text("Name the images.")).to_be_visible()
    author.get_by_label("Summary").fill("Images of 19 March show the scene before.")
    author.get_by_label("Your answer").fill("The images have a date now.")
    author.get_by_role("button", name="Save", exact=True).click()
    expect(author.get_by_label("Your answer")).to_have_value("The images have a date now.")
    expect(author.get_by_label("Exception: evidence for the claim")).to_have_value("Every archive was asked; none answered.")
    author.get_by_role("button", name="Save and submit").click()
    expect(author.locator("#notice").get_by_text("Submitted for review.")).to_be_visible()

    editor.goto("/desk/")
    editor.get_by_role("link", name=claim.statement).click()
    expect(editor.get_by_text("The images have a date now.")).to_be_visible()
    expect(editor.get_by_role("heading", name="What changed since version 1 was returned")).to_be_visible()
    expect(editor.locator("ins").first).to_contain_text("of 19 March")
    editor.get_by_role("button", name="Approve version 2").click()
    expect(editor.locator("#notice").get_by_text("Version 2 is approved and ready to publish.")).to_be_visible()
    assert Verdict.objects.get().state == "approved"


def test_editor_works_through_the_queue_with_the_keyboard_only(desks: Desks, world: World) -> None:
    first, second = (world.submit(world.ready(world.claim(f"Statement number {n}."))) for n in (1, 2))
    page = desks.of(world.editor)
    page.goto("/desk/")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Statement number 1.")).to_be_focused()
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Statement number 2.")).to_be_focused()
    page.keyboard.press("k")
    with leaving(page):
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Statement number 1.")
    page.keyboard.press("d")
    expect(page.get_by_label("Your note")).to_be_focused()
    page.keyboard.type("Each image was looked at")
    page.keyboard.press("Alt+1")
    expect(page.get_by_label("Your note")).to_have_value("Each image was looked at [1]")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Approve version 1")).to_be_focused()
    with leaving(page):
        page.keyboard.press("Enter")
    expect(page.locator("#notice").get_by_text("Version 1 is approved and ready to publish.")).to_be_visible()
    with leaving(page):
        page.keyboard.press("n")
    expect(page.get_by_role("heading", level=1)).to_have_text("Statement number 2.")
    assert Verdict.objects.get(pk=first.pk).state == "approved"
    assert Verdict.objects.get(pk=second.pk).state == "submitted"


def test_input_survives_reload_and_preview_and_is_removed_after_saving(desks: Desks, world: World) -> None:
    verdict = world.draft
    page = desks.of(world.checker)
    page.goto(verdict_page(verdict))
    page.get_by_role("textbox", name="Rationale").fill("Words that took an hour.")
    page.get_by_role("button", name="Preview rationale").click()
    expect(page.locator("#preview")).to_contain_text("Words that took an hour.")
    page.reload()
    expect(page.get_by_role("textbox", name="Rationale")).to_have_value("Words that took an hour.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#notice").get_by_text("Version 2 saved.")).to_be_visible()
    page.goto(verdict_page(verdict))
    expect(page.get_by_text("Your unsaved input was restored.")).to_have_count(0)


def test_too_long_text_is_rejected_and_never_truncated(desks: Desks, world: World) -> None:
    page = desks.of(world.checker)
    page.goto(verdict_page(world.draft))
    page.get_by_label("Summary").fill("")
    page.keyboard.insert_text("x" * 600)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Summary: ")
    expect(page.get_by_label("Summary")).to_have_value("x" * 600)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_submitting_saves_unsaved_input(desks: Desks, world: World, script: bool) -> None:
    verdict = world.ready()
    page = desks.of(world.checker, java_script_enabled=script)
    page.goto(verdict_page(verdict))
    page.get_by_label("Summary").fill("A better summary.")
    page.get_by_role("button", name="Save and submit").click()
    expect(page.locator("#notice").get_by_text("Submitted for review.")).to_be_visible()
    latest = Verdict.objects.get().latest
    assert (latest.number, latest.summary) == (2, "A better summary.")
    page.goto(verdict_page(verdict))
    expect(page.get_by_text("Your unsaved input was restored.")).to_have_count(0)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_refused_submission_saves_the_text_and_preserves_the_exceptions(desks: Desks, world: World, script: bool) -> None:
    verdict = world.ready(world.claim("Nobody was there."))
    for item in Evidence.objects.filter(claim=verdict.claim):
        withdraw_evidence(person=world.checker, item=item, reason="A copy.")
    page = desks.of(world.checker, java_script_enabled=script)
    page.goto(verdict_page(verdict))
    page.get_by_label("Summary").fill("A better summary.")
    page.get_by_text("Written exceptions").click()
    page.get_by_label("Exception: at least one evidence item").fill("Every copy was destroyed.")
    page.get_by_role("button", name="Save and submit").click()
    expect(page.get_by_role("alert")).to_contain_text("Your text is saved as version 2, but it was not submitted.")
    expect(page.get_by_label("Summary")).to_have_value("A better summary.")
    expect(page.get_by_label("Exception: at least one evidence item")).to_have_value("Every copy was destroyed.")
    if script:
        page.goto(reverse("desk:claim", args=[verdict.claim_id]))
        page.goto(verdict_page(verdict))
        expect(page.get_by_label("Exception: at least one evidence item")).to_have_value("Every copy was destroyed.")
    assert Verdict.objects.get().latest.summary == "A better summary."


def test_reason_of_a_return_is_on_the_first_screen_and_is_answered(desks: Desks, world: World) -> None:
    verdict = world.returned
    page = desks.of(world.checker, viewport={"width": 390, "height": 844})
    page.goto("/desk/")
    expect(page.locator(".queue-reason")).to_contain_text("Name the source of the images.")
    page.get_by_role("link", name=verdict.claim.statement).click()
    expect(page.locator(".returned").get_by_text("Name the source of the images.")).to_be_in_viewport(ratio=1)
    page.get_by_role("button", name="Save and submit").click()
    link = page.get_by_role("link", name="Your answer: Nothing has changed")
    link.click()
    expect(page.get_by_label("Your answer")).to_be_focused()
    page.keyboard.type("It is named in item 1.")
    page.get_by_role("button", name="Save and submit").click()
    expect(page.locator("#notice").get_by_text("Submitted for review.")).to_be_visible()
    assert Verdict.objects.get().state == "submitted"


def test_conflict_preserves_input_takes_focus_and_can_be_saved(desks: Desks, world: World) -> None:
    verdict = world.draft
    page = desks.of(world.checker)
    page.goto(verdict_page(verdict))
    page.get_by_label("Summary").fill("What I typed.")
    save_version(person=world.second_checker, verdict=verdict, seen_version=verdict.version, summary="What Sam saved.")
    page.get_by_role("button", name="Save", exact=True).click()
    conflict = page.get_by_role("alert").filter(has_text="Someone else saved a change")
    expect(conflict.get_by_role("heading", level=2)).to_be_focused()
    expect(conflict.locator("del")).to_contain_text("Sam")
    expect(page.get_by_role("textbox", name="Summary")).to_have_value("What I typed.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#notice").get_by_text("Version 3 saved.")).to_be_visible()


def active_option(page: Page) -> Locator:
    """The option that the search field of the palette names as the active one."""
    field = page.get_by_role("combobox", name="Search articles")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-activedescendant", re.compile("."))
    return page.locator(f"#{field.get_attribute('aria-activedescendant')}[role=option][aria-selected=true]")


def test_palette_searches_while_typing(desks: Desks, world: World) -> None:
    claim = world.open_claim
    page = desks.of(world.checker)
    page.goto("/desk/")
    page.keyboard.press("Control+k")
    page.keyboard.type("arranged withdrawal")
    expect(page.locator("#palette-found a").first).to_contain_text(claim.statement)
    page.keyboard.press("ArrowDown")
    expect(active_option(page)).to_contain_text(claim.statement)
    page.keyboard.press("Enter")
    expect(page).to_have_url(desks.address + reverse("desk:claim", args=[claim.pk]))


def every_screen(world: World) -> list[str]:
    """Each review screen in each state that has a different layout."""
    verdict = world.submitted
    denied = world.claim("Civilians were killed.", quote="rejected the accusation")
    add_relation(person=world.checker, claim=verdict.claim, relation_kind="denies", other=denied)
    gone = world.evidence_on(verdict.claim, "supports", person=world.second_checker, quote="A copy.")
    withdraw_evidence(person=world.second_checker, item=gone, reason="It is a copy.")
    return_verdict(person=world.editor, verdict=verdict, reason="Name the images,\nand their days.")
    verdict.refresh_from_db()
    save_version(
        person=world.checker,
        verdict=verdict,
        seen_version=verdict.version,
        rationale="# Why\n\n> Seen since 11 March.\n\n- one\n- two\n\n| day | bodies |\n| - | - |\n| 3 | 410 |",
    )
    verdict.refresh_from_db()
    save_version(person=world.checker, verdict=verdict, seen_version=verdict.version, summary="A third sentence.")
    verdict.refresh_from_db()
    world.submit(verdict)
    empty = world.open_claim
    return [
        "/desk/",
        "/desk/?part=work",
        "/desk/?part=others",
        "/desk/claims/",
        "/desk/claims/?topic=none",
        "/desk/search/",
        "/desk/search/?q=scene",
        "/desk/search/?q=zebra",
        reverse("desk:history", args=["verdict", verdict.pk]),
        reverse("desk:history", args=["claim", verdict.claim_id]),
        reverse("desk:review", args=[verdict.pk]),
        reverse("desk:review", args=[world.approved.pk]),
        verdict_page(verdict) + "?from=1&to=2",
        verdict_page(world.draft),
        verdict_page(world.approved),
        reverse("desk:verdict", args=[empty.pk]),
    ]


@pytest.mark.parametrize("role", ["editor", "checker"])
def test_each_screen_passes_axe_and_fits_the_window(desks: Desks, world: World, role: str) -> None:
    addresses = every_screen(world)
    page = desks.of(world.of_role(role), **axe.OPTIONS)
    wrong: dict[str, Any] = {}
    for address in addresses:
        page.goto(address)
        if found := axe.problems_in(page, [(1280, "light"), (390, "dark"), (320, "light")]):
            wrong[address] = found
    assert wrong == {}


def test_choosing_a_rating_sets_the_conclusion_at_once(desks: Desks, world: World) -> None:
    author = desks.of(world.checker)
    author.goto(reverse("desk:verdict", args=[world.open_claim.pk]))
    conclusion = author.get_by_label("Conclusion")
    expect(conclusion).to_have_value("")
    mean = author.locator("#rating-mean")
    for label, value in (("False", "refuted"), ("True", "supported"), ("None yet", "")):
        author.get_by_role("radio", name=label, exact=True).check()
        expect(conclusion).to_have_value(value)
        expect(mean).to_contain_text(f"Conclusion: {value}" if value else "")
    author.get_by_role("radio", name="True", exact=True).check()
    author.get_by_text("All ratings, and another conclusion").click()
    conclusion.select_option("refuted")
    author.get_by_role("button", name="Save", exact=True).click()
    expect(author.locator("#notice").get_by_text("Version 1 saved.")).to_be_visible()
    version = Verdict.objects.get().latest
    assert (version.rating and version.rating.name, version.conclusion) == ("True", "refuted")


def test_publish_has_room_above_the_note(desks: Desks, world: World) -> None:
    page = desks.of(world.editor)
    page.goto(reverse("desk:review", args=[world.approved.pk]))
    button = page.locator("#decision").get_by_role("link", name="Publish").bounding_box()
    note = page.locator("#decision").get_by_text("Your note").bounding_box()
    assert button
    assert note
    assert note["y"] - button["y"] - button["height"] >= 16
