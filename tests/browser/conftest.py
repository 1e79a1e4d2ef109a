"""Fixtures: browsers with a signed-in person, and their timeouts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

if TYPE_CHECKING:  # pytest imports this file before Django is configured
    from tests.browser.people import Desks
    from tests.world import World

# Long enough for two busy cores. The tests check that something happens; `manage.py bench` measures how long it takes.
PATIENCE = 15_000  # ms
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run a failed browser test once more. The summary lists it as rerun, so an unstable test stays visible."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session", autouse=True)
def _patience(browser: Browser) -> Iterator[None]:
    """Each page has the timeout of `expect`."""
    created = browser.new_context

    def new_context(**options: Any) -> BrowserContext:
        context = created(**options)
        context.set_default_timeout(PATIENCE)
        return context

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(browser, "new_context", new_context)
        yield


@pytest.fixture
def desk(page: Page, live_server: Any, world: World) -> Iterator[Page]:
    """A browser of a signed-in checker, on a blank page. An error of a page or a violation of the policy fails the test."""
    from tests.browser.people import sign_in, without_faults

    sign_in(page.context, live_server.url, world.checker)
    with without_faults(page):
        yield page


@pytest.fixture
def plain(browser: Browser, live_server: Any, world: World) -> Iterator[Page]:
    """A signed-in checker without JavaScript."""
    from tests.browser.people import sign_in, without_faults

    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    sign_in(context, live_server.url, world.checker)
    page = context.new_page()
    with without_faults(page):
        yield page
        context.close()


@pytest.fixture
def desks(browser: Browser, live_server: Any) -> Iterator[Desks]:
    """Pages of several people at the same time."""
    from tests.browser.people import Desks

    found = Desks(browser, live_server.url)
    yield found
    found.close()
