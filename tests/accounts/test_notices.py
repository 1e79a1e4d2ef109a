"""Mail about security events: who receives it, what it contains, and that no request waits for the mail server."""

from __future__ import annotations

import io
import socketserver
import threading
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client, RequestFactory
from procrastinate.contrib.django.models import ProcrastinateJob

from factcheck.accounts import notices
from factcheck.accounts.actions import change_person, reset_factor
from factcheck.accounts.invariants import LISTINGS
from factcheck.accounts.models import EventKind, Person, SecurityEvent
from factcheck.accounts.security_log import record_event
from factcheck.accounts.tokens import issue_token, revoke_token
from factcheck.publishing.actions import retract
from tests.jobs import run_mail_jobs
from tests.world import PASSWORD, World

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "an entirely different phrase"


@pytest.fixture(autouse=True)
def no_earlier_attempts() -> None:
    cache.clear()


def received() -> list[tuple[str, str]]:
    """(recipient, first sentence) of each notice that was sent since the last call."""
    run_mail_jobs()
    messages = [(message.to[0], message.body.split("\n\n")[1].split("\n")[0]) for message in mail.outbox]
    mail.outbox.clear()
    return messages


def sign_in(person: Person, agent: str = "Firefox/140.0 (Linux)", client: Client | None = None) -> Client:
    client = client or Client()
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD}, headers={"user-agent": agent})
    return client


def test_sign_in_on_a_new_device_is_reported_once(world: World) -> None:
    browser = sign_in(world.checker)
    browser.post("/accounts/logout/")
    sign_in(world.checker, client=browser)
    run_mail_jobs()
    (message,) = mail.outbox
    assert message.to == [world.checker.email]
    assert "Device: Firefox on Linux" in message.body
    assert "Network: 127.0.0.1" in message.body
    mail.outbox.clear()
    sign_in(world.checker)  # a browser of the same kind in the same network
    assert received() == [(world.checker.email, notices.TEXTS[EventKind.SIGN_IN])]


def test_tokens_are_reported_to_their_owner(world: World) -> None:
    token, secret = issue_token(by=world.editor, person=world.editor, name="nightly", scope="decide")
    run_mail_jobs()
    (message,) = mail.outbox
    assert (message.to, secret in message.body) == ([world.editor.email], False)
    assert "Name: nightly" in message.body
    assert "Scope: decide" in message.body
    mail.outbox.clear()
    change_person(by=world.administrator, person=world.editor, role="administrator")
    revoke_token(by=world.administrator, token=token)
    assert [text for _, text in received()] == [
        notices.TEXTS[EventKind.TOKEN_REDUCED],
        notices.TEXTS[EventKind.ROLE_CHANGED],
        notices.TEXTS[EventKind.TOKEN_REVOKED],
    ]


def test_token_from_the_command_line_is_reported_as_such(client: Client, world: World) -> None:
    call_command("make_token", world.checker.email, stdout=io.StringIO())
    client.force_login(world.checker)
    form = {"token": uuid.uuid4(), "name": "export", "scope": "read", "days": "90"}
    assert client.post("/desk/tokens/issue/", form).status_code == 200
    run_mail_jobs()
    bodies = [message.body for message in mail.outbox if notices.TEXTS[EventKind.TOKEN_ISSUED] in message.body]
    assert ["Where: on the command line of the server" in body for body in bodies] == [True, False]
    page = client.get("/desk/profile/").content.decode()
    assert page.count("on the command line of the server") == 1


def test_new_role_names_both_roles_and_the_administrator(world: World) -> None:
    change_person(by=world.administrator, person=world.checker, role="editor")
    run_mail_jobs()
    (message,) = mail.outbox
    assert message.to == [world.checker.email]
    assert "Role: checker → editor" in message.body
    assert f"By: {world.administrator.name}" in message.body


def test_passwords_are_reported(world: World) -> None:
    client = sign_in(world.checker)
    received()
    form = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert client.post("/accounts/password/change/", form).status_code == 302
    assert received() == [(world.checker.email, notices.TEXTS[EventKind.PASSWORD_CHANGED])]


def test_second_factors_are_reported(world: World) -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    factor = Authenticator(user=world.checker, type=Authenticator.Type.TOTP, data={})
    for signal in (signals.authenticator_added, signals.authenticator_removed, signals.authenticator_reset):
        signal.send(sender=Authenticator, request=request, user=world.checker, authenticator=factor)
    reset_factor(person=world.checker, reason="A lost phone.")
    kinds = [EventKind.FACTOR_ADDED, EventKind.FACTOR_REMOVED, EventKind.CODES_REPLACED, EventKind.FACTOR_RESET]
    assert [text for _, text in received()] == [notices.TEXTS[kind] for kind in kinds]


