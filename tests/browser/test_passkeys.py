"""Passkeys with the virtual authenticator of Chromium: set up, second step, sign-in without a password, and confirmation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.utils import timezone
from playwright.sync_api import CDPSession, Page, expect

from factcheck.accounts.models import Token
from tests.browser.people import sign_in, without_faults
from tests.world import PASSWORD, World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def authenticator(page: Page) -> Iterator[CDPSession]:
    """A security key in the browser that stores passkeys and confirms each use at once."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield session
    session.detach()


def add_passkey(page: Page, address: str) -> None:
    page.goto(f"{address}/accounts/2fa/webauthn/add/")
    page.get_by_label("Also sign in without a password").check()
    page.get_by_role("button", name="Add passkey").press("Enter")
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()


def sign_out(page: Page, address: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{address}/accounts/login/")


@pytest.mark.usefixtures("authenticator")
def test_passkey_is_second_step_and_replaces_the_password(page: Page, live_server: Any, world: World) -> None:
    sign_in(page.context, live_server.url, world.checker)
    with without_faults(page):
        add_passkey(page, live_server.url)
        assert Authenticator.objects.filter(user=world.checker, type="webauthn").count() == 1
        page.goto(f"{live_server.url}/accounts/2fa/")
        expect(page.get_by_text("never used")).to_be_visible()

        sign_out(page, live_server.url)
        page.get_by_label("Email address").fill(world.checker.email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.get_by_role("button", name="Use a passkey").press("Enter")
        expect(page).to_have_url(f"{live_server.url}/desk/")

        sign_out(page, live_server.url)
        page.get_by_role("button", name="Sign in with a passkey").press("Enter")
        expect(page).to_have_url(f"{live_server.url}/desk/")


@pytest.mark.usefixtures("authenticator")
def test_form_waits_for_a_confirmation_with_the_passkey(page: Page, live_server: Any, world: World) -> None:
    sign_in(page.context, live_server.url, world.checker)
    with without_faults(page):
        add_passkey(page, live_server.url)
    with time_machine.travel(timezone.now() + timedelta(minutes=20)), without_faults(page):
        page.goto(f"{live_server.url}/desk/profile/")
        page.get_by_label("Purpose").fill("nightly export")
        page.get_by_role("button", name="Create token").click()
        expect(page.get_by_text("Confirm your identity to create an API token.")).to_be_visible()
        page.get_by_role("button", name="Confirm with a passkey").press("Enter")
        expect(page.get_by_text("Copy the token now.")).to_be_visible()
        assert Token.objects.get().name == "nightly export"


def test_refused_passkey_is_reported_in_the_form(page: Page, live_server: Any, world: World, authenticator: CDPSession) -> None:
    sign_in(page.context, live_server.url, world.checker)
    add_passkey(page, live_server.url)
    page.goto(f"{live_server.url}/accounts/2fa/webauthn/add/")
    page.get_by_role("button", name="Add passkey").click()
    expect(page.get_by_role("alert")).to_have_text("This passkey is already registered.")


def test_sign_in_page_without_javascript_has_no_passkey_form(plain: Page, live_server: Any) -> None:
    plain.context.clear_cookies()
    plain.goto(f"{live_server.url}/accounts/login/")
    expect(plain.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
