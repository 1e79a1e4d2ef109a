"""Browsers of signed-in people. A page that throws an error or violates the security policy fails the test."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from factcheck.accounts.models import Person


def sign_in(context: BrowserContext, address: str, person: Person) -> None:
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])


def watch(page: Page, faults: list[str]) -> None:
    """Append to `faults` each error of the page and each violation of the policy."""
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)


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
        assert self.faults == []