def test_retraction_is_reported_to_all_active_editors_at_once(world: World) -> None:
    verdict = world.published
    change_person(by=world.administrator, person=world.other_editor, is_active=False)
    later = world.person("editor")
    received()
    retract(person=world.editor, verdict=verdict, notice="The images are from another place.")
    run_mail_jobs()
    assert {message.to[0] for message in mail.outbox} == {world.editor.email, later.email, world.administrator.email}
    assert all(len(message.to) == 1 for message in mail.outbox)
    for message in mail.outbox:
        assert "Check: Images from before the withdrawal show the scene" in message.body
        assert f"By: {world.editor.name}" in message.body
    page = Client()
    page.force_login(later)
    assert EventKind.CHECK_RETRACTED in {row.event.kind for row in page.get("/desk/profile/").context["events"]}
    page.force_login(world.checker)
    assert EventKind.CHECK_RETRACTED not in {row.event.kind for row in page.get("/desk/profile/").context["events"]}


def test_rolled_back_action_sends_nothing(world: World) -> None:
    with transaction.atomic():
        issue_token(by=world.checker, person=world.checker, name="export")
        transaction.set_rollback(True)
    assert received() == []


def test_deactivated_people_receive_nothing(world: World) -> None:
    record_event(EventKind.PASSWORD_CHANGED, world.checker)
    change_person(by=world.administrator, person=world.checker, is_active=False)
    assert received() == []


@pytest.mark.parametrize("backend", ["NoMailServer", "MailFolder"])
def test_without_a_mail_server_there_are_no_jobs_and_the_doctor_says_so(world: World, settings: Any, backend: str) -> None:
    listing = next(each for each in LISTINGS if "mail server" in each.name)
    assert list(listing.lines()) == []
    settings.EMAIL_BACKEND = f"factcheck.accounts.mailing.{backend}"
    issue_token(by=world.checker, person=world.checker, name="export")
    assert not ProcrastinateJob.objects.exists()
    assert len(list(listing.lines())) == 1


def test_job_of_a_reset_contains_no_link(client: Client, world: World) -> None:
    client.post("/accounts/password/reset/", {"email": world.checker.email})
    job = ProcrastinateJob.objects.get()
    assert job.args == {"person_id": world.checker.pk, "base": "http://testserver"}
    assert not mail.outbox
    run_mail_jobs()
    assert "http://testserver/accounts/password/reset/key/" in mail.outbox[0].body
    assert "works once and expires after 3 days:" in mail.outbox[0].body


def test_reset_for_an_unknown_address_sends_no_mail(client: Client, world: World) -> None:
    response = client.post("/accounts/password/reset/", {"email": "nobody@elsewhere.example"})
    assert response["Location"] == "/accounts/password/reset/done/"
    assert received() == []
    assert not ProcrastinateJob.objects.exists()


def test_demonstration_saves_mail_in_a_private_folder_and_logs_no_links(
    client: Client, world: World, settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND, settings.DATA_DIR = "factcheck.accounts.mailing.MailFolder", tmp_path
    client.post("/accounts/password/reset/", {"email": world.checker.email})
    (file,) = (tmp_path / "mail").iterdir()
    assert "/accounts/password/reset/key/" in file.read_text()
    assert (tmp_path / "mail").stat().st_mode & 0o077 == 0
    assert f"Mail was saved in {tmp_path / 'mail'}" in caplog.text
    assert "/key/" not in caplog.text


class UnreliableMailServer(socketserver.StreamRequestHandler):
    """Rejects the first message with a temporary error, and accepts all others."""

    accepted: list[str] = []
    attempts = 0

    def handle(self) -> None:
        self.wfile.write(b"220 test\r\n")
        while line := self.rfile.readline():
            command = line[:4].upper()
            if command == b"DATA":
                UnreliableMailServer.attempts += 1
                if UnreliableMailServer.attempts == 1:
                    self.wfile.write(b"451 try later\r\n")
                    continue
                self.wfile.write(b"354 go on\r\n")
                text = b""
                while (part := self.rfile.readline()) != b".\r\n":
                    text += part
                UnreliableMailServer.accepted.append(text.decode())
            elif command == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            self.wfile.write(b"250 ok\r\n")


@pytest.fixture
def mail_server(settings: Any) -> Iterator[None]:
    UnreliableMailServer.accepted, UnreliableMailServer.attempts = [], 0
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), UnreliableMailServer) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        yield
        server.shutdown()
        thread.join()


def run_worker() -> None:
    with ThreadPoolExecutor(1) as thread:
        thread.submit(call_command, "worker", "--once").result()


@pytest.mark.django_db(transaction=True)
def test_worker_tries_again_after_an_error_of_the_mail_server(world: World, mail_server: None) -> None:
    record_event(EventKind.PASSWORD_CHANGED, world.checker)
    run_worker()
    job = ProcrastinateJob.objects.get(task_name=notices.NOTICE_TASK)
    assert (job.status, job.attempts, UnreliableMailServer.accepted) == ("todo", 1, [])
    assert timedelta(0) < job.scheduled_at - SecurityEvent.objects.latest("id").at < timedelta(minutes=1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = now() WHERE id = %s", [job.pk])
    run_worker()
    (message,) = UnreliableMailServer.accepted
    assert f"To: {world.checker.email}" in message
    assert not ProcrastinateJob.objects.filter(task_name=notices.NOTICE_TASK, status__in=["todo", "doing"]).exists()
