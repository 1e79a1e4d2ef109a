"""New passwords: what they end, and the command with which an operator replaces one."""

from __future__ import annotations

import base64
import io
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.core.management import CommandError, call_command, get_commands
from django.test import Client

from factcheck.accounts.actions import add_person, change_person, set_password
from factcheck.accounts.invariants import LISTINGS
from factcheck.accounts.invitations import invitation_path
from factcheck.accounts.models import EventKind, Person, SecurityEvent
from factcheck.accounts.tokens import issue_token
from factcheck.demonstration.newsroom import PEOPLE, load
from factcheck.ledger.models import Entry
from tests.accounts.test_sign_in import one_time_code, sign_in
from tests.jobs import run_mail_jobs
from tests.world import PASSWORD, World

pytestmark = pytest.mark.django_db
NEW = "an entirely different phrase"
CHANGE = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}


def is_signed_in(client: Client) -> bool:
    return client.get("/desk/profile/").status_code == 200


def status_with(secret: str) -> int:
    return Client().get("/api/v1/articles/", headers={"Authorization": f"Bearer {secret}"}).status_code


def replace(person: Person, monkeypatch: pytest.MonkeyPatch, password: str = NEW, **options: Any) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    call_command("changepassword", person.email.upper(), reason="No mail; met in person.", password_from_stdin=True, **options)


def test_new_password_leaves_only_this_session(client: Client, world: World) -> None:
    other = Client()
    for browser in (client, other):
        sign_in(browser, world.checker)
    assert client.post("/accounts/password/change/", CHANGE).status_code == 302
    assert [is_signed_in(browser) for browser in (client, other)] == [True, False]
    assert [row["is_current"] for row in client.get("/desk/sessions/").context["sessions"]] == [True]


@pytest.mark.parametrize("how", ["changed", "link", "command"])
def test_sign_in_that_waits_for_its_second_step_ends_with_a_new_password(
    how: str, client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = base64.b32encode(b"twenty bytes of key.").decode()
    TOTP.activate(world.checker, secret)
    sign_in(client, world.checker)
    owner = Client()
    if how == "changed":
        owner.force_login(world.checker)
        assert owner.post("/accounts/password/change/", CHANGE).status_code == 302
    elif how == "link":
        page = owner.get(invitation_path(world.checker), follow=True)
        assert owner.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW}).status_code == 302
    else:
        replace(world.checker, monkeypatch)
    assert client.post("/accounts/2fa/authenticate/", {"code": one_time_code(secret)})["Location"] == "/accounts/login/"
    assert not is_signed_in(client)


def test_new_password_writes_nothing_else_of_an_outdated_row(world: World) -> None:
    outdated = Person.objects.get(pk=world.checker.pk)
    change_person(by=world.administrator, person=world.checker, role="editor", name="Another Name")
    set_password(person=outdated, password=NEW)
    stored = Person.objects.get(pk=world.checker.pk)
    assert (stored.role, stored.name, stored.check_password(NEW)) == ("editor", "Another Name", True)


def test_command_ends_sessions_and_tokens_and_is_recorded_and_mailed(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert get_commands()["changepassword"] == "factcheck.operations"
    _, secret = issue_token(by=world.editor, person=world.editor, name="export")
    _, kept = issue_token(by=world.checker, person=world.checker, name="export")
    client.force_login(world.editor)
    link = invitation_path(world.editor)
    run_mail_jobs()
    mail.outbox.clear()
    replace(world.editor, monkeypatch)
    assert not is_signed_in(client)
    assert not world.editor.sessions.exists()
    assert [status_with(secret), status_with(kept)] == [401, 200]
    assert "This link no longer works" in Client().get(link, follow=True).content.decode()
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.reason, entry.person) == ("person.password_replaced", "No mail; met in person.", None)
    event = SecurityEvent.objects.filter(kind=EventKind.PASSWORD_REPLACED).get()
    assert (event.person, event.details) == (world.editor, {"reason": "No mail; met in person."})
    run_mail_jobs()
    bodies = [message.body for message in mail.outbox if message.to == [world.editor.email]]
    assert any("An operator of the server replaced the password" in body and "Reason: No mail" in body for body in bodies)
    lines = [line for listing in LISTINGS if "changepassword" in listing.name for line in listing.lines()]
    assert len(lines) == 1
    assert "No mail; met in person." in lines[0]
    output = capsys.readouterr()
    assert NEW not in output.out + output.err
    assert sign_in(Client(), world.editor, NEW)["Location"] == "/desk/"
    client.force_login(world.checker)
    assert "Password replaced by an operator" in client.get(f"/desk/history/person/{world.editor.pk}/").content.decode()


@pytest.mark.parametrize(
    ("password", "message"), [("short", "too short"), ("factcheck2026!", "names of the newsroom"), ("", "short")]
)
def test_command_refuses_weak_passwords(password: str, message: str, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match=message):
        replace(world.editor, monkeypatch, password)
    assert Person.objects.get(pk=world.editor.pk).check_password(PASSWORD)


def test_command_asks_twice_in_a_terminal(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def answer_with(*answers: str) -> None:
        remaining = iter(answers)
        monkeypatch.setattr("getpass.getpass", lambda prompt: next(remaining))

    with pytest.raises(CommandError, match="--password-from-stdin"):
        call_command("changepassword", world.editor.email, reason="Met in person.")
    monkeypatch.setattr("sys.stdin", Terminal())
    answer_with(NEW, "another phrase entirely")
    with pytest.raises(CommandError, match="passwords differ"):
        call_command("changepassword", world.editor.email, reason="Met in person.")
    assert Person.objects.get(pk=world.editor.pk).check_password(PASSWORD)
    answer_with(NEW, NEW)
    call_command("changepassword", world.editor.email, reason="Met in person.")
    assert Person.objects.get(pk=world.editor.pk).check_password(NEW)


def test_new_password_of_the_demonstration_ends_sessions_and_tokens(client: Client) -> None:
    email, name, role = PEOPLE["checker"]
    person = add_person(by=None, email=email, name=name, role=role, password=PASSWORD)
    _, secret = issue_token(by=person, person=person, name="export")
    client.force_login(person)
    load(PASSWORD)
    assert (is_signed_in(client), status_with(secret)) == (True, 200)
    load(NEW)
    assert (is_signed_in(client), status_with(secret)) == (False, 401)
