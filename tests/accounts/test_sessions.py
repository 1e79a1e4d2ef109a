"""Sessions: their limits on the server, the list of a person's sessions, and sign-ins that are in progress when sessions end."""

import base64
import re
import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from factcheck.accounts.actions import change_person
from factcheck.accounts.devices import device_name
from factcheck.accounts.models import Person, StaffSession
from factcheck.accounts.sessions import SessionStore
from tests.accounts.test_sign_in import one_time_code, sign_in
from tests.jobs import run_mail_jobs
from tests.world import PASSWORD, World

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
START = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)


def is_signed_in(client: Client) -> bool:
    return client.get("/desk/profile/").status_code == 200


@pytest.mark.django_db
def test_idle_session_ends_on_the_server(client: Client, world: World) -> None:
    with time_machine.travel(START, tick=False) as clock:
        sign_in(client, world.checker)
        for _ in range(3):
            clock.shift(timedelta(minutes=settings.SESSION_IDLE_MINUTES - 2))
            assert is_signed_in(client)
        clock.shift(timedelta(minutes=settings.SESSION_IDLE_MINUTES + 1))
        assert not is_signed_in(client)


@pytest.mark.django_db
def test_kept_session_outlives_the_idle_limit_but_not_the_absolute_limit(client: Client, world: World) -> None:
    with time_machine.travel(START, tick=False) as clock:
        sign_in(client, world.checker, remember="on")
        assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == settings.SESSION_HOURS * 3600
        clock.shift(timedelta(hours=settings.SESSION_HOURS - 1))
        assert is_signed_in(client)
        clock.shift(timedelta(hours=1, seconds=1))
        assert not is_signed_in(client)


@pytest.mark.django_db
def test_used_session_ends_at_the_absolute_limit(client: Client, world: World, settings) -> None:
    settings.SESSION_HOURS = 3
    with time_machine.travel(START, tick=False) as clock:
        sign_in(client, world.checker)
        assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""
        for _ in range(2):
            clock.shift(timedelta(hours=1, minutes=29))
            assert is_signed_in(client)
        clock.shift(timedelta(minutes=3))
        assert not is_signed_in(client)


@pytest.mark.django_db
def test_time_of_the_last_request_is_stored_at_most_once_a_minute(client: Client, world: World) -> None:
    with time_machine.travel(START, tick=False) as clock:
        sign_in(client, world.checker)
        clock.shift(50)
        is_signed_in(client)
        assert world.checker.sessions.get().seen_at == START
        clock.shift(20)
        is_signed_in(client)
        assert world.checker.sessions.get().seen_at == START + timedelta(seconds=70)


@pytest.mark.django_db
def test_confirmation_changes_the_key_of_the_session(client: Client, world: World) -> None:
    sign_in(client, world.checker)
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert client.post("/accounts/reauthenticate/", {"password": PASSWORD}).status_code == 302
    after = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert before != after
    assert is_signed_in(client)
    client.cookies[settings.SESSION_COOKIE_NAME] = before
    assert not is_signed_in(client)


@pytest.mark.django_db
def test_person_sees_their_sessions_and_ends_one(client: Client, world: World) -> None:
    other, stranger = Client(headers={"User-Agent": FIREFOX}), Client()
    for browser, person in ((client, world.checker), (other, world.checker), (stranger, world.second_checker)):
        sign_in(browser, person)
    page = client.get("/desk/sessions/").content.decode()
    assert page.count("this device") == 1
    assert "Firefox on Windows" in page
    assert page.count("network 127.0.0.1") == 2
    assert not any(key in page for key in StaffSession.objects.values_list("session_key", flat=True))
    handle = world.checker.sessions.get(agent=FIREFOX).handle
    assert stranger.post(f"/desk/sessions/{handle}/end/").status_code == 303
    assert is_signed_in(other)
    assert client.post(f"/desk/sessions/{handle}/end/").status_code == 303
    assert not is_signed_in(other)
    assert is_signed_in(client)


@pytest.mark.django_db
def test_person_ends_all_other_sessions(client: Client, world: World) -> None:
    others = [Client(), Client()]
    for browser in (client, *others):
        sign_in(browser, world.checker)
    assert client.post("/desk/sessions/end-others/").status_code == 303
    assert [is_signed_in(browser) for browser in (client, *others)] == [True, False, False]


@pytest.mark.django_db
def test_promotion_ends_the_sessions_but_a_new_name_does_not(client: Client, world: World) -> None:
    sign_in(client, world.checker)
    person = change_person(by=world.administrator, person=Person.objects.get(pk=world.checker.pk), name="Christine Checker")
    assert is_signed_in(client)
    change_person(by=world.administrator, person=person, role="editor")
    assert not is_signed_in(client)


@pytest.mark.django_db
def test_sign_in_page_says_to_this_browser_alone_that_the_role_changed(client: Client, world: World) -> None:
    reason = "An administrator changed your role, so your session ended."
    sign_in(client, world.checker)
    key = client.session.session_key
    change_person(by=world.administrator, person=Person.objects.get(pk=world.checker.pk), role="editor")
    row = StaffSession.objects.get(session_key=key)
    assert (row.person, row.agent, row.network, dict(client.session)) == (None, "", "", {"role_changed": True})
    page = client.get(client.get("/desk/profile/")["Location"]).content.decode()
    assert reason in page
    assert world.checker.name not in page
    assert reason not in Client().get("/accounts/login/").content.decode()
    sign_in(client, world.checker)
    assert is_signed_in(client)
    assert "role_changed" not in client.session
    assert not StaffSession.objects.filter(session_key=key).exists()


