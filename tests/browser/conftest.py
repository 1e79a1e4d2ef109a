"""Browsers that are signed in as the checker of a world."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, Page

if TYPE_CHECKING:  # this file is read before Django is ready
    from tests.world import World


@pytest.fixture
def desk(page: Page, live_server: Any, world: World) -> Page:
    """Signed in as a checker, on no page yet. Anything the console complains of fails the test."""
    from tests.browser.reading import sign_in

    page.set_default_timeout(10_000)
    sign_in(page, live_server.url, world)
    page.on("pageerror", lambda error: pytest.fail(f"script failed: {error}"))
    page.on("console", lambda said: pytest.fail(f"console: {said.text}") if "Content Security Policy" in said.text else None)
    return page


@pytest.fixture
def plain(browser: Browser, live_server: Any, world: World) -> Iterator[Page]:
    """Signed in, without script."""
    from tests.browser.reading import sign_in

    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server.url, world)
    yield page
    context.close()
