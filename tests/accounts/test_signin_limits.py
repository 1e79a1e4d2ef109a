"""Wrong passwords are counted by account and network or known device, independently of the Host header."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account import app_settings
from django.conf import settings
from django.core import signing
from django.test import Client
from django.utils import timezone

from factcheck.accounts.known_devices import MOST_ACCOUNTS
from factcheck.accounts.models import Person
from tests.jobs import run_mail_jobs
from tests.world import PASSWORD, World

LOGIN = "/accounts/login/"
RESET = "/accounts/password/reset/"
HOME, STRANGER = "198.51.100.7", "203.0.113.9"

pytestmark = pytest.mark.django_db


def attempt(
    person: Person, password: str, network: str = STRANGER, *, login: str = "", client: Client | None = None, **headers: str
):
    data = {"login": login or person.email, "password": password}
    return (client or Client()).post(LOGIN, data, REMOTE_ADDR=network, **headers)


def is_limited(person: Person, network: str = STRANGER, **more: str) -> bool:
    """Whether the correct password is refused."""
    response = attempt(person, PASSWORD, network, **more)
    assert response.status_code in (200, 302)
    return response.status_code == 200 and "Too many wrong passwords" in response.content.decode()


def fail(person: Person, times: int, network: str = STRANGER, **more: str) -> None:
    for _ in range(times):
        assert attempt(person, "a wrong password", network, **more).status_code == 200


@pytest.mark.parametrize("host", ["testserver:7777", "TESTSERVER", "testserver."])
def test_different_host_headers_do_not_allow_more_attempts(host: str) -> None:
    person = World().reader
    fail(person, 5)
    assert is_limited(person, HTTP_HOST=host)


@pytest.mark.parametrize("spelling", ["PERSON{}@newsroom.example", "per\u017fon{}@newsroom.example", "person{}@NEWSROOM.example"])
def test_different_spellings_of_the_address_do_not_allow_more_attempts(spelling: str) -> None:
    person = World().reader
    fail(person, 5)
    assert is_limited(person, login=spelling.format(person.email.removeprefix("person").partition("@")[0]))


def test_forged_forwarding_headers_do_not_allow_more_attempts() -> None:
    person = World().reader
    fail(person, 5)
    assert is_limited(person, HTTP_X_FORWARDED_FOR="192.0.2.77", HTTP_FORWARDED="for=192.0.2.77", HTTP_X_REAL_IP="192.0.2.77")


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        ("2001:db8:1:1::1", "2001:db8:1:1:ffff::2", True),
        ("2001:db8:1:1::1", "2001:db8:1:2::1", False),
        ("::ffff:203.0.113.9", "203.0.113.9", True),
        ("::ffff:203.0.113.9", "::ffff:203.0.113.10", False),
    ],
)
def test_network_is_an_ipv4_address_or_an_ipv6_prefix_of_64_bits(first: str, second: str, is_same: bool) -> None:
    person = World().reader
    fail(person, 5, first)
    assert is_limited(person, second) is is_same


def test_attempts_from_one_network_do_not_lock_out_the_owner_in_another() -> None:
    person = World().reader
    fail(person, 5)
    assert is_limited(person)
    assert not is_limited(person, HOME)


def test_attempts_from_many_networks_are_limited_except_from_a_network_of_the_owner(world: World) -> None:
    person = world.reader
    assert not is_limited(person, HOME)  # the owner signs in, so the network is remembered
    for number in range(10):
        fail(person, 3, f"203.0.113.{number}")
    assert is_limited(person, "203.0.113.200")
    assert "several networks" in attempt(person, PASSWORD, "203.0.113.201").content.decode()
    assert not is_limited(person, HOME)
    assert not is_limited(world.second_checker, "203.0.113.202")
    fail(person, 5, HOME)
    assert is_limited(person, HOME)


def known_device(*people: Person) -> Client:
    """A browser in which all `people` have signed in, from a network that none of them uses again."""
    browser = Client()
    for person in people:
        assert attempt(person, PASSWORD, "192.0.2.1", client=browser).status_code == 302
        browser.post("/accounts/logout/")
    return browser


@pytest.mark.parametrize("networks", [[STRANGER] * 30, [f"203.0.113.{number}" for number in range(30)]])
def test_strangers_do_not_lock_out_a_known_device(networks: list[str], world: World) -> None:
    """Neither in their own network nor in one that the owner has not used before."""
    browser = known_device(world.reader)
    for network in networks:
        Client().post(LOGIN, {"login": world.reader.email, "password": "a wrong password"}, REMOTE_ADDR=network)
    assert attempt(world.reader, PASSWORD, networks[0]).status_code in (200, 429)  # on another device
    assert attempt(world.reader, PASSWORD, networks[0], client=browser).status_code == 302


def test_wrong_passwords_on_a_known_device_are_limited(world: World) -> None:
    browser = known_device(world.reader)
    fail(world.reader, 5, client=browser)
    assert is_limited(world.reader, "203.0.113.77", client=browser)
    assert not is_limited(world.reader, "203.0.113.78")


def test_device_is_known_only_to_the_accounts_that_signed_in(world: World) -> None:
    browser = known_device(world.reader, world.second_checker)
    for person, network in ((world.checker, "203.0.113.1"), (world.reader, "203.0.113.2"), (world.second_checker, "203.0.113.3")):
        fail(person, 5, network)
        assert is_limited(person, network, client=browser) is (person == world.checker)
        browser.post("/accounts/logout/")


@pytest.mark.parametrize("value", ["", "x", "WyJkZXZpY2UtMSIsIFtdXQ:1abcde:forged", "\x00"])
def test_forged_device_is_not_known(value: str, world: World) -> None:
    browser = known_device(world.reader)
    fail(world.reader, 5)
    browser.cookies[settings.DEVICE_COOKIE_NAME] = value
    assert is_limited(world.reader, client=browser)


def test_device_is_forgotten_after_its_time_and_the_oldest_account_first(world: World) -> None:
    people = [world.person("reader") for _ in range(MOST_ACCOUNTS + 1)]
    browser = known_device(*people)
    cookie = browser.cookies[settings.DEVICE_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Strict", settings.SIGN_IN_DEVICE_SECONDS)
    assert not any(person.email in signing.b64_decode(cookie.value.split(":")[0].encode()).decode() for person in people)
    for person, is_forgotten in ((people[0], True), (people[1], False)):
        fail(person, 5)
        assert is_limited(person, client=browser) is is_forgotten
    browser = known_device(people[2])
    fail(people[2], 5)
    with time_machine.travel(timezone.now() + timedelta(seconds=settings.SIGN_IN_DEVICE_SECONDS + 60)):
        fail(people[2], 5, "203.0.113.10")
        assert is_limited(people[2], "203.0.113.10", client=browser)


def test_successful_sign_ins_are_not_counted() -> None:
    person = World().reader
    for number in range(40):
        assert not is_limited(person, f"203.0.113.{number}")


def test_new_password_resets_the_limits(client: Client) -> None:
    person = World().reader
    fail(person, 5)
    client.force_login(person)
    new = "an entirely new sentence"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post("/accounts/password/change/", data, REMOTE_ADDR=STRANGER).status_code == 302
    assert attempt(person, new, STRANGER).status_code == 302


def test_person_receives_at_most_five_links_in_an_hour(world: World, mailoutbox) -> None:
    """Whoever requests them, and with whatever spelling of the address. The response is always the same."""

    def requested(person: Person, times: int, spelling: str = "") -> int:
        for number in range(times):
            response = Client().post(RESET, {"email": spelling or person.email}, REMOTE_ADDR=f"203.0.113.{number}")
            assert response["Location"] == f"{RESET}done/"
        run_mail_jobs()
        return len([message for message in mailoutbox if message.to == [person.email] and "/key/" in message.body])

    assert requested(world.reader, 4) == 4
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        assert requested(world.reader, 3, world.reader.email.upper()) == 5
    assert requested(world.checker, 1) == 1
    first = re.search(r"http://testserver(\S+)", mailoutbox[0].body)[1]
    assert "This link no longer works" not in Client().get(first, follow=True).content.decode()
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert requested(world.reader, 1) == 6


def test_response_429_has_a_retry_after_header(client: Client) -> None:
    for _ in range(30):
        client.post(LOGIN, {})
    response = client.post(LOGIN, {})
    assert (response.status_code, response["Retry-After"]) == (429, "60")


def test_limits_are_the_documented_ones() -> None:
    assert app_settings.RATE_LIMITS["login_failed"] == "10/m/ip,5/5m/key"
