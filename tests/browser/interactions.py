"""How a person operates a page: with the pointer, with or without JavaScript, and with the keyboard only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.page_ready import ready
from tests.browser.reading import drag_over

Words = str | re.Pattern[str]
FARTHEST = 150  # presses of Tab


class Hands(Protocol):
    """`key` is the keyboard shortcut of the element; only the keyboard uses it."""

    has_script: bool

    def follow(self, page: Page, link: str, key: str = "") -> None: ...
    def open_row(self, page: Page, words: str) -> None: ...
    def press(self, page: Page, button: str) -> None: ...
    def fill(self, page: Page, label: Words, words: str, key: str = "") -> None: ...
    def choose(self, page: Page, radio: Words) -> None: ...
    def select(self, page: Page, label: str, option: str) -> None: ...
    def unfold(self, page: Page, summary: str) -> None: ...
    def mark_as_claim(self, page: Page, sentence: str, claimant: str) -> None: ...


def link_of(page: Page, name: str) -> Locator:
    return page.get_by_role("link", name=name, exact=True)


def button_of(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def new_person(page: Page, name: str) -> Locator:
    """The answer that a new name is a person."""
    return page.get_by_role("group", name=f"“{name}” is").get_by_role("radio", name="a new person")


@contextmanager
def leaving(page: Page, has_script: bool) -> Iterator[None]:
    """The block navigates to another page of the desk or a public page. Afterwards, that page is ready."""
    with page.expect_navigation():
        yield
    if has_script and page.locator("script[src*='js/app']").count():
        ready(page)


class Pointer:
    def __init__(self, has_script: bool) -> None:
        self.has_script = has_script

    def follow(self, page: Page, link: str, key: str = "") -> None:
        with leaving(page, self.has_script):
            link_of(page, link).click()

    def open_row(self, page: Page, words: str) -> None:
        self.follow(page, words)

    def press(self, page: Page, button: str) -> None:
        with leaving(page, self.has_script):
            button_of(page, button).click()

    def fill(self, page: Page, label: Words, words: str, key: str = "") -> None:
        page.get_by_label(label).fill(words)

    def choose(self, page: Page, radio: Words) -> None:
        page.get_by_role("radio", name=radio).check()

    def select(self, page: Page, label: str, option: str) -> None:
        page.get_by_label(label).select_option(label=option)

    def unfold(self, page: Page, summary: str) -> None:
        page.locator("summary", has_text=summary).click()

    def mark_as_claim(self, page: Page, sentence: str, claimant: str) -> None:
        if self.has_script:
            drag_over(page, sentence)
            button_of(page, "New claim").first.click()
        else:
            expect(page).to_have_url(re.compile("plain=1"))
            page.get_by_label(f"Select: {sentence}").check()
            self.press(page, "New claim")
            self.select(page, "Presented as", "Indirect speech")  # JavaScript sets it
        self.choose(page, re.compile("^Proposition"))
        self.fill(page, "Claimant", claimant)
        button_of(page, "Save claim").click()
        new_person(page, claimant).check()
        button_of(page, "Save claim").click()
        expect(page.locator("#chosen-title")).to_have_text(sentence)


class Keys:
    """Operates a page with the keyboard only: nothing is clicked, and only keys move the focus."""

    has_script = True

    def reach(self, page: Page, wanted: Locator) -> None:
        """Press Tab until the element has the focus."""
        element = wanted.element_handle()
        for _ in range(FARTHEST):
            if element.evaluate("(element) => element === document.activeElement"):
                return
            page.keyboard.press("Tab")
        pytest.fail(f"{wanted} is not reached by Tab")

    def follow(self, page: Page, link: str, key: str = "") -> None:
        if not key:
            self.reach(page, link_of(page, link))
        expect(link_of(page, link)).to_be_visible()
        with leaving(page, True):
            page.keyboard.press(key or "Enter")

    def open_row(self, page: Page, words: str) -> None:
        page.keyboard.press("j")
        expect(link_of(page, words)).to_be_focused()
        with leaving(page, True):
            page.keyboard.press("Enter")

    def press(self, page: Page, button: str) -> None:
        self.reach(page, button_of(page, button))
        with leaving(page, True):
            page.keyboard.press("Enter")

    def fill(self, page: Page, label: Words, words: str, key: str = "") -> None:
        if key:
            page.keyboard.press(key)
            expect(page.get_by_label(label)).to_be_focused()
        else:
            self.reach(page, page.get_by_label(label))
        page.keyboard.press("Control+a")
        page.keyboard.type(words)
        expect(page.get_by_label(label)).to_have_value(words)

    def choose(self, page: Page, radio: Words) -> None:
        wanted = page.get_by_role("radio", name=radio)
        name = wanted.get_attribute("name")
        for _ in range(FARTHEST):
            if page.evaluate("(name) => document.activeElement.name === name", name):
                break
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
        for _ in range(10):
            if wanted.is_checked():
                return
            page.keyboard.press("ArrowDown")
        pytest.fail(f"{wanted} is not chosen by keys")

    def select(self, page: Page, label: str, option: str) -> None:
        self.reach(page, page.get_by_label(label))
        page.keyboard.type(option)
        expect(page.get_by_label(label).locator("option:checked")).to_have_text(option)

    def unfold(self, page: Page, summary: str) -> None:
        self.reach(page, page.locator("summary", has_text=summary))
        page.keyboard.press("Enter")

    def mark_as_claim(self, page: Page, sentence: str, claimant: str) -> None:
        for _ in range(10):
            page.keyboard.press("s")
            if page.locator("#toolbar [data-words]").inner_text() == sentence:
                break
        page.keyboard.press("c")
        expect(page.get_by_label("Statement")).to_be_focused()
        self.choose(page, re.compile("^Proposition"))
        self.fill(page, "Claimant", claimant)
        page.keyboard.press("Enter")
        expect(new_person(page, claimant)).to_be_visible()
        self.reach(page, new_person(page, claimant))
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        expect(page.locator("#claims [aria-current]")).to_be_focused()
        expect(page.locator("#chosen-title")).to_have_text(sentence)
