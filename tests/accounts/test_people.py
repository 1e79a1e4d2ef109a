"""Inviting people, changing them, and what nobody can do to anybody."""

import re
import threading
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from factcheck.accounts.actions import add_person, change_person
from factcheck.accounts.models import Person
from factcheck.ledger.models import Entry
from factcheck.web.errors import NotAllowed
from tests.pages import alerts, field_errors, refused_fields, values
from tests.plans import bulk_insert
from tests.world import PASSWORD, World

NEW = {"email": "New@Newsroom.example", "name": "Nina New", "role": "checker"}
PASSWORDS = {"password1": "an entirely new sentence", "password2": "an entirely new sentence"}


def invite(client: Client, **changed: object):
    return client.post("/desk/people/invite/", {"token": uuid.uuid4(), **NEW, **changed})


def link_in(text: str) -> str:
    return re.search(r"http://testserver(/accounts/password/reset/key/[^\s\"]+/)", text)[1]


@pytest.mark.django_db
def test_invited_person_sets_a_password_once_with_the_link_that_was_shown_and_mailed(client: Client) -> None:
    client.force_login(World().administrator)
    answer = invite(client)
    link = link_in(answer.content.decode())
    assert link_in(mail.outbox[0].body) == link
    assert mail.outbox[0].to == ["new@newsroom.example"]
    person = Person.objects.get(email="new@newsroom.example")
    assert (person.name, person.role, person.has_usable_password()) == ("Nina New", "checker", False)

    guest = Client()
    form = guest.get(link, follow=True).request["PATH_INFO"]
    assert guest.post(form, PASSWORDS)["Location"] == "/desk/"
    assert guest.get("/desk/profile/").status_code == 200
    guest.post("/accounts/reauthenticate/", {"password": PASSWORDS["password1"]})
    assert guest.get("/accounts/2fa/totp/activate/").status_code == 200
    assert "not valid any more" in Client().get(link, follow=True).content.decode()


@pytest.mark.django_db
def test_invitation_ends_after_its_days(client: Client) -> None:
    client.force_login(World().administrator)
    link = link_in(invite(client).content.decode())
    with time_machine.travel(timezone.now() + timedelta(days=2, hours=23), tick=False):
        assert "Choose a password" in Client().get(link, follow=True).content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=3, hours=1), tick=False):
        assert "not valid any more" in Client().get(link, follow=True).content.decode()


@pytest.mark.django_db
def test_mail_that_cannot_be_sent_leaves_the_account_and_shows_the_link(client: Client, settings) -> None:
    client.force_login(World().administrator)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # the discard port: nobody listens
    text = invite(client).content.decode()
    assert "No mail was sent" in text
    assert link_in(text)


@pytest.mark.django_db
def test_form_sent_twice_invites_one_person(client: Client) -> None:
    client.force_login(World().administrator)
    token = uuid.uuid4()
    assert [invite(client, token=token).status_code for _ in range(2)] == [200, 200]
    assert Person.objects.filter(email="new@newsroom.example").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "at_fault"),
    [
        ({"email": "person1@newsroom.example"}, "email"),
        ({"email": "PERSON1@newsroom.example"}, "email"),
        ({"email": "not an address"}, "email"),
        ({"name": "x" * 121}, "name"),
        ({"role": "owner"}, "role"),
        ({"name": ""}, "name"),
    ],
)
def test_invalid_invitation_names_the_field_at_fault_and_keeps_the_input(client: Client, changed, at_fault: str) -> None:
    client.force_login(World().administrator)
    answer = invite(client, **changed)
    assert refused_fields(answer) == set(field_errors(answer)) == {at_fault}
    assert values(answer, "email") == [(NEW | changed)["email"]]
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_nul_is_refused_with_the_name_of_the_field(client: Client) -> None:
    client.force_login(World().administrator)
    answer = invite(client, name="Nina\x00New")
    assert refused_fields(answer) == {"name"}
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_nobody_changes_their_own_role_or_switches_themselves_off(client: Client) -> None:
    administrator = World().administrator
    client.force_login(administrator)
    changed = {"name": "Ada", "role": "reader", "version": 1}
    answer = client.post(f"/desk/people/{administrator.pk}/", changed)
    assert answer.status_code == 403
    assert "cannot change your own role" in answer.content.decode()
    assert "cannot change your own role" in client.get(f"/desk/people/{administrator.pk}/").content.decode()
    administrator.refresh_from_db()
    assert (administrator.role, administrator.is_active) == ("administrator", True)


