"""Browsers of signed-in people. A page that throws an error or violates the security policy fails the test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

from factcheck.accounts.models import Person


def sign_in(context: BrowserContext, address: str, person: Person) -> None:
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])


EXPECTED_STATUS = "Failed to load resource: the server responded with a status of"
"""The start of the console message after a refusal such as 409 or 422, which is no error of the page."""


def watch(page: Page, faults: list[str]) -> None:
    """Append to `faults` each script error, console error, violation of the policy, response of 500, and missing static file.

    The fixture asserts that the list is empty after the test: Playwright swallows an exception in an event handler, or raises it
    in another test. Requests that the test aborts, and those that a navigation cancels, are not faults.
    """
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("console", lambda message: faults.append(f"console: {message.text}") if _is_console_fault(message) else None)
    page.on("response", lambda response: faults.append(_described(response)) if _is_failed(response) else None)


@contextmanager
def without_faults(page: Page) -> Iterator[None]:
    """Fail at the end of the block if `watch` has collected a fault of the page."""
    faults: list[str] = []
    watch(page, faults)
    yield
    require_none(faults)


def require_none(faults: list[str]) -> None:
    """Fail with the faults; pytest does not rewrite the assertions of this module, so the message is explicit."""
    assert not faults, "\n".join(faults)


def _is_console_fault(message: ConsoleMessage) -> bool:
    if "Content Security Policy" in message.text:
        return True
    return message.type == "error" and not message.text.startswith((EXPECTED_STATUS, "Failed to load resource: net::"))


def _is_failed(response: Response) -> bool:
    return response.status == 500 or (response.status == 404 and "/static/" in response.url)


def _described(response: Response) -> str:
    return f"request: {response.status} {response.request.method} {response.url}"


class Desks:
    """A browser context for each person; all are closed together."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        self.faults: list[str] = []
        self.contexts: list[BrowserContext] = []

    def of(self, person: Person | None, **options: Any) -> Page:
        """A page of a signed-in person; without `person`, of an anonymous reader."""
        context = self.browser.new_context(base_url=self.address, **options)
        self.contexts.append(context)
        if person:
            sign_in(context, self.address, person)
        page = context.new_page()
        watch(page, self.faults)
        return page

    def close(self) -> None:
        for context in self.contexts:
            context.close()
        require_none(self.faults)
