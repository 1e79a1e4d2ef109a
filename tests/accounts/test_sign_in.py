"""Sign-in, sessions, password reset, two-step sign-in, and the redirect back to the requested page."""

import base64
import hashlib
import hmac
import os
import re
import struct
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from factcheck.accounts.actions import change_person
from factcheck.accounts.models import Person, StaffSession
from factcheck.accounts.tokens import issue_token
from factcheck.setup.environment import ROOT
from tests.accounts.markup import inline_in
from tests.jobs import run_mail_jobs
from tests.pages import parsed
from tests.world import PASSWORD, World

LOGIN = "/accounts/login/"


def sign_in(client: Client, person: Person, password: str = PASSWORD, **more: str):
    return client.post(LOGIN, {"login": person.email, "password": password, **more})


@pytest.mark.django_db
def test_anonymous_request_is_redirected_to_sign_in_and_back(client: Client, world: World) -> None:
    requested = "/desk/articles/?q=scene"
    response = client.get(requested)
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=%2Fdesk%2Farticles%2F%3Fq%3Dscene")
    assert sign_in(client, world.reader, next=requested)["Location"] == requested


@pytest.mark.django_db
def test_first_field_of_the_sign_in_form_has_the_focus_until_there_is_an_error(client: Client, world: World) -> None:
    field = parsed(client.get(LOGIN)).all("input", name="login")[0]
    assert "autofocus" in field.attributes
    rejected = parsed(sign_in(client, world.reader, "wrong"))
    assert "autofocus" not in rejected.all("input", name="login")[0].attributes
    assert rejected.all(role="alert", data_focus="")


@pytest.mark.django_db
@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "https:evil.example", "javascript:alert(1)"])
def test_next_never_redirects_to_another_site(client: Client, elsewhere: str) -> None:
    assert sign_in(client, World().reader, next=elsewhere)["Location"] == "/desk/"


@pytest.mark.django_db
def test_htmx_request_without_a_session_redirects_the_page_to_sign_in(client: Client) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/desk/articles/?q=a"}
    response = client.get("/desk/sources/", headers=headers)
    assert (response.status_code, response["HX-Redirect"]) == (204, "/accounts/login/?next=%2Fdesk%2Farticles%2F%3Fq%3Da&ended=1")
    assert "HX-Request" in response["Vary"]


@pytest.mark.django_db
def test_current_url_of_another_site_is_not_the_return_url(client: Client) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "https://evil.example/desk/"}
    assert client.get("/desk/sources/", headers=headers)["HX-Redirect"] == "/accounts/login/?next=%2Fdesk%2F&ended=1"


@pytest.mark.django_db
def test_form_submitted_without_a_session_returns_to_its_page(client: Client) -> None:
    response = client.post("/desk/tokens/issue/", {"name": "x"}, headers={"Referer": "http://testserver/desk/profile/"})
    assert response["Location"] == "/accounts/login/?next=%2Fdesk%2Fprofile%2F&ended=1"
    assert "Your session ended." in client.get(response["Location"]).content.decode()
    assert "Your session ended." not in client.get(LOGIN).content.decode()


@pytest.mark.django_db
def test_unsupported_method_gets_405_with_the_allowed_methods(client: Client) -> None:
    client.force_login(World().administrator)
    response = client.put("/desk/people/")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert client.get("/desk/tokens/issue/")["Allow"] == "POST"


@pytest.mark.django_db
def test_deactivation_ends_sessions_and_revokes_tokens_permanently(client: Client, world: World) -> None:
    _, secret = issue_token(by=world.checker, person=world.checker, name="export")
    bearer = {"Authorization": f"Bearer {secret}"}
    sign_in(client, world.checker)
    assert client.get("/desk/profile/").status_code == 200

    change_person(by=world.administrator, person=world.checker, is_active=False)
    assert client.get("/desk/profile/").status_code == 302
    assert Client().get("/api/v1/articles/", headers=bearer).status_code == 401
    assert sign_in(Client(), world.checker)["Location"] == reverse("account_inactive")

    change_person(by=world.administrator, person=world.checker, is_active=True)
    assert client.get("/desk/profile/").status_code == 302
    assert Client().get("/api/v1/articles/", headers=bearer).status_code == 401


