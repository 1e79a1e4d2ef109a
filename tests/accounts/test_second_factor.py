"""The required second factor, its reset, and codes that were used to set it up."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import CommandError, call_command
from django.db import connections, transaction
from django.test import Client
from django.utils import timezone

from factcheck.accounts.actions import change_person
from factcheck.accounts.models import Person
from factcheck.accounts.tokens import issue_token
from factcheck.ledger.models import Entry
from tests.accounts.test_sign_in import one_time_code, sign_in
from tests.jobs import run_mail_jobs
from tests.world import World

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
ENROLL = "/accounts/2fa/"


@pytest.fixture
def required(settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = "editors"


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("required")
def test_editor_sets_up_a_factor_and_continues_to_the_requested_page(client: Client) -> None:
    world = World()
    requested = "/desk/articles/?q=scene"
    assert sign_in(client, world.editor, next=requested)["Location"] == requested
    assert client.get(requested)["Location"] == ENROLL
    assert "requires a second factor" in client.get(ENROLL).content.decode()
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = re.search(r'<code class="key-to-copy">(\w+)</code>', page)[1]
    assert client.post("/accounts/2fa/totp/activate/", {"code": one_time_code(secret)}).status_code == 302
    codes = client.get("/accounts/2fa/recovery-codes/").content.decode()
    assert f'href="{requested}"' in codes
    assert "Any earlier ones no longer work." in codes
    since = re.search(r'On since <time datetime="([\d-]+)"', client.get(ENROLL).content.decode())
    assert since
    assert since[1] == f"{timezone.localdate()}"
    assert client.get(requested).status_code == 200
    assert client.session.get("after_enrollment") is None


@pytest.mark.django_db
@pytest.mark.usefixtures("required")
def test_everything_else_is_closed_until_then(client: Client, world: World) -> None:
    client.force_login(world.editor)
    assert client.post("/desk/tokens/issue/", {"name": "export"})["Location"] == ENROLL
    assert client.get("/accounts/password/change/")["Location"] == ENROLL
    assert client.get("/desk/", headers={"HX-Request": "true"})["HX-Redirect"] == ENROLL
    response = client.get("/api/v1/articles/")
    assert (response.status_code, response.json()["code"]) == (403, "second_factor_required")
    basic = client.get("/api/v1/articles/", headers={"Authorization": "Basic eDp5"})
    assert basic.status_code == 403
    assert client.get("/accounts/logout/").status_code == 200
    assert client.get("/").status_code == 200
    assert client.post("/accounts/logout/").status_code == 302


@pytest.mark.django_db
@pytest.mark.usefixtures("required")
def test_checkers_and_tokens_are_not_affected_but_a_promotion_takes_effect(client: Client, world: World) -> None:
    sign_in(client, world.checker)
    assert client.get("/desk/").status_code == 200
    _, secret = issue_token(by=world.editor, person=world.editor, name="export")
    assert Client().get("/api/v1/articles/", headers={"Authorization": f"Bearer {secret}"}).status_code == 200
    person = change_person(by=world.administrator, person=Person.objects.get(pk=world.checker.pk), role="editor")
    sign_in(client, person)
    assert client.get("/desk/")["Location"] == ENROLL


@pytest.mark.django_db
@pytest.mark.parametrize(("setting", "status"), [("none", 200), ("editors", 200), ("all", 302)])
def test_setting_decides_who_needs_a_factor(setting: str, status: int, client: Client, world: World, settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = setting
    client.force_login(world.reader)
    assert client.get("/desk/").status_code == status


@pytest.mark.django_db
@pytest.mark.usefixtures("required")
def test_last_required_factor_cannot_be_removed(client: Client, world: World) -> None:
    TOTP.activate(world.editor, SECRET)
    client.force_login(world.editor)
    client.post("/accounts/2fa/reauthenticate/", {"code": one_time_code(SECRET)})
    page = client.post("/accounts/2fa/totp/deactivate/").content.decode()
    assert "Add another one before you remove this one." in page
    assert Authenticator.objects.filter(user=world.editor).exists()


@pytest.mark.django_db(transaction=True)
def test_code_that_set_up_the_factor_is_refused_at_sign_in(client: Client) -> None:
    person = World().checker
    with time_machine.travel(timezone.now(), tick=False) as clock:
        sign_in(client, person)
        page = client.get("/accounts/2fa/totp/activate/").content.decode()
        secret = re.search(r'<code class="key-to-copy">(\w+)</code>', page)[1]
        code = one_time_code(secret)
        assert client.post("/accounts/2fa/totp/activate/", {"code": code}).status_code == 302
        other = Client()
        sign_in(other, person)
        assert other.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 200
        clock.shift(60)
        assert other.post("/accounts/2fa/authenticate/", {"code": one_time_code(secret)}).status_code == 302


@pytest.mark.django_db
def test_reset_removes_factors_ends_sessions_and_is_recorded_and_mailed(client: Client, world: World, mailoutbox, capsys) -> None:
    TOTP.activate(world.editor, SECRET)
    RecoveryCodes.activate(world.editor)
    client.force_login(world.editor)
    version = world.editor.version
    call_command("reset_factor", world.editor.email, reason="Lost phone; called back.")
    assert not Authenticator.objects.filter(user=world.editor).exists()
    assert client.get("/desk/").status_code == 302
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.reason, entry.person) == ("person.factor_reset", "Lost phone; called back.", None)
    assert Person.objects.get(pk=world.editor.pk).version == version + 1
    run_mail_jobs()
    (message,) = (message for message in mailoutbox if "removed your second factors" in message.body)
    assert message.to == [world.editor.email]
    assert "Reason: Lost phone; called back." in message.body
    output = capsys.readouterr()
    assert "password only" in output.out
    assert output.err == ""
    assert sign_in(client, world.editor)["Location"] == "/desk/"


@pytest.mark.django_db
@pytest.mark.parametrize(("email", "reason"), [("nobody@newsroom.example", "x"), (None, " "), (None, "\x00")])
def test_reset_needs_an_account_and_a_reason(email: str | None, reason: str, world: World) -> None:
    TOTP.activate(world.editor, SECRET)
    with pytest.raises(CommandError):
        call_command("reset_factor", email or world.editor.email, reason=reason)
    assert Authenticator.objects.filter(user=world.editor).exists()


@pytest.mark.django_db
def test_operator_learns_that_the_person_receives_no_mail(world: World, settings, capsys) -> None:
    settings.EMAIL_BACKEND = "factcheck.accounts.mailing.NoMailServer"
    call_command("reset_factor", world.editor.email, reason="Lost phone; called back.")
    assert "Tell them yourself." in capsys.readouterr().err


@pytest.mark.django_db(transaction=True)
def test_removed_factor_ends_the_other_sessions(client: Client) -> None:
    person, other = World().checker, Client()
    TOTP.activate(person, SECRET)
    for browser in (client, other):
        browser.force_login(person)
    assert client.post("/accounts/2fa/reauthenticate/", {"code": one_time_code(SECRET)}).status_code == 302
    assert client.post("/accounts/2fa/totp/deactivate/").status_code == 302
    assert [browser.get("/desk/").status_code for browser in (client, other)] == [200, 302]
    assert len(client.get("/desk/sessions/").context["sessions"]) == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("required")
def test_concurrent_removals_leave_the_last_required_factor(client: Client) -> None:
    person = World().editor
    TOTP.activate(person, SECRET)
    passkey = Authenticator.objects.create(user=person, type="webauthn", data={"name": "Laptop"})
    client.force_login(person)
    assert client.post("/accounts/2fa/reauthenticate/", {"code": one_time_code(SECRET)}).status_code == 302

    def deactivate() -> int:
        try:
            return client.post("/accounts/2fa/totp/deactivate/").status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            Person.objects.select_for_update(no_key=True).get(pk=person.pk)
            passkey.delete()
            removal = other.submit(deactivate)
            with pytest.raises(TimeoutError):
                removal.result(1)
        assert removal.result(20) == 200
    assert [factor.type for factor in Authenticator.objects.filter(user=person)] == ["totp"]
