"""Unsaved input belongs to the person who entered it: one or two tabs, and two people on one browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect

from factcheck.accounts.models import Person
from factcheck.claims.models import Claim
from tests.browser.page_ready import leaving, ready
from tests.browser.people import watch
from tests.browser.reading import QUOTE, drag_over, open_desk
from tests.world import PASSWORD, World

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "Confidential notes of the first person."
STORED = "() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }])"


@pytest.fixture
def context(browser: Browser, live_server: Any) -> Iterator[BrowserContext]:
    """A signed-out browser. A script error fails the test."""
    faults: list[str] = []
    created = browser.new_context(base_url=live_server.url)
    created.on("page", lambda page: watch(page, faults))
    yield created
    created.close()
    assert faults == []


@pytest.fixture
def tab(context: BrowserContext) -> Page:
    return context.new_page()


def sign_in(page: Page, person: Person, path: str = "/accounts/login/") -> None:
    """Sign in through the form, which changes the session and the CSRF secret."""
    page.goto(path)
    page.get_by_label("Email address").fill(person.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    with leaving(page):
        page.get_by_role("button", name="Sign in", exact=True).click()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="account menu").click()
    page.get_by_role("button", name="Sign out").click()
    if page.get_by_role("heading", name="Sign out").count() or "/logout/" in page.url:
        page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()


def end_session(context: BrowserContext) -> None:
    context.clear_cookies(name=settings.SESSION_COOKIE_NAME)


def edit_page(claim: Claim) -> str:
    return f"/desk/claims/{claim.pk}/edit/"


def type_into(page: Page, claim: Claim) -> None:
    page.goto(edit_page(claim))
    ready(page)
    page.get_by_label("Context").fill(TEXT)


def expect_nothing_of_the_first(page: Page, claim: Claim) -> None:
    page.goto(edit_page(claim))
    ready(page)
    expect(page.get_by_label("Context")).not_to_have_value(TEXT)
    expect(page.get_by_text("Your unsaved input was restored.")).to_have_count(0)
    assert TEXT not in page.evaluate(STORED)


def expect_put_back(page: Page) -> None:
    ready(page)
    expect(page.get_by_label("Context")).to_have_value(TEXT)
    expect(page.get_by_text("Your unsaved input was restored.")).to_be_visible()


def test_signing_out_warns_about_unsaved_input_and_removes_it(tab: Page, world: World) -> None:
    claim = world.claim()
    sign_in(tab, world.checker)
    type_into(tab, claim)
    tab.get_by_role("button", name="account menu").click()
    tab.get_by_role("button", name="Sign out").click()
    expect(tab.get_by_text("Unsaved text is removed from this browser")).to_be_visible()
    assert TEXT in tab.evaluate(STORED)
    tab.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(tab.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
    assert TEXT not in tab.evaluate(STORED)
    sign_in(tab, world.second_checker)
    expect_nothing_of_the_first(tab, claim)
    sign_out(tab)
    sign_in(tab, world.checker)
    expect_nothing_of_the_first(tab, claim)


def test_signing_out_without_unsaved_input_takes_one_step(tab: Page, world: World) -> None:
    sign_in(tab, world.checker)
    tab.get_by_role("button", name="account menu").click()
    tab.get_by_role("button", name="Sign out").click()
    expect(tab.get_by_text("You are signed out.")).to_be_visible()


def test_input_is_restored_for_the_same_person_after_the_session_expired(tab: Page, world: World) -> None:
    claim = world.claim()
    sign_in(tab, world.checker)
    type_into(tab, claim)
    end_session(tab.context)
    tab.goto("/")  # public pages do not depend on the session: they neither display nor remove input
    tab.goto(edit_page(claim))
    expect(tab.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
    assert TEXT in tab.evaluate(STORED)
    sign_in(tab, world.checker, tab.url)
    expect_put_back(tab)


def test_input_is_removed_if_another_person_signs_in_after_the_session_expired(tab: Page, world: World) -> None:
    claim = world.claim()
    sign_in(tab, world.checker)
    type_into(tab, claim)
    end_session(tab.context)
    sign_in(tab, world.second_checker)
    assert TEXT not in tab.evaluate(STORED)
    expect_nothing_of_the_first(tab, claim)
    sign_out(tab)
    sign_in(tab, world.checker)
    expect_nothing_of_the_first(tab, claim)


def test_selected_text_is_not_restored_for_the_next_person(tab: Page, live_server: Any, world: World) -> None:
    sign_in(tab, world.checker)
    open_desk(tab, live_server, world.first_article)
    drag_over(tab, QUOTE)
    tab.keyboard.press("c")
    tab.get_by_label("Statement").fill(TEXT)
    end_session(tab.context)
    sign_in(tab, world.second_checker)
    open_desk(tab, live_server, world.first_article)
    expect(tab.locator("#marking")).to_be_hidden()
    stored = tab.evaluate(STORED)
    assert TEXT not in stored
    assert QUOTE not in stored


def test_signing_out_in_one_tab_removes_input_in_the_others(tab: Page, world: World) -> None:
    claim = world.claim()
    sign_in(tab, world.checker)
    type_into(tab, claim)
    other = tab.context.new_page()
    other.goto("/desk/")
    ready(other)
    sign_out(other)
    expect(
        tab.get_by_role("heading", name="Sign in", exact=True)
    ).to_be_visible()  # the page with the input is no longer displayed
    assert TEXT not in tab.evaluate(STORED)


def test_suspended_tab_removes_input_when_it_resumes_after_the_sign_out(tab: Page, world: World) -> None:
    claim = world.claim()
    sign_in(tab, world.checker)
    type_into(tab, claim)
    stored = tab.evaluate("() => ({ ...sessionStorage })")
    sign_out(tab)
    tab.evaluate("(stored) => Object.assign(sessionStorage, stored)", stored)  # like a browser that restores a discarded tab
    sign_in(tab, world.checker)
    expect_nothing_of_the_first(tab, claim)


def test_form_of_one_person_is_not_saved_by_the_next_and_its_input_is_displayed(tab: Page, world: World) -> None:
    claim = world.claim()
    sign_in(tab, world.checker)
    type_into(tab, claim)
    other = tab.context.new_page()
    end_session(tab.context)
    sign_in(other, world.second_checker)
    tab.get_by_role("button", name="Save claim").click()
    expect(tab.get_by_role("heading", name="This page is out of date")).to_be_visible()
    expect(tab.locator(".typed", has_text=TEXT)).to_be_visible()
    claim.refresh_from_db()
    assert (claim.version, claim.context) == (1, "")
    expect_nothing_of_the_first(tab, claim)


def test_form_submitted_after_a_new_sign_in_in_another_tab_preserves_input(tab: Page, world: World) -> None:
    claim = world.claim()
    sign_in(tab, world.checker)
    type_into(tab, claim)
    other = tab.context.new_page()
    end_session(tab.context)
    sign_in(other, world.checker)
    tab.get_by_role("button", name="Save claim").click()
    expect(tab.get_by_role("heading", name="This page is out of date")).to_be_visible()
    tab.goto(edit_page(claim))
    expect_put_back(tab)
    with leaving(tab):
        tab.get_by_role("button", name="Save claim").click()
    claim.refresh_from_db()
    assert claim.context == TEXT


def test_page_of_one_person_loads_no_forms_for_the_next_person(tab: Page, live_server: Any, world: World) -> None:
    claim = world.claim()
    sign_in(tab, world.checker)
    open_desk(tab, live_server, world.first_article)
    other = tab.context.new_page()
    end_session(tab.context)
    sign_in(other, world.second_checker)
    tab.locator(f"#claims a[href*='claim={claim.pk}']").first.click()
    expect(tab.locator("#notice")).to_contain_text("Someone else is signed in")
    expect(tab.locator("#chosen-title")).to_have_count(0)


@pytest.mark.parametrize("back", ["back", "reload"])
def test_browser_does_not_restore_the_input(tab: Page, world: World, back: str) -> None:
    claim = world.claim()
    sign_in(tab, world.checker)
    type_into(tab, claim)
    end_session(tab.context)
    if back == "back":
        sign_in(tab, world.second_checker)
        tab.evaluate("history.go(-2)")
        tab.wait_for_url(re.compile(edit_page(claim)))
        ready(tab)
    else:
        other = tab.context.new_page()
        sign_in(other, world.second_checker)
        tab.reload()
        ready(tab)
    expect(tab.get_by_role("button", name="account menu")).to_contain_text(world.second_checker.name)
    expect(tab.get_by_label("Context")).not_to_have_value(TEXT)


def test_cached_page_is_not_displayed_after_signing_out(tab: Page, world: World) -> None:
    claim = world.claim()
    sign_in(tab, world.checker)
    type_into(tab, claim)
    tab.evaluate("localStorage.setItem('factcheck.here', 'somebody else')")
    with leaving(tab):
        tab.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect_put_back(tab)  # reloaded from the server for the signed-in person


def test_nothing_is_stored_without_javascript(browser: Browser, live_server: Any, world: World) -> None:
    claim = world.claim()
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/accounts/login/")
        page.get_by_label("Email address").fill(world.checker.email)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.goto(edit_page(claim))
        page.get_by_label("Context").fill(TEXT)
        page.goto("/desk/")
        assert context.storage_state()["origins"] == []
        page.goto(edit_page(claim))
        expect(page.get_by_label("Context")).to_have_value("")
