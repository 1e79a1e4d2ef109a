"""Links that open an account lead to the newsroom, whatever Host header asked for them."""

import logging
import os
import re
import subprocess
import sys
import uuid
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import Client

from factcheck import variables
from factcheck.accounts.models import Person
from factcheck.setup import address
from factcheck.setup.environment import ROOT
from tests.world import World

RESET = "/accounts/password/reset/"
PUBLIC = "https://checks.example.org"


def reset_link(client: Client, person: Person, **headers: str) -> str:
    mail.outbox.clear()
    assert client.post(RESET, {"email": person.email}, **headers).status_code == 302
    return re.search(r"https?://\S+", mail.outbox[0].body)[0]


def invite(client: Client, **headers: str) -> HttpResponse:
    data = {"token": uuid.uuid4(), "email": "new@newsroom.example", "name": "Nina New", "role": "reader"}
    return client.post("/desk/people/invite/", data, **headers)


def invitation_link(client: Client, world: World, **headers: str) -> str:
    client.force_login(world.administrator)
    answer = invite(client, **headers)
    mailed = re.search(r"https?://\S+", mail.outbox[-1].body)[0]
    assert mailed in answer.content.decode()
    return mailed


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["testserver", "testserver:666", "evil.example"])
def test_links_begin_with_the_public_address(client: Client, settings: Any, host: str) -> None:
    settings.PUBLIC_URL, settings.ALLOWED_HOSTS = PUBLIC, ["*"]
    world = World()
    for link in (reset_link(client, world.reader, HTTP_HOST=host), invitation_link(client, world, HTTP_HOST=host)):
        assert link.startswith(f"{PUBLIC}/accounts/password/reset/key/")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("host", "more", "base"),
    [
        ("desk.example", {}, "http://desk.example:8123/"),
        ("desk.example:666", {}, "http://desk.example:8123/"),
        ("other.example:666", {}, "http://other.example:8123/"),
        ("evil.example", {}, "http://desk.example:8123/"),
        ("any.suffix.example", {}, "http://desk.example:8123/"),
        ("desk.example:666", {"BEHIND_PROXY": True}, "http://desk.example/"),
    ],
)
def test_without_a_public_address_links_begin_with_a_host_of_the_settings(
    client: Client, settings: Any, host: str, more: dict[str, bool], base: str
) -> None:
    settings.ALLOWED_HOSTS = ["*", ".suffix.example", "desk.example", "other.example"]
    for name, value in more.items():
        setattr(settings, name, value)
    world, headers = World(), {"HTTP_HOST": host, "SERVER_PORT": "8123"}
    for link in (reset_link(client, world.reader, **headers), invitation_link(client, world, **headers)):
        assert link.startswith(base + "accounts/")


@pytest.mark.django_db
def test_link_of_a_reset_opens_the_form_for_a_new_password(client: Client) -> None:
    link = reset_link(client, World().reader)
    assert "New password" in client.get(link.removeprefix("http://testserver"), follow=True).content.decode()


@pytest.mark.django_db
def test_reset_is_mailed_to_the_address_of_the_account_alone(client: Client) -> None:
    person = World().reader
    client.post(RESET, {"email": person.email.replace("person", "per\u017fon")})
    assert [message.to for message in mail.outbox if "/key/" in message.body] in ([], [[person.email]])


@pytest.mark.django_db
def test_without_a_mail_server_no_link_reaches_the_log_and_the_answer_is_the_same(
    client: Client, settings: Any, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    settings.EMAIL_BACKEND = "factcheck.accounts.mailing.NoMailServer"
    world = World()
    with caplog.at_level(logging.DEBUG):
        answers = [client.post(RESET, {"email": email}) for email in (world.reader.email, "nobody@newsroom.example")]
        client.force_login(world.administrator)
        page = invite(client).content.decode()
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, f"{RESET}done/")}
    assert caplog.text.count("mail was not sent") == 3
    assert "/accounts/password/reset/key/" in page  # handed over on the screen instead
    written = caplog.text + "".join(capfd.readouterr())
    assert "/key/" not in written
    assert world.reader.email not in written


def start(**variables: str) -> subprocess.CompletedProcess[str]:
    code = "from django.conf import settings as s; print(repr((s.PUBLIC_URL, s.EMAIL_BACKEND)))"
    given = {name: value for name, value in os.environ.items() if not name.startswith("FACTCHECK_")}
    given |= {"DJANGO_SETTINGS_MODULE": "factcheck.settings", "FACTCHECK_SECRET_KEY": "k" * 60, **variables}
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=given, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "wrong",
    [
        "checks.example.org",
        "ftp://checks.example.org",
        "https://",
        "https://checks.example.org/desk",
        "https://checks.example.org/?a=b",
        "https://checks.example.org#a",
        "https://me:secret@checks.example.org",
        "https://checks.example.org:port",
        "https://checks.example.org:99999",
        "https://checks example.org",
        "https://[::1",
        "HTTPS//checks.example.org",
    ],
)
def test_wrong_public_address_is_refused(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("FACTCHECK_PUBLIC_URL", wrong)
    with pytest.raises(ImproperlyConfigured, match=r"^FACTCHECK_PUBLIC_URL must be an address"):
        variables.address("FACTCHECK_PUBLIC_URL")


@pytest.mark.parametrize("right", [PUBLIC, f"{PUBLIC}/", "http://127.0.0.1:8000", "http://[::1]:8000", ""])
def test_right_public_address_is_taken_without_its_slash(monkeypatch: pytest.MonkeyPatch, right: str) -> None:
    monkeypatch.setenv("FACTCHECK_PUBLIC_URL", right)
    assert variables.address("FACTCHECK_PUBLIC_URL") == right.rstrip("/")


def test_process_starts_only_with_a_valid_public_address() -> None:
    done = start(FACTCHECK_PUBLIC_URL="checks.example.org")
    assert done.returncode != 0
    assert done.stderr.splitlines()[-1].startswith(
        "django.core.exceptions.ImproperlyConfigured: FACTCHECK_PUBLIC_URL must be an address"
    )
    done = start(FACTCHECK_PUBLIC_URL=f"{PUBLIC}/")
    assert done.stdout.startswith(f"({PUBLIC!r}, 'factcheck.accounts.mailing.NoMailServer')"), done.stderr


def test_start_is_refused_where_links_could_only_follow_the_request() -> None:
    done = start(FACTCHECK_ALLOWED_HOSTS="*,.example.org")
    assert "FACTCHECK_PUBLIC_URL must be set" in done.stderr
    assert start(FACTCHECK_ALLOWED_HOSTS="*", FACTCHECK_PUBLIC_URL=PUBLIC).returncode == 0


@pytest.mark.parametrize("which", ["FACTCHECK_DEBUG", "FACTCHECK_DEMONSTRATION"])
def test_mail_is_printed_only_while_trying_the_product_out(which: str) -> None:
    assert "console.EmailBackend" in start(**{which: "1"}).stdout


def test_addresses_of_this_machine_are_hosts_that_the_settings_take() -> None:
    found = address.of_this_machine()
    assert found
    assert all(re.fullmatch(r"\[[0-9a-f:.]+\]|[\w.-]+", host) for host in found)
    assert "*" not in found
