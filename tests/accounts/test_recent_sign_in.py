"""Operations that require a recent sign-in, and the forms that wait until the person has confirmed their identity."""

import base64
import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from factcheck.accounts.models import Person, Token
from factcheck.accounts.tokens import issue_token
from factcheck.web.consent import Consent, permissions_with_consent
from factcheck.web.decisions import _rules
from tests.accounts.test_sign_in import one_time_code
from tests.routes import all_rows
from tests.test_routes import reverse
from tests.world import PASSWORD, World

LATER = timedelta(minutes=20)
ISSUE = "/desk/tokens/issue/"
EXPORT = {"name": "export", "scope": "write", "days": "30"}
NIGHTLY = EXPORT | {"name": "nightly export"}
CONFIRM = "/accounts/reauthenticate/"
KEY = "6f0c1e0e-8f2b-4a52-9d0e-0f8bb7f3f1c1"

PROTECTED_ROUTES = {
    "desk:approve",
    "desk:publish",
    "desk:retract",
    "desk:invite",
    "desk:person",
    "desk:vouch",
    "desk:invite-again",
    "desk:token-issue",
    "desk:newsroom",
    "desk:newsroom-logo",
    "desk:newsroom-logo-remove",
    "desk:notice",
    "desk:gate-levels",
    "desk:rating",
    "desk:rating-add",
    "desk:claim-export",
}
"""The routes that approve, publish, retract, export, issue tokens, or change people and the settings of the newsroom."""


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as clock:
        yield clock


@pytest.fixture
def stale(client: Client, world: World, clock) -> Client:
    """A client whose checker signed in 20 minutes ago."""
    client.force_login(world.checker)
    clock.shift(LATER)
    return client


def next_of(response) -> str:
    location = response["Location"] if "Location" in response else response["HX-Redirect"]
    return parse_qs(urlsplit(location).query)["next"][0]


def test_each_protected_permission_is_a_rule() -> None:
    assert set(permissions_with_consent()) <= set(_rules)
    with_password = {name for name, level in permissions_with_consent().items() if level is Consent.PASSWORD}
    assert with_password == {"notice.publish", "verdict.retract"}


@pytest.mark.parametrize("row", [row for row in all_rows() if row.method == "POST" and row.name.startswith("desk:")], ids=str)
def test_exactly_these_routes_require_a_recent_sign_in(row, client: Client, rolled_back_world: World) -> None:
    """The administrator's request waits on the routes in the list, and on no other route."""
    world = rolled_back_world
    url = reverse(row.name, kwargs=row.args(world)) + row.query
    data = row.data(world)
    with time_machine.travel(timezone.now() - LATER):
        client.force_login(world.administrator)
    response = client.post(url, data)
    if response.streaming:
        response.getvalue()  # closes the file
    is_suspended = response.status_code == 303 and response["Location"].startswith(CONFIRM)
    assert is_suspended == (row.name in PROTECTED_ROUTES and row.expected("administrator") in (200, 303)), response


@pytest.mark.django_db
def test_form_is_executed_once_after_the_password_is_confirmed(stale: Client, world: World) -> None:
    response = stale.post(
        ISSUE,
        {**NIGHTLY, "token": KEY},
        headers={"Referer": "http://testserver/desk/profile/"},
    )
    assert (response.status_code, Token.objects.count()) == (303, 0)
    page = stale.get(response["Location"]).content.decode()
    assert "create an API token" in page
    assert "/desk/profile/" in page
    form = {"password": PASSWORD, "next": next_of(response)}
    assert stale.post(CONFIRM, {**form, "password": "wrong"}).status_code == 200
    assert Token.objects.count() == 0
    issued = stale.post(CONFIRM, form)
    assert "Copy the token now" in issued.content.decode()
    assert Token.objects.get().name == "nightly export"
    again = stale.post(CONFIRM, form)
    assert again.status_code in (302, 303)
    assert stale.get(again["Location"]).status_code == 404
    assert Token.objects.count() == 1
    assert stale.post(ISSUE, {**EXPORT, "name": "second"}).status_code == 200


@pytest.mark.django_db
def test_confirmation_for_another_purpose_executes_nothing(stale: Client, world: World) -> None:
    stored = next_of(stale.post(ISSUE, NIGHTLY))
    for target in ("", "/desk/profile/", "/accounts/resume/", "/accounts/resume/other/", f"//evil.example{stored}", ISSUE):
        assert stale.post(CONFIRM, {"password": PASSWORD, "next": target}).status_code in (302, 303)
    assert Token.objects.count() == 0
    assert stale.get(stored).status_code == 200
    assert Token.objects.count() == 0


@pytest.mark.django_db
def test_stored_form_can_be_sent_from_its_own_page_after_a_confirmation(stale: Client) -> None:
    stored = next_of(stale.post(ISSUE, NIGHTLY))
    assert "nightly export" in stale.get(stored).content.decode()
    assert stale.post(stored)["Location"].startswith(CONFIRM)
    assert Token.objects.count() == 0


@pytest.mark.django_db
def test_stored_form_expires_after_15_minutes(stale: Client, clock) -> None:
    response = stale.post(ISSUE, NIGHTLY)
    clock.shift(15 * 60 + 1)
    form = {"password": PASSWORD, "next": next_of(response)}
    assert stale.get(stale.post(CONFIRM, form)["Location"]).status_code == 404
    assert Token.objects.count() == 0


@pytest.mark.django_db
def test_stored_form_belongs_to_one_session(stale: Client, world: World) -> None:
    stored = next_of(stale.post(ISSUE, NIGHTLY))
    other = Client()
    other.force_login(world.checker)
    assert other.post(CONFIRM, {"password": PASSWORD, "next": stored}).status_code in (302, 303)
    assert other.post(stored).status_code == 404
    assert Token.objects.count() == 0


