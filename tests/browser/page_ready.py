"""Waits until the scripts of a page have run: keys pressed before that are lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page


def ready(page: Page) -> None:
    """Wait until the modules of the staff shell have attached their listeners."""
    page.locator("html[data-ready]").wait_for(state="attached")


@contextmanager
def leaving(page: Page) -> Iterator[None]:
    """The block navigates to another page of the desk. Afterwards, that page is ready."""
    with page.expect_navigation():
        yield
    ready(page)


def press_until(page: Page, key: str, selector: str, most: int = 80) -> None:
    """Press `key` until `selector` has the focus."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    pytest.fail(f"{selector} is not reached by {key}")