@pytest.mark.django_db
def test_change_of_a_role_is_entered_in_the_history(client: Client, world: World) -> None:
    client.force_login(world.administrator)
    changed = {"name": "Sam Second", "role": "editor", "is_active": "on", "version": world.second_checker.version}
    assert client.post(f"/desk/people/{world.second_checker.pk}/", changed).status_code == 303
    entry = Entry.objects.order_by("-number")[0]
    assert (entry.action, entry.person, entry.before, entry.after) == (
        "person.changed",
        world.administrator,
        {"role": "checker"},
        {"role": "editor"},
    )


@pytest.mark.django_db
def test_old_screen_of_a_person_gets_both_texts_and_the_second_sending_stands(client: Client, world: World) -> None:
    change_person(by=world.administrator, person=world.second_checker, name="Samuel Second")
    client.force_login(world.administrator)
    typed = {"name": "Sam S.", "role": "checker", "is_active": "on", "version": 1}
    answer = client.post(f"/desk/people/{world.second_checker.pk}/", typed)
    assert answer.status_code == 409
    assert "Samuel Second" in alerts(answer)[0]
    assert (values(answer, "name"), values(answer, "version")) == (["Sam S."], ["2"])
    assert client.post(f"/desk/people/{world.second_checker.pk}/", {**typed, "version": 2}).status_code == 303
    world.second_checker.refresh_from_db()
    assert world.second_checker.name == "Sam S."


@pytest.mark.django_db
def test_no_administrator_can_make_a_link_for_somebody_who_has_a_password(client: Client, world: World) -> None:
    client.force_login(world.administrator)
    answer = client.post(f"/desk/people/{world.editor.pk}/invite/")
    assert answer.status_code == 403
    assert "/password/reset/key/" not in answer.content.decode()
    assert mail.outbox == []


@pytest.mark.django_db
def test_lost_invitation_is_made_anew(client: Client) -> None:
    person = add_person(by=None, email="new@newsroom.example", name="Nina New", role="reader")
    client.force_login(World().administrator)
    assert link_in(client.post(f"/desk/people/{person.pk}/invite/").content.decode()) == link_in(mail.outbox[0].body)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_switch_each_other_off_at_once_leave_one(world: World) -> None:
    one, other = world.administrator, world.person("administrator")
    start, refused = threading.Barrier(2), []

    def switch_off(by: Person, person: Person) -> None:
        start.wait()
        try:
            change_person(by=by, person=person, is_active=False)
        except NotAllowed as error:
            refused.append(error.message)
        finally:
            connection.close()

    threads = [threading.Thread(target=switch_off, args=pair) for pair in ((one, other), (other, one))]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert refused == ["This account is deactivated."]
    assert Person.objects.filter(is_active=True).count() == 1


@pytest.mark.django_db
def test_list_of_people_costs_the_same_for_one_and_for_three(client: Client, django_assert_num_queries, world: World) -> None:
    client.force_login(world.administrator)
    client.get("/desk/people/")
    with django_assert_num_queries(3):  # session, person, people
        client.get("/desk/people/")
    for role in ("reader", "checker"):
        world.person(role)
    with django_assert_num_queries(3):
        client.get("/desk/people/")


@pytest.mark.django_db
def test_own_name_is_changed_and_entered(client: Client, world: World) -> None:
    client.force_login(world.checker)
    assert client.post("/desk/profile/", {"name": "Christine Checker", "version": 1}).status_code == 303
    world.checker.refresh_from_db()
    assert world.checker.name == "Christine Checker"
    assert Entry.objects.order_by("-number")[0].action == "person.renamed"
    assert client.post("/desk/profile/", {"name": "Another", "version": 1}).status_code == 409


@pytest.mark.django_db
def test_password_that_was_changed_ends_the_other_sessions(client: Client) -> None:
    person, other = World().checker, Client()
    for each in (client, other):
        each.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, **PASSWORDS})
    assert client.get("/desk/profile/").status_code == 200
    assert other.get("/desk/profile/").status_code == 302


@pytest.mark.django_db
def test_mail_that_only_goes_to_the_console_is_not_called_sent(client: Client, settings) -> None:
    client.force_login(World().administrator)
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert "No mail was sent" in invite(client).content.decode()


@pytest.mark.django_db
def test_the_list_of_people_is_bounded_and_searched(client: Client, world: World) -> None:
    client.force_login(world.administrator)
    people = [Person(email=f"generated{number}@newsroom.example", name=f"Generated {number:03}") for number in range(230)]
    with bulk_insert():
        Person.objects.bulk_create(people)
    address = "/desk/people/"
    page = client.get(address).content.decode()
    assert page.count('<th scope="row">') == 200
    assert "The first 200 of 231." in page
    page = client.get(address, {"q": "generated 229"}).content.decode()
    assert page.count('<th scope="row">') == 1
    assert client.get(address, {"q": "GENERATED1@newsroom"}).content.decode().count('<th scope="row">') == 1
    assert "Nobody here has this name." in client.get(address, {"q": "nobody"}).content.decode()