@pytest.mark.django_db
def test_stored_form_needs_a_valid_csrf_token(world: World, clock) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.checker)
    token = csrf_in(client.get("/desk/profile/"))
    clock.shift(LATER)
    stored = next_of(client.post(ISSUE, {**EXPORT, "csrfmiddlewaretoken": token}))
    session = client.session
    suspended = session["suspended"]
    suspended[stored.split("/")[-2]]["csrf"] = "a" * 64
    session["suspended"] = suspended
    session.save()
    form = {"password": PASSWORD, "next": stored, "csrfmiddlewaretoken": token}
    assert client.post(CONFIRM, form).status_code == 403
    assert Token.objects.count() == 0
    stored = next_of(
        client.post(ISSUE, {**EXPORT, "csrfmiddlewaretoken": token}, headers={}) if False else _stale_again(client, clock, token)
    )
    assert client.post(CONFIRM, {**form, "next": stored}).status_code == 200
    assert Token.objects.count() == 1


def _stale_again(client: Client, clock, token: str):
    clock.shift(LATER)
    return client.post(ISSUE, EXPORT, headers={"X-CSRFToken": token})


def csrf_in(response) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', response.content.decode())[1]


@pytest.mark.django_db
def test_htmx_form_leads_to_a_whole_page(stale: Client) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/desk/profile/"}
    response = stale.post(ISSUE, NIGHTLY, headers=headers)
    assert response.status_code == 204
    assert response["HX-Redirect"].startswith(CONFIRM)
    issued = stale.post(CONFIRM, {"password": PASSWORD, "next": next_of(response)})
    assert "<html" in issued.content.decode()
    assert Token.objects.count() == 1


@pytest.mark.django_db
def test_form_with_a_file_is_not_executed_without_it(stale: Client) -> None:
    data = {**NIGHTLY, "upload": SimpleUploadedFile("a.txt", b"text")}
    response = stale.post(ISSUE, data, headers={"Referer": "http://testserver/desk/profile/"})
    assert "a selected file can’t be stored" in stale.get(response["Location"]).content.decode()
    confirmed = stale.post(CONFIRM, {"password": PASSWORD, "next": next_of(response)})
    page = stale.get(confirmed["Location"]).content.decode()
    assert "select the file again" in page
    assert "nightly export" in page
    assert Token.objects.count() == 0


@pytest.mark.django_db
def test_second_factor_is_required_of_people_who_have_one(stale: Client, world: World) -> None:
    secret = base64.b32encode(b"twenty bytes of key.").decode()
    TOTP.activate(world.checker, secret)
    response = stale.post(ISSUE, NIGHTLY)
    assert response["Location"].startswith("/accounts/2fa/reauthenticate/")
    stored = next_of(response)
    assert stale.post(CONFIRM, {"password": PASSWORD, "next": stored})["Location"].startswith("/accounts/2fa/reauthenticate/")
    assert Token.objects.count() == 0
    stale.post("/accounts/2fa/reauthenticate/", {"code": one_time_code(secret), "next": stored})
    assert Token.objects.count() == 1


@pytest.mark.django_db
def test_retraction_asks_for_the_password_only(client: Client, world: World, clock) -> None:
    verdict = world.published
    TOTP.activate(world.editor, base64.b32encode(b"twenty bytes of key.").decode())
    client.force_login(world.editor)
    clock.shift(LATER)
    verdict.refresh_from_db()
    data = {"notice": "The source withdrew its statement.", "version": verdict.version}
    response = client.post(f"/desk/verdicts/{verdict.pk}/retract/", data)
    assert response["Location"].startswith(CONFIRM)
    assert client.get(response["Location"]).status_code == 200
    assert client.post(CONFIRM, {"password": PASSWORD, "next": next_of(response)}).status_code == 303
    verdict.refresh_from_db()
    assert verdict.state == "retracted"
    # The password alone does not permit anything else, and not even a change of the second factor.
    assert client.post(ISSUE, EXPORT)["Location"].startswith("/accounts/2fa/reauthenticate/")
    assert client.get("/accounts/2fa/totp/deactivate/")["Location"].startswith("/accounts/2fa/reauthenticate/")


@pytest.mark.django_db
def test_recovery_code_replaces_the_second_factor(stale: Client, world: World) -> None:
    TOTP.activate(world.checker, base64.b32encode(b"twenty bytes of key.").decode())
    code = RecoveryCodes.activate(world.checker).get_unused_codes()[0]
    stored = next_of(stale.post(ISSUE, NIGHTLY))
    stale.post("/accounts/2fa/reauthenticate/", {"code": code, "next": stored})
    assert Token.objects.count() == 1


@pytest.mark.django_db
def test_api_refuses_a_session_without_a_recent_sign_in_but_accepts_a_token(client: Client, world: World, clock) -> None:
    _, secret = issue_token(by=world.administrator, person=world.administrator, name="export", scope="decide")
    client.force_login(world.administrator)
    clock.shift(LATER)
    body = {"email": "new@newsroom.example", "name": "Nina New", "role": "reader"}
    response = client.post("/api/v1/people/", body, content_type="application/json")
    assert (response.status_code, response.json()["code"]) == (403, "recent_sign_in_required")
    assert not Person.objects.filter(email=body["email"]).exists()
    headers = {"Authorization": f"Bearer {secret}"}
    assert client.post("/api/v1/people/", body, content_type="application/json", headers=headers).status_code == 201


@pytest.mark.django_db
def test_invalid_form_is_corrected_before_the_confirmation(client: Client, world: World, clock) -> None:
    client.force_login(world.administrator)
    clock.shift(LATER)
    assert client.post("/desk/people/invite/", {"email": "nobody", "name": "", "role": "reader"}).status_code == 422
