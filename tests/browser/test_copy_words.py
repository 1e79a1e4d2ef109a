"""Words selected in the text of a preserved copy in a browser: with the pointer, by keyboard, and pasted without a script."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from factcheck.evidence.copies.models import EvidenceCopy, QuotePlace
from factcheck.evidence.models import Evidence
from tests.browser import axe
from tests.browser.folds import unfolded
from tests.browser.page_ready import leaving, ready
from tests.browser.people import Desks
from tests.browser.reading import chosen_words, drag_over, painted
from tests.copies import collected, page_item, preserved_copy
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = (
    "The council met 👩\u200d👩\u200d👧 on Monday. All was well, the mayor said. It cost 1,410 euros.\n\n"
    "She denied it. All was bad, she repeated.\n\n" + "Nothing else was said about it.\n\n" * 40
)


@pytest.fixture
def copy(world: World) -> EvidenceCopy:
    return preserved_copy(world.checker, page_item(world.checker, world.open_claim), collected(TEXT))


@pytest.fixture
def missing(world: World) -> EvidenceCopy:
    """A copy that does not contain the quote of its item."""
    return preserved_copy(world.checker, page_item(world.checker, world.open_claim), collected(TEXT.replace("well", "fine")))


def open_copy(page: Page, copy: EvidenceCopy) -> None:
    page.goto(reverse("desk:copy", args=[copy.pk]))
    ready(page)


def test_words_selected_with_the_pointer_are_attached(desks: Desks, world: World, copy: EvidenceCopy) -> None:
    page = desks.of(world.checker)
    open_copy(page, copy)
    drag_over(page, "the mayor said. It cost 1,410 euros")  # after the quote, which is marked, and after a long emoji
    page.get_by_role("button", name="Attach as evidence").click()
    form = page.locator("[data-words=attach]")
    expect(form.get_by_label("Words of the copy")).to_have_value("the mayor said. It cost 1,410 euros")
    assert painted(page, "pending") == ["the mayor said. It cost 1,410 euros"]
    form.get_by_label("contradicts").check()
    form.get_by_label("secondary").check()
    with leaving(page):
        form.get_by_role("button", name="Attach evidence").click()
    expect(page.locator("#quote")).to_have_text("the mayor said. It cost 1,410 euros")
    expect(page.locator("#quote")).to_be_in_viewport()
    item = Evidence.objects.latest("id")
    place = item.quote_places.get()
    assert (item.stance, place.exact) == ("contradicts", "the mayor said. It cost 1,410 euros")
    assert place.copy.text is not None
    assert place.copy.text.text[place.start : place.end] == place.exact


def test_words_are_selected_and_attached_by_keyboard_alone(desks: Desks, world: World, copy: EvidenceCopy) -> None:
    page = desks.of(world.checker)
    open_copy(page, copy)
    for _ in range(2):
        page.keyboard.press("s")
    assert chosen_words(page) == "All was well, the mayor said."  # a part of the sentence is the marked quote
    page.keyboard.press("s")
    page.keyboard.press("e")
    form = page.locator("[data-words=attach]")
    expect(form.get_by_label("supports")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(form.get_by_label("secondary")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#quote")).to_have_text("It cost 1,410 euros.")
    assert Evidence.objects.latest("id").exact == "It cost 1,410 euros."


def test_selected_words_become_the_missing_quote(desks: Desks, world: World, missing: EvidenceCopy) -> None:
    page = desks.of(world.checker)
    open_copy(page, missing)
    drag_over(page, "All was bad")
    page.keyboard.press("q")
    expect(page.get_by_role("button", name="Save quote and place")).to_be_focused()
    with leaving(page):
        page.keyboard.press("Enter")
    expect(page.locator("#quote")).to_have_text("All was bad")
    place = QuotePlace.objects.latest("id")
    assert (place.copy, place.exact, place.evidence.exact, place.is_decision) == (missing, "All was bad", "All was bad", True)


def test_nothing_is_selected_in_a_translated_text(desks: Desks, world: World, copy: EvidenceCopy) -> None:
    page = desks.of(world.checker)
    open_copy(page, copy)
    page.evaluate("document.querySelector('#words p:nth-of-type(2)').textContent = 'Sie bestritt es. Alles war schlecht.'")
    page.keyboard.press("s")
    expect(page.locator("#notice")).to_contain_text("is not the text of the copy")
    expect(page.locator("#toolbar")).to_be_hidden()


def test_edited_words_are_searched_for_and_input_survives(desks: Desks, world: World, copy: EvidenceCopy) -> None:
    page = desks.of(world.checker)
    open_copy(page, copy)
    drag_over(page, "All was bad")
    page.keyboard.press("e")
    form = page.locator("[data-words=attach]")
    form.get_by_label("Words of the copy").fill("All was worse")
    assert painted(page, "pending") == []
    form.get_by_label("context").check()
    form.get_by_label("secondary").check()
    form.get_by_label("Why it bears on the claim").fill("A long note.")
    with leaving(page):
        form.get_by_role("button", name="Attach evidence").click()
    expect(page.locator("[role=alert]")).to_contain_text("does not occur in the text")
    expect(form.get_by_label("Why it bears on the claim")).to_have_value("A long note.")


@pytest.mark.parametrize("width", [1280, 390])
def test_words_are_pasted_without_a_script(desks: Desks, world: World, copy: EvidenceCopy, width: int) -> None:
    page = desks.of(world.checker, java_script_enabled=False, viewport={"width": width, "height": 800})
    page.goto(reverse("desk:copy", args=[copy.pk]))
    page.get_by_text("Attach as new evidence").click()
    form = page.locator("[data-words=attach]")
    form.get_by_label("Words of the copy").fill("Nothing else was said")
    form.get_by_label("supports").check()
    form.get_by_label("secondary").check()
    form.get_by_role("button", name="Attach evidence").click()
    form.get_by_role("radio", name="Nothing else was said").nth(1).check()
    form.get_by_role("button", name="Attach evidence").click()
    expect(page.locator("#quote")).to_have_text("Nothing else was said")
    second = TEXT.index("Nothing else was said", TEXT.index("Nothing else was said") + 1)
    assert QuotePlace.objects.latest("id").start == second


def test_screens_pass_axe_and_do_not_scroll_horizontally(desks: Desks, world: World, missing: EvidenceCopy) -> None:
    page = desks.of(world.checker, **axe.OPTIONS)
    open_copy(page, missing)
    page.keyboard.press("s")
    page.keyboard.press("e")
    problems: Any = axe.problems_in(page, [(1280, "light"), (390, "dark")])
    assert problems == []


def test_restored_note_is_visible_in_a_fold_within_a_fold(desks: Desks, world: World, copy: EvidenceCopy) -> None:
    page = desks.of(world.checker)
    open_copy(page, copy)
    page.locator("[data-words=attach] > summary").click()
    note = unfolded(page.locator("[data-words=attach]"), "Verification of the content")
    note.fill("The archive of the council has the minutes.")
    page.wait_for_function("Object.keys(localStorage).some((key) => localStorage[key].includes('minutes'))")
    open_copy(page, copy)
    expect(note).to_have_value("The archive of the council has the minutes.")
    expect(note).to_be_visible()