@pytest.mark.django_db
def test_deactivation_does_not_end_the_sessions_of_others() -> None:
    world, other = World(), Client()
    sign_in(other, world.second_checker)
    sign_in(Client(), world.checker)
    assert StaffSession.objects.count() == 2
    change_person(by=world.administrator, person=world.checker, is_active=False)
    assert StaffSession.objects.count() == 1
    assert other.get("/desk/profile/").status_code == 200


@pytest.mark.django_db
def test_correct_password_is_refused_after_five_wrong_ones(client: Client) -> None:
    person = World().reader
    for _ in range(5):
        assert sign_in(client, person, "a wrong password").status_code == 200
    response = sign_in(client, person)
    assert response.status_code == 200
    assert "Too many wrong passwords" in response.content.decode()
    assert not response.wsgi_request.user.is_authenticated


@pytest.mark.django_db(transaction=True)
def test_wrong_passwords_are_counted_across_processes(client: Client) -> None:
    person = World().reader
    for _ in range(5):
        sign_in(client, person, "a wrong password")
    assert b"Too many wrong passwords" in _sign_in_from_another_process(person.email)


def _sign_in_from_another_process(email: str) -> bytes:
    name = connection.settings_dict["NAME"]
    code = f"""
import django; django.setup()
from django.conf import settings; settings.DATABASES["default"]["NAME"] = {name!r}; settings.ALLOWED_HOSTS = ["*"]
from django.test import Client
print(Client().post({LOGIN!r}, {{"login": {email!r}, "password": {PASSWORD!r}}}).content.decode())
"""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "factcheck.settings"}
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True, capture_output=True).stdout


@pytest.mark.django_db
def test_too_many_requests_get_a_page_with_status_429(client: Client) -> None:
    for _ in range(30):
        client.post(LOGIN, {"login": "nobody@newsroom.example", "password": "wrong"})
    response = client.post(LOGIN, {"login": "nobody@newsroom.example", "password": "wrong"})
    assert (response.status_code, response["Retry-After"]) == (429, "60")
    assert "Wait a minute" in response.content.decode()


@pytest.mark.django_db
def test_password_reset_response_does_not_reveal_whether_an_account_exists(client: Client) -> None:
    person = World().reader
    responses = [
        client.post("/accounts/password/reset/", {"email": email}) for email in (person.email, "nobody@newsroom.example")
    ]
    assert {(response.status_code, response["Location"], response.content) for response in responses} == {
        (302, "/accounts/password/reset/done/", b"")
    }
    run_mail_jobs()
    (message,) = mail.outbox  # nobody can have mail sent to the address of a stranger
    assert message.to == [person.email]
    assert "/accounts/password/reset/key/" in message.body


@pytest.mark.django_db
def test_password_of_a_deactivated_account_cannot_be_reset(client: Client, world: World) -> None:
    change_person(by=world.administrator, person=world.reader, is_active=False)
    client.post("/accounts/password/reset/", {"email": world.reader.email})
    run_mail_jobs()
    assert not any("/password/reset/key/" in message.body for message in mail.outbox)


@pytest.mark.django_db
def test_reset_password_works_and_the_link_expires(client: Client) -> None:
    person = World().reader
    client.post("/accounts/password/reset/", {"email": person.email})
    run_mail_jobs()
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]
    form = client.get(link, follow=True).request["PATH_INFO"]
    new = {"password1": "an entirely new sentence", "password2": "an entirely new sentence"}
    assert "Enter the new password again." in client.post(form, {**new, "password2": ""}).content.decode()
    assert client.post(form, new)["Location"] == "/desk/"
    assert "This link no longer works" in Client().get(link, follow=True).content.decode()
    assert sign_in(Client(), person, "an entirely new sentence")["Location"] == "/desk/"


