"""Sign-in with an OpenID Connect provider that runs on this machine."""

import time
import uuid
from collections.abc import Iterator
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from factcheck.accounts.actions import change_person
from factcheck.accounts.models import EventKind, Person, SecurityEvent, Token
from factcheck.web import maintenance
from tests.accounts.provider import CLIENT_ID, SECRET, Provider, running_provider
from tests.jobs import run_mail_jobs
from tests.world import World

LOGIN = "/accounts/oidc/newsroom/login/"
EXPORT = {"name": "export", "scope": "write", "days": "30"}
NEW_PASSWORD = "an entirely new sentence"
CALLBACK = f"{LOGIN}callback/"


@pytest.fixture
def provider(settings, world: World) -> Iterator[Provider]:
    with running_provider() as provider:
        app = {"provider_id": "newsroom", "name": "The Paper", "client_id": CLIENT_ID, "secret": SECRET}
        app["settings"] = {"server_url": provider.issuer}
        settings.OIDC_ISSUER, settings.OIDC_NAME = provider.issuer, "The Paper"
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
        provider.claims["email"] = world.checker.email
        provider.auth_time = time.time()
        yield provider


def sign_in(client: Client, parameters: str = "", **data: str):
    """Follow the redirect to the provider and back. Returns the last response and the parameters of the redirect."""
    redirect = client.post(LOGIN + parameters, data)
    assert redirect.status_code == 302
    query = parse_qs(urlsplit(redirect["Location"]).query)
    return client.get(CALLBACK, {"code": "1", "state": query["state"][0]}), query


@pytest.mark.django_db
def test_person_with_the_verified_address_is_signed_in(client: Client, world: World, provider: Provider, mailoutbox) -> None:
    assert "Sign in with <bdi>The Paper</bdi>" in client.get("/accounts/login/").content.decode()
    provider.claims["email"] = world.checker.email.upper()
    response, query = sign_in(client, next="/desk/articles/")
    assert response["Location"] == "/desk/articles/"
    assert query["code_challenge_method"] == ["S256"]
    assert client.get("/desk/").wsgi_request.user == world.checker
    assert SocialAccount.objects.get().user == world.checker
    event = SecurityEvent.objects.get(kind=EventKind.IDENTITY_CONNECTED)
    assert (event.person, event.details) == (world.checker, {"provider": "The Paper"})
    assert set(provider.requests) == {"/.well-known/openid-configuration", "/token", "/userinfo"}
    assert sign_in(Client())[0]["Location"] == "/desk/"
    assert SecurityEvent.objects.filter(kind=EventKind.IDENTITY_CONNECTED).count() == 1
    run_mail_jobs()
    assert len([message for message in mailoutbox if "connected with an identity" in message.body]) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "claims",
    [{"email": "stranger@example.org"}, {"email_verified": False}, {"email_verified": "true"}, {"email": None}],
)
def test_nobody_else_is_signed_in_or_registered(claims: dict, client: Client, provider: Provider) -> None:
    people = Person.objects.count()
    provider.claims |= claims
    assert sign_in(client)[0]["Location"] == "/accounts/login/"
    assert "no account here" in client.get("/accounts/login/").content.decode()
    assert client.get("/desk/").status_code == 302
    assert (Person.objects.count(), SocialAccount.objects.count()) == (people, 0)


@pytest.mark.django_db
def test_deactivated_person_is_not_signed_in(client: Client, world: World, provider: Provider) -> None:
    sign_in(client)
    change_person(by=world.administrator, person=Person.objects.get(pk=world.checker.pk), is_active=False)
    assert sign_in(Client())[0]["Location"] == "/accounts/login/"
    assert client.get("/desk/").status_code == 302


@pytest.mark.django_db
def test_maintenance_permits_a_sign_in_but_not_the_first_one(client: Client, world: World, provider: Provider) -> None:
    def in_maintenance() -> Client:
        browser = Client()
        maintenance.turn_on("")
        try:
            sign_in(browser)
        finally:
            maintenance.turn_off()
        return browser

    first = in_maintenance()
    assert "This is your first sign-in with The Paper." in first.get("/accounts/login/").content.decode()
    assert first.get("/desk/").status_code == 302
    assert SocialAccount.objects.count() == 0
    sign_in(client)
    assert in_maintenance().get("/desk/").status_code == 200


@pytest.mark.django_db
def test_second_identity_with_the_same_address_is_refused(client: Client, world: World, provider: Provider) -> None:
    sign_in(client)
    provider.claims["sub"] = "other"
    assert sign_in(Client())[0]["Location"] == "/accounts/login/"
    provider.claims |= {"sub": "abc", "email": world.editor.email}
    assert sign_in(Client())[0]["Location"] == "/accounts/login/"


@pytest.mark.django_db
@pytest.mark.parametrize("endpoint", ["token_endpoint", "userinfo_endpoint"])
def test_requests_go_to_the_issuer_only(endpoint: str, client: Client, provider: Provider) -> None:
    with running_provider() as other:
        provider.endpoints[endpoint] = f"{other.issuer}/{endpoint.partition('_')[0]}"
        assert sign_in(client)[0]["Location"] == "/accounts/login/"
        assert other.requests == []
    assert client.get("/desk/").status_code == 302