@pytest.mark.django_db
def test_deactivated_person_learns_no_reason_on_the_sign_in_page(client: Client, world: World) -> None:
    sign_in(client, world.checker)
    change_person(by=world.administrator, person=Person.objects.get(pk=world.checker.pk), is_active=False)
    assert not StaffSession.objects.exists()
    assert "your session ended" not in client.get("/accounts/login/").content.decode()


@pytest.mark.django_db
def test_session_generation_is_no_part_of_the_ledger(world: World) -> None:
    version = Person.objects.get(pk=world.checker.pk).version
    Person.objects.filter(pk=world.checker.pk).update(session_generation=5)
    connection.check_constraints()
    assert Person.objects.get(pk=world.checker.pk).version == version


@pytest.mark.django_db(transaction=True)
def test_sign_in_during_a_deactivation_is_not_signed_in_after_the_reactivation(monkeypatch: pytest.MonkeyPatch) -> None:
    """The password is being checked while an administrator deactivates the account in another transaction."""
    world, client = World(), Client()
    person, administrator = world.checker, world.administrator
    is_checking, is_deactivated = threading.Event(), threading.Event()
    check_password = Person.check_password

    def check_slowly(self: Person, raw_password: str) -> bool:
        result = check_password(self, raw_password)
        is_checking.set()
        assert is_deactivated.wait(20)
        return result

    def sign_in_slowly() -> None:
        try:
            sign_in(client, person)
        finally:
            connections.close_all()

    monkeypatch.setattr(Person, "check_password", check_slowly)
    thread = threading.Thread(target=sign_in_slowly)
    thread.start()
    assert is_checking.wait(20)
    change_person(by=administrator, person=person, is_active=False)
    is_deactivated.set()
    thread.join(20)
    monkeypatch.undo()
    assert not is_signed_in(client)
    change_person(by=administrator, person=Person.objects.get(pk=person.pk), is_active=True)
    assert not is_signed_in(client)
    assert sign_in(client, person)["Location"] == "/desk/"
    assert is_signed_in(client)


@pytest.mark.django_db
def test_second_step_does_not_complete_a_sign_in_that_began_before_a_deactivation(client: Client, world: World) -> None:
    secret = base64.b32encode(b"twenty bytes of key.").decode()
    TOTP.activate(world.checker, secret)
    sign_in(client, world.checker)
    person = change_person(by=world.administrator, person=world.checker, is_active=False)
    change_person(by=world.administrator, person=person, is_active=True)
    response = client.post("/accounts/2fa/authenticate/", {"code": one_time_code(secret)})
    assert response["Location"] == "/accounts/login/"
    assert "Sign in again." in client.get("/accounts/login/").content.decode()
    assert not is_signed_in(client)


@pytest.mark.django_db
def test_link_from_before_a_deactivation_does_not_work_after_the_reactivation(client: Client, world: World, mailoutbox) -> None:
    client.post("/accounts/password/reset/", {"email": world.checker.email})
    run_mail_jobs()
    link = re.search(r"http://testserver(\S+)", mailoutbox[0].body)[1]
    person = change_person(by=world.administrator, person=world.checker, is_active=False)
    change_person(by=world.administrator, person=person, is_active=True)
    assert "This link no longer works" in client.get(link, follow=True).content.decode()


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox on Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18 Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("curl/8.5", "curl"),
        ("", "Unknown device"),
    ],
)
def test_device_is_named_after_its_browser_and_system(agent: str, name: str) -> None:
    assert device_name(agent) == name


@pytest.mark.django_db
def test_stored_data_is_verified_and_each_request_has_its_own_values(client: Client, world: World) -> None:
    """The values of verified data are kept. Nobody is signed in if the data of the row is wrong, or without a row."""
    sign_in(client, world.checker)
    key: str = client.session.session_key  # type: ignore[assignment]
    first, second = SessionStore(key), SessionStore(key)
    first["sign_in"]["handle"] = "changed"
    assert second["sign_in"]["handle"] != "changed"
    assert second.load() == SessionStore(key).load() != {}
    rows = StaffSession.objects.filter(session_key=key)
    data = rows.get().session_data

    def is_signed_in_with_key() -> bool:
        browser = Client()  # a refused session also loses its cookie
        browser.cookies[settings.SESSION_COOKIE_NAME] = key
        return is_signed_in(browser)

    for wrong in (data[:-1], data + "a", "", "nothing"):
        rows.update(session_data=wrong)
        assert SessionStore(key).load() == {}
        assert not is_signed_in_with_key()
    rows.update(session_data=data)
    assert is_signed_in_with_key()
    rows.delete()
    assert not is_signed_in_with_key()


@pytest.mark.django_db
def test_view_has_the_person_of_each_request(client: Client, world: World) -> None:
    """Neither the person nor the role is kept between requests."""
    sign_in(client, world.checker)
    assert type(client.get("/desk/profile/").wsgi_request.user) is Person
    change_person(by=world.administrator, person=Person.objects.get(pk=world.checker.pk), name="Another Name")
    assert client.get("/desk/profile/").wsgi_request.user.name == "Another Name"
    StaffSession.objects.filter(person=world.checker).update(expire_date=START)
    assert not is_signed_in(client)


@pytest.mark.django_db
def test_browser_whose_session_had_ended_does_not_learn_that_the_role_changed(client: Client, world: World) -> None:
    sign_in(client, world.checker)
    key = client.session.session_key
    StaffSession.objects.filter(session_key=key).update(expire_date=timezone.now() - timedelta(hours=1))
    change_person(by=world.administrator, person=Person.objects.get(pk=world.checker.pk), role="editor")
    assert not StaffSession.objects.filter(session_key=key).exists()
    assert "changed your role" not in client.get("/accounts/login/").content.decode()
