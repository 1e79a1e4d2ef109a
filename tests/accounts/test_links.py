"""Links in mail and invitations lead to the newsroom, even if the request has a forged Host header."""

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
from factcheck.setup import network
from factcheck.setup.environment import ROOT
from tests.jobs import run_mail_jobs
from tests.world import World

RESET = "/accounts/password/reset/"
PUBLIC = "https://checks.example.org"


def reset_link(client: Client, person: Person, **headers: str) -> str:
    mail.outbox.clear()
    assert client.post(RESET, {"email": person.email}, **headers).status_code == 302
    run_mail_jobs()
    return re.search(r"https?://\S+", mail.outbox[0].body)[0]


def invite(client: Client, **headers: str) -> HttpResponse:
    data = {"token": uuid.uuid4(), "email": "new@newsroom.example", "name": "Nina New", "role": "reader"}
    return client.post("/desk/people/invite/", data, **headers)


def invitation_link(client: Client, world: World, **headers: str) -> str:
    client.force_login(world.administrator)
    response = invite(client, **headers)
    mailed = re.search(r"https?://\S+", mail.outbox[-1].body)[0]
    assert mailed in response.content.decode()
    return mailed


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["testserver", "testserver:666", "evil.example"])
def test_links_begin_with_the_public_url(client: Client, settings: Any, host: str) -> None:
    settings.PUBLIC_URL, settings.ALLOWED_HOSTS = PUBLIC, ["*"]
    world = World()
    for link in (reset_link(client, world.reader, HTTP_HOST=host), invitation_link(client, world, HTTP_HOST=host)):
        assert link.startswith(f"{PUBLIC}/accounts/password/reset/key/")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("host", "overrides", "base"),
    [
        ("desk.example", {}, "http://desk.example:8123/"),
        ("desk.example:666", {}, "http://desk.example:8123/"),
        ("other.example:666", {}, "http://other.example:8123/"),
        ("evil.example", {}, "http://desk.example:8123/"),
        ("any.suffix.example", {}, "http://desk.example:8123/"),
        ("desk.example:666", {"BEHIND_PROXY": True}, "http://desk.example/"),
    ],
)
def test_without_a_public_url_links_begin_with_an_allowed_host(
    client: Client, settings: Any, host: str, overrides: dict[str, bool], base: str
) -> None:
    settings.ALLOWED_HOSTS = ["*", ".suffix.example", "desk.example", "other.example"]
    for name, value in overrides.items():
        setattr(settings, name, value)
    world, headers = World(), {"HTTP_HOST": host, "SERVER_PORT": "8123"}
    for link in (reset_link(client, world.reader, **headers), invitation_link(client, world, **headers)):
        assert link.startswith(base + "accounts/")


@pytest.mark.django_db
def test_reset_link_leads_to_the_form_for_a_new_password(client: Client) -> None:
    link = reset_link(client, World().reader)
    assert "New password" in client.get(link.removeprefix("http://testserver"), follow=True).content.decode()


@pytest.mark.django_db
def test_reset_is_mailed_only_to_the_stored_address(client: Client) -> None:
    person = World().reader
    client.post(RESET, {"email": person.email.replace("person", "per\u017fon")})
    run_mail_jobs()
    assert [message.to for message in mail.outbox if "/key/" in message.body] in ([], [[person.email]])