@pytest.mark.django_db
def test_self_registration_is_disabled(client: Client) -> None:
    new = {"email": "me@newsroom.example", "password1": "an entirely new sentence", "password2": "an entirely new sentence"}
    assert "by invitation" in client.get("/accounts/signup/").content.decode()
    assert "by invitation" in client.post("/accounts/signup/", new).content.decode()
    assert not Person.objects.filter(email="me@newsroom.example").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["email/", "confirm-email/", "login/code/confirm/", "2fa/webauthn/signup/", "social/connections/"]
)
def test_other_pages_of_the_library_are_disabled(client: Client, path: str) -> None:
    client.force_login(World().administrator)
    assert client.get(f"/accounts/{path}").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_step_sign_in_is_set_up_and_required(client: Client) -> None:
    person = World().checker
    sign_in(client, person)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=16)):
        assert client.get("/accounts/2fa/totp/activate/")["Location"].startswith("/accounts/reauthenticate/")
    page = client.get("/accounts/2fa/totp/activate/")
    secret = re.search(r'<code class="key-to-copy">(\w+)</code>', page.content.decode())[1]
    assert inline_in(page) == []
    assert client.post("/accounts/2fa/totp/activate/", {"code": one_time_code(secret)}).status_code == 302
    codes = re.findall(r"<code>(\w+)</code>", client.get("/accounts/2fa/recovery-codes/").content.decode())
    assert len(codes) == 10

    other = Client()
    assert sign_in(other, person)["Location"] == "/accounts/2fa/authenticate/"
    assert other.get("/desk/profile/").status_code == 302
    assert other.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert other.post("/accounts/2fa/authenticate/", {"code": codes[0]})["Location"] == "/desk/"
    assert other.get("/desk/profile/").status_code == 200


@pytest.mark.django_db
def test_code_of_the_previous_time_step_is_accepted_but_no_older_one(client: Client) -> None:
    person, secret = World().checker, base64.b32encode(b"twenty bytes of key.").decode()
    TOTP.activate(person, secret)
    is_accepted = {}
    with time_machine.travel(datetime(2026, 3, 4, 5, 6, 10, tzinfo=UTC), tick=False):
        for steps_ago in (0, 1, 2):
            guest = Client()
            sign_in(guest, person)
            response = guest.post("/accounts/2fa/authenticate/", {"code": one_time_code(secret, steps_ago)})
            is_accepted[steps_ago] = response.status_code == 302
    assert is_accepted == {0: True, 1: True, 2: False}


@pytest.mark.django_db
def test_code_is_accepted_only_once_during_its_validity(client: Client) -> None:
    person, secret = World().checker, base64.b32encode(b"twenty bytes of key.").decode()
    TOTP.activate(person, secret)
    statuses = []
    with time_machine.travel(datetime(2026, 3, 4, 5, 6, 1, tzinfo=UTC), tick=False) as clock:
        code = one_time_code(secret)
        for _ in range(2):
            guest = Client()
            sign_in(guest, person)
            statuses.append(guest.post("/accounts/2fa/authenticate/", {"code": f" {code} "}).status_code)
            clock.shift(40)  # the next time step, in which the code is still valid for anyone who observed it
    assert statuses == [302, 200]


def one_time_code(secret: str, steps_ago: int = 0) -> str:
    """RFC 6238 with SHA-1, 30 seconds, 6 digits."""
    counter = struct.pack(">Q", int(time.time()) // 30 - steps_ago)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["login/", "signup/", "inactive/", "password/reset/", "password/reset/done/", "password/reset/key/1-x/"]
)
def test_sign_in_pages_contain_no_inline_code(client: Client, path: str) -> None:
    response = client.get(f"/accounts/{path}")
    assert inline_in(response) == []
    assert "unsafe" not in response["Content-Security-Policy"]
    assert b"Factcheck newsroom" in response.content


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "/accounts/logout/",
        "/accounts/password/change/",
        "/accounts/reauthenticate/",
        "/accounts/2fa/",
        "/desk/profile/",
        "/desk/people/",
        "/desk/people/invite/",
        "/desk/articles/",
        "/desk/articles/import/",
        "/desk/sources/",
        "/desk/sources/add/",
        "/desk/ratings/",
        "/desk/ratings/add/",
    ],
)
def test_staff_pages_contain_no_inline_code(client: Client, path: str) -> None:
    sign_in(client, World().administrator)
    response = client.get(path)
    assert response.status_code == 200
    assert inline_in(response) == []
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["Cache-Control"].endswith("no-store") or "no-store" in response["Cache-Control"]
