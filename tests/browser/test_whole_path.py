"""From an imported text to a corrected check, with three people: with pointer, without JavaScript, and with the keyboard only."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from factcheck.claims.models import Claim
from factcheck.publishing.models import Publication
from tests.browser.interactions import Hands, Keys, Pointer
from tests.browser.people import Desks
from tests.world import World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(360)]
SENTENCE = "The scene was arranged after the withdrawal."
TEXT = f"The minister spoke on Monday. {SENTENCE} He rejected the accusation."
HEADLINE = "Images from before the withdrawal show the scene"
SUMMARY = "Images show the scene before the withdrawal."
BETTER = "Images of 11 March show the scene before the withdrawal."
NOTICE = "The day of the images was added."


def test_text_becomes_a_corrected_check(desks: Desks) -> None:
    walk(desks, Pointer(has_script=True))


def test_text_becomes_a_corrected_check_without_javascript(desks: Desks) -> None:
    walk(desks, Pointer(has_script=False))


def test_text_becomes_a_corrected_check_with_the_keyboard_only(desks: Desks) -> None:
    walk(desks, Keys())


def walk(desks: Desks, hands: Hands) -> None:
    world = World()
    author, editor, reader = (
        desks.of(person, java_script_enabled=hands.has_script) for person in (world.checker, world.editor, None)
    )
    author.goto("/desk/")
    import_article(hands, author)
    hands.mark_as_claim(author, SENTENCE, "Mikhail Minister")
    hands.follow(author, "Open claim")
    attach_evidence(hands, author)
    log_search(hands, author)
    propose(hands, author)
    editor.goto("/desk/")
    approve(hands, editor, version=1)
    publish(hands, editor)
    reader.goto("/")
    hands.follow(reader, HEADLINE)
    expect(reader.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    expect(reader.locator(".claim-statement")).to_have_text(SENTENCE)
    expect(reader.locator(".standfirst")).to_contain_text(SUMMARY)
    expect(reader.get_by_text("Seen since 11 March.")).to_be_visible()

    correct(hands, author)
    reader.reload()
    expect(reader.locator(".standfirst")).to_contain_text(SUMMARY)
    hands.follow(editor, "Queue")
    approve(hands, editor, version=2)
    publish(hands, editor, "Publish correction")
    reader.reload()
    expect(reader.get_by_label("Clarification")).to_contain_text(NOTICE)
    expect(reader.locator(".standfirst")).to_contain_text(BETTER)
    hands.follow(reader, "Version 1")
    expect(reader.get_by_label("Version")).to_contain_text("This is version 1. It was replaced on")
    expect(reader.locator(".standfirst")).to_contain_text(SUMMARY)

    claim = Claim.objects.get()
    assert (claim.statement, claim.claimant.name, claim.layer) == (SENTENCE, "Mikhail Minister", "proposition")
    assert claim.mentions.get().spans.get().exact == SENTENCE
    rows = Publication.objects.order_by("number").values_list("number", "is_current", "published_by", "verdict__author")
    assert list(rows) == [(1, False, world.editor.pk, world.checker.pk), (2, True, world.editor.pk, world.checker.pk)]


def import_article(hands: Hands, page: Page) -> None:
    hands.follow(page, "Library")
    hands.follow(page, "Import article", key="i")
    hands.fill(page, re.compile("^Text(?! file)"), TEXT)
    hands.fill(page, "Title", "The minister denies")
    hands.press(page, "Import")
    expect(page.locator("#words")).to_have_text(TEXT)


def attach_evidence(hands: Hands, page: Page) -> None:
    hands.follow(page, "Attach evidence", key="a")
    hands.fill(page, "Web address", "https://institute.example/images")
    hands.fill(page, "Quote that bears on the claim", "Seen since 11 March.")
    hands.choose(page, "contradicts")
    hands.choose(page, "primary")
    hands.fill(page, re.compile("^Source"), "The Institute")
    hands.press(page, "Attach evidence")
    expect(page.get_by_role("article", name="institute.example")).to_contain_text("Seen since 11 March.")


def log_search(hands: Hands, page: Page) -> None:
    """Log a search without results for the other stance, which the gate requires."""
    hands.unfold(page, "Log a search")
    hands.choose(page, "supports")
    hands.choose(page, "nothing found")
    hands.fill(page, "Where", "Press archive")
    hands.fill(page, "Search terms", "scene arranged")
    hands.press(page, "Log search")
    expect(page.locator("#searches tbody tr")).to_contain_text("nothing found")


def propose(hands: Hands, page: Page) -> None:
    hands.follow(page, "Propose a verdict", key="v")
    hands.choose(page, re.compile("^False$"))
    hands.fill(page, "Headline", HEADLINE)
    hands.fill(page, "Summary", SUMMARY)
    hands.fill(page, "Rationale", "The images are older.")
    hands.press(page, "Save")
    expect(page.locator("#notice").get_by_text("Version 1 saved.")).to_be_visible()
    submit(hands, page)


def submit(hands: Hands, page: Page) -> None:
    hands.press(page, "Save and submit")
    expect(page.locator("#notice").get_by_text("Submitted for review.")).to_be_visible()


def approve(hands: Hands, page: Page, version: int) -> None:
    hands.open_row(page, SENTENCE)
    hands.fill(page, "Your note", "Each image was looked at.", key="d")
    hands.press(page, f"Approve version {version}")
    expect(page.locator("#notice").get_by_text(f"Version {version} is approved and ready to publish.")).to_be_visible()


def publish(hands: Hands, page: Page, button: str = "Publish") -> None:
    hands.follow(page, "Publish")
    hands.press(page, button)
    expect(page.locator("#notice")).to_contain_text(f"Published: “{HEADLINE}.”")


def correct(hands: Hands, page: Page) -> None:
    """The author opens and writes a correction, and submits it for review."""
    hands.follow(page, "Checks")
    hands.follow(page, "Correct")
    hands.choose(page, re.compile("^Clarification"))
    hands.fill(page, "Public notice", NOTICE)
    hands.press(page, "Open correction")
    hands.fill(page, "Summary", BETTER)
    hands.press(page, "Save")
    expect(page.locator("#notice").get_by_text("Version 2 saved.")).to_be_visible()
    submit(hands, page)