@pytest.mark.django_db
def test_without_a_mail_server_the_log_has_no_links_and_the_response_is_the_same(
    client: Client, settings: Any, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    settings.EMAIL_BACKEND = "factcheck.accounts.mailing.NoMailServer"
    world = World()
    with caplog.at_level(logging.DEBUG):
        responses = [client.post(RESET, {"email": email}) for email in (world.reader.email, "nobody@newsroom.example")]
        client.force_login(world.administrator)
        page = invite(client).content.decode()
    assert {(response.status_code, response["Location"]) for response in responses} == {(302, f"{RESET}done/")}
    assert caplog.text.count("Mail was not sent") == 2  # to an unknown address, no mail is sent
    assert "/accounts/password/reset/key/" in page  # the page displays the link instead
    output = caplog.text + "".join(capfd.readouterr())
    assert "/key/" not in output
    assert world.reader.email not in output


def load_settings(**variables: str) -> subprocess.CompletedProcess[str]:
    return run_python("from django.conf import settings as s; print(repr((s.PUBLIC_URL, s.EMAIL_BACKEND)))", **variables)


def run_python(code: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FACTCHECK_")}
    environment |= {"DJANGO_SETTINGS_MODULE": "factcheck.settings", "FACTCHECK_SECRET_KEY": "0123456789abcdef" * 4, **variables}
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "invalid",
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
def test_invalid_public_url_is_refused(monkeypatch: pytest.MonkeyPatch, invalid: str) -> None:
    monkeypatch.setenv("FACTCHECK_PUBLIC_URL", invalid)
    with pytest.raises(ImproperlyConfigured, match=r"^FACTCHECK_PUBLIC_URL must be "):
        variables.base_url("FACTCHECK_PUBLIC_URL")


@pytest.mark.parametrize("valid", [PUBLIC, f"{PUBLIC}/", "http://127.0.0.1:8000", "http://[::1]:8000", ""])
def test_valid_public_url_is_read_without_its_trailing_slash(monkeypatch: pytest.MonkeyPatch, valid: str) -> None:
    monkeypatch.setenv("FACTCHECK_PUBLIC_URL", valid)
    assert variables.base_url("FACTCHECK_PUBLIC_URL") == valid.rstrip("/")


def test_process_starts_only_with_a_valid_public_url() -> None:
    process = load_settings(FACTCHECK_PUBLIC_URL="checks.example.org")
    assert process.returncode != 0
    assert process.stderr.splitlines()[-1].startswith(
        "django.core.exceptions.ImproperlyConfigured: FACTCHECK_PUBLIC_URL must be "
    )
    process = load_settings(FACTCHECK_PUBLIC_URL=f"{PUBLIC}/")
    assert process.stdout.startswith(f"({PUBLIC!r}, 'factcheck.accounts.mailing.NoMailServer')"), process.stderr


def test_start_is_refused_if_links_would_depend_on_the_request() -> None:
    process = load_settings(FACTCHECK_ALLOWED_HOSTS="*,.example.org")
    assert "FACTCHECK_PUBLIC_URL must be set" in process.stderr
    assert load_settings(FACTCHECK_ALLOWED_HOSTS="*", FACTCHECK_PUBLIC_URL=PUBLIC).returncode == 0


@pytest.mark.parametrize("debug", ["0", "1"])
def test_loggers_of_django_write_no_secrets_of_links(debug: str) -> None:
    """This includes the server for development, which logs every request, and Django's own handlers."""
    code = """
import django, logging
django.setup()
for name in ("django.server", "django.request", "django.security.csrf", "django"):
    logging.getLogger(name).warning('"GET %s HTTP/1.1" 500', "/accounts/password/reset/key/1-passw0rd/")
logging.getLogger("django.server").info('"GET /accounts/password/reset/key/1-passw0rd/ HTTP/1.1" 200')
"""
    process = run_python(code, FACTCHECK_DEBUG=debug)
    assert process.returncode == 0, process.stderr
    assert process.stderr.count("/accounts/password/reset/key/[removed]") == 5
    assert "passw0rd" not in process.stderr + process.stdout


@pytest.mark.parametrize("variable", ["FACTCHECK_DEBUG", "FACTCHECK_DEMONSTRATION"])
def test_mail_is_saved_in_debug_mode_and_in_the_demo(variable: str) -> None:
    assert "mailing.MailFolder" in load_settings(**{variable: "1"}).stdout


def test_hosts_of_this_machine_are_valid_allowed_hosts() -> None:
    hosts = network.local_hosts()
    assert hosts
    assert all(re.fullmatch(r"\[[0-9a-f:.]+\]|[\w.-]+", host) for host in hosts)
    assert "*" not in hosts