@pytest.mark.django_db
def test_token_of_another_issuer_and_forged_state_are_refused(client: Client, provider: Provider) -> None:
    provider.token_issuer = "https://evil.example"
    assert sign_in(client)[0]["Location"] == "/accounts/login/"
    assert client.get(CALLBACK, {"code": "1", "state": "forged"})["Location"] == "/accounts/login/"
    assert client.get(CALLBACK, {"error": "access_denied"})["Location"] == "/accounts/login/"
    assert client.get("/desk/").status_code == 302


@pytest.mark.django_db
def test_signed_in_person_cannot_connect_another_identity(client: Client, world: World, provider: Provider) -> None:
    client.force_login(world.checker)
    sign_in(client, "?process=connect")
    assert SocialAccount.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(("trusts", "location"), [(False, "/accounts/2fa/authenticate/"), (True, "/desk/")])
def test_second_step_is_required_unless_the_provider_is_trusted(
    trusts: bool, location: str, client: Client, world: World, provider: Provider, settings
) -> None:
    settings.OIDC_TRUSTS_FACTORS = trusts
    TOTP.activate(world.checker, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
    assert sign_in(client)[0]["Location"] == location


@pytest.mark.django_db
@pytest.mark.parametrize(("trusts", "status"), [(False, 302), (True, 200)])
def test_trusted_provider_replaces_the_required_factor(
    trusts: bool, status: int, client: Client, provider: Provider, settings
) -> None:
    settings.OIDC_TRUSTS_FACTORS, settings.REQUIRE_SECOND_FACTOR = trusts, "all"
    sign_in(client)
    assert client.get("/desk/").status_code == status


@pytest.mark.django_db
@pytest.mark.parametrize("age", [None, 3600])
def test_old_authentication_at_the_provider_is_no_recent_sign_in(age: int | None, client: Client, provider: Provider) -> None:
    provider.auth_time = age and time.time() - age
    sign_in(client)
    assert client.post("/desk/tokens/issue/", EXPORT)["Location"].startswith("/accounts/reauthenticate/")


@pytest.mark.django_db
def test_person_without_a_password_confirms_with_the_provider(client: Client, world: World, provider: Provider) -> None:
    Person.objects.filter(pk=world.checker.pk).update(password="!")
    provider.auth_time = time.time() - 3600
    sign_in(client)
    response = client.post("/desk/tokens/issue/", EXPORT)
    assert response["Location"].startswith("/accounts/confirm/?next=")
    page = client.get(response["Location"]).content.decode()
    assert "create an API token" in page
    assert "prompt%3Dlogin" in page
    stored = parse_qs(urlsplit(response["Location"]).query)["next"][0]
    provider.auth_time = time.time()
    returned, query = sign_in(client, "?auth_params=prompt%3Dlogin%26max_age%3D0", next=stored)
    assert (query["prompt"], query["max_age"], returned["Location"]) == (["login"], ["0"], stored)
    assert client.post(stored).status_code == 200
    assert Token.objects.get().name == "export"


@pytest.fixture
def stale(client: Client, world: World, provider: Provider) -> Client:
    """A client whose person signs in with the provider only, and was authenticated there an hour ago."""
    Person.objects.filter(pk=world.checker.pk).update(password="!")
    provider.auth_time = time.time() - 3600
    sign_in(client)
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["totp/activate/", "webauthn/add/", "recovery-codes/generate/"])
def test_factor_is_added_only_after_the_provider_has_confirmed_the_person(path: str, stale: Client, provider: Provider) -> None:
    page = f"/accounts/2fa/{path}"
    response = stale.get(page)
    assert (response.status_code, response["Location"]) == (302, f"/accounts/confirm/?next={quote(page, safe='')}")
    assert stale.post(page, {"code": "123456"})["Location"].startswith("/accounts/confirm/?next=%2Faccounts%2Fresume%2F")
    assert not Authenticator.objects.exists()
    provider.auth_time = time.time()
    sign_in(stale, next=page)
    assert stale.get(page).status_code == 200


@pytest.mark.django_db
def test_first_password_is_set_only_after_the_provider_has_confirmed_the_person(
    stale: Client, world: World, provider: Provider
) -> None:
    page, form = "/accounts/password/set/", {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    for response in (stale.get(page), stale.post(page, form)):
        assert response["Location"] == "/accounts/confirm/?next=%2Faccounts%2Fpassword%2Fset%2F"
    assert not Person.objects.get(pk=world.checker.pk).has_usable_password()
    assert NEW_PASSWORD not in str(dict(stale.session))
    provider.auth_time = time.time()
    assert sign_in(stale, next=page)[0]["Location"] == page
    assert stale.post(page, form).status_code == 302
    assert Person.objects.get(pk=world.checker.pk).check_password(NEW_PASSWORD)


@pytest.mark.django_db
def test_administrator_gets_no_link_for_a_person_who_signs_in_with_the_provider(stale: Client, world: World) -> None:
    administrator = Client()
    administrator.force_login(world.administrator)
    response = administrator.post(f"/desk/people/{world.checker.pk}/invite/", {"token": uuid.uuid4()})
    assert response.status_code == 403
    assert "/password/reset/key/" not in response.content.decode()
