"""An error of a page fails the test, after its last step, with the message of the error."""

from __future__ import annotations

import time
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PATIENCE
from tests.browser.people import watch, without_faults

FAULTS = {
    "script": ("setTimeout(() => { throw new Error('deliberate') })", "script: deliberate"),
    "rejection": ("void Promise.reject(new Error('deliberate'))", "script: deliberate"),
    "console": ("console.error('deliberate')", "console: deliberate"),
    "policy": ("document.body.setAttribute('style', 'color: red')", "Content Security Policy"),
    "static file": ("fetch('/static/deliberate.js')", "request: 404 GET"),
    "server error": ("fetch('/deliberate')", "request: 500 GET"),
}


@pytest.fixture
def watched(browser: Browser, live_server: Any, db: None) -> Any:
    """A public page, and the list of its faults."""
    context = browser.new_context(base_url=live_server.url)
    page, faults = context.new_page(), list[str]()
    watch(page, faults)
    page.route("**/deliberate", lambda route: route.fulfill(status=500, body="error"))
    page.goto("/")
    yield page, faults
    context.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", FAULTS)
def test_deliberate_fault_is_collected(watched: tuple[Page, list[str]], kind: str) -> None:
    page, faults = watched
    script, message = FAULTS[kind]
    page.evaluate(f"() => {{ {script} }}")
    deadline = time.monotonic() + PATIENCE / 1000
    while not faults and time.monotonic() < deadline:
        page.wait_for_timeout(50)
    assert len(faults) == 1
    assert message in faults[0]


@pytest.mark.django_db(transaction=True)
def test_refusal_is_not_a_fault(watched: tuple[Page, list[str]]) -> None:
    page, faults = watched
    page.route("**/refused", lambda route: route.fulfill(status=409, body="refused"))
    page.evaluate("() => fetch('/refused').then(() => fetch('/nothing-here'))")
    assert faults == []


@pytest.mark.django_db(transaction=True)
def test_fault_fails_the_test_at_its_end(browser: Browser, live_server: Any) -> None:
    """The fixtures `desk` and `plain` run the test within this block."""
    page = browser.new_page(base_url=live_server.url)

    def test() -> None:
        with without_faults(page):
            page.goto("/")
            page.evaluate("() => { setTimeout(() => { throw new Error('deliberate') }) }")
            page.wait_for_timeout(200)

    with pytest.raises(AssertionError, match="deliberate"):
        test()
    page.close()
