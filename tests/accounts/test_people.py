"""Inviting and changing people, and the operations that no one may perform."""

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

from factcheck.accounts.actions import add_person, change_person, rename
from factcheck.accounts.models import Person
from factcheck.accounts.tokens import issue_token
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
def test_invited_person_sets_a_password_once_with_the_displayed_and_mailed_link(client: Client) -> None:
    client.force_login(World().administrator)
    response = invite(client)
    link = link_in(response.content.decode())
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
    assert "This link no longer works" in Client().get(link, follow=True).content.decode()


@pytest.mark.django_db
def test_invitation_expires_after_three_days(client: Client) -> None:
    client.force_login(World().administrator)
    link = link_in(invite(client).content.decode())
    with time_machine.travel(timezone.now() + timedelta(days=2, hours=23), tick=False):
        assert "Choose a password" in Client().get(link, follow=True).content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=3, hours=1), tick=False):
        assert "This link no longer works" in Client().get(link, follow=True).content.decode()


@pytest.mark.django_db
def test_unsent_mail_keeps_the_account_and_displays_the_link(client: Client, settings) -> None:
    client.force_login(World().administrator)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # the discard port, which is closed
    text = invite(client).content.decode()
    assert "No email was sent" in text
    assert link_in(text)


@pytest.mark.django_db
def test_repeated_form_invites_one_person(client: Client) -> None:
    client.force_login(World().administrator)
    token = uuid.uuid4()
    assert [invite(client, token=token).status_code for _ in range(2)] == [200, 200]
    assert Person.objects.filter(email="new@newsroom.example").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "invalid_field"),
    [
        ({"email": "person1@newsroom.example"}, "email"),
        ({"email": "PERSON1@newsroom.example"}, "email"),
        ({"email": "not an address"}, "email"),
        ({"name": "x" * 121}, "name"),
        ({"role": "owner"}, "role"),
        ({"name": ""}, "name"),
    ],
)
def test_invalid_invitation_reports_the_field_and_preserves_the_input(client: Client, changed, invalid_field: str) -> None:
    client.force_login(World().administrator)
    response = invite(client, **changed)
    assert refused_fields(response) == set(field_errors(response)) == {invalid_field}
    assert values(response, "email") == [(NEW | changed)["email"]]
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_nul_character_is_refused_with_a_field_error(client: Client) -> None:
    client.force_login(World().administrator)
    response = invite(client, name="Nina\x00New")
    assert refused_fields(response) == {"name"}
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_no_one_can_change_their_own_role_or_deactivate_themselves(client: Client) -> None:
    administrator = World().administrator
    client.force_login(administrator)
    changed = {"name": "Ada", "role": "reader", "version": 1}
    response = client.post(f"/desk/people/{administrator.pk}/", changed)
    assert response.status_code == 403
    assert "cannot change your own role" in response.content.decode()
    assert "cannot change your own role" in client.get(f"/desk/people/{administrator.pk}/").content.decode()
    administrator.refresh_from_db()
    assert (administrator.role, administrator.is_active) == ("administrator", True)


@pytest.mark.django_db
def test_changed_role_is_recorded(client: Client, world: World) -> None:
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
def test_stale_form_gets_an_edit_conflict_and_can_be_submitted_again(client: Client, world: World) -> None:
    change_person(by=world.administrator, person=world.second_checker, name="Samuel Second")
    client.force_login(world.administrator)
    data = {"name": "Sam S.", "role": "checker", "is_active": "on", "version": 1}
    response = client.post(f"/desk/people/{world.second_checker.pk}/", data)
    assert response.status_code == 409
    assert "Samuel Second" in alerts(response)[0]
    assert (values(response, "name"), values(response, "version")) == (["Sam S."], ["2"])
    assert client.post(f"/desk/people/{world.second_checker.pk}/", {**data, "version": 2}).status_code == 303
    world.second_checker.refresh_from_db()
    assert world.second_checker.name == "Sam S."


@pytest.mark.django_db
def test_administrator_cannot_create_a_link_for_a_person_with_a_password(client: Client, world: World) -> None:
    client.force_login(world.administrator)
    response = client.post(f"/desk/people/{world.editor.pk}/invite/")
    assert response.status_code == 403
    assert "/password/reset/key/" not in response.content.decode()
    assert mail.outbox == []


@pytest.mark.django_db
def test_invitation_link_can_be_created_again(client: Client) -> None:
    person = add_person(by=None, email="new@newsroom.example", name="Nina New", role="reader")
    client.force_login(World().administrator)
    assert link_in(client.post(f"/desk/people/{person.pk}/invite/").content.decode()) == link_in(mail.outbox[0].body)


@pytest.mark.django_db(transaction=True)
def test_administrators_who_deactivate_each_other_concurrently_leave_one_active(world: World) -> None:
    first, second = world.administrator, world.person("administrator")
    start, refused = threading.Barrier(2), []

    def deactivate(by: Person, person: Person) -> None:
        start.wait()
        try:
            change_person(by=by, person=person, is_active=False)
        except NotAllowed as error:
            refused.append(error.message)
        finally:
            connection.close()

    threads = [threading.Thread(target=deactivate, args=pair) for pair in ((first, second), (second, first))]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert refused == ["This account is deactivated."]
    assert Person.objects.filter(is_active=True).count() == 1


@pytest.mark.django_db
def test_list_has_a_constant_number_of_queries(client: Client, django_assert_num_queries, world: World) -> None:
    client.force_login(world.administrator)
    client.get("/desk/people/")
    with django_assert_num_queries(2):  # session with person, people
        client.get("/desk/people/")
    for role in ("reader", "checker"):
        world.person(role)
    with django_assert_num_queries(2):
        client.get("/desk/people/")


@pytest.mark.django_db
def test_changed_own_name_is_recorded(client: Client, world: World) -> None:
    client.force_login(world.checker)
    assert client.post("/desk/profile/", {"name": "Christine Checker", "version": 1}).status_code == 303
    world.checker.refresh_from_db()
    assert world.checker.name == "Christine Checker"
    assert Entry.objects.order_by("-number")[0].action == "person.renamed"
    assert client.post("/desk/profile/", {"name": "Another", "version": 1}).status_code == 409


@pytest.mark.django_db
def test_changed_password_ends_the_other_sessions(client: Client) -> None:
    person, other = World().checker, Client()
    for each in (client, other):
        each.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, **PASSWORDS})
    assert client.get("/desk/profile/").status_code == 200
    assert other.get("/desk/profile/").status_code == 302


@pytest.mark.django_db
def test_mail_to_the_console_is_reported_as_not_sent(client: Client, settings) -> None:
    client.force_login(World().administrator)
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert "No email was sent" in invite(client).content.decode()


@pytest.mark.django_db
def test_list_of_people_is_limited_and_can_be_searched(client: Client, world: World) -> None:
    client.force_login(world.administrator)
    people = [Person(email=f"generated{number}@newsroom.example", name=f"Generated {number:03}") for number in range(230)]
    with bulk_insert():
        Person.objects.bulk_create(people)
    address = "/desk/people/"
    page = client.get(address).content.decode()
    assert page.count('<th scope="row">') == 200
    assert "Showing 200 of 231 people." in page
    page = client.get(address, {"q": "generated 229"}).content.decode()
    assert page.count('<th scope="row">') == 1
    assert client.get(address, {"q": "GENERATED1@newsroom"}).content.decode().count('<th scope="row">') == 1
    assert "No people match." in client.get(address, {"q": "nobody"}).content.decode()


@pytest.mark.django_db
def test_actions_replace_line_breaks_in_names() -> None:
    """Not only the forms: commands and scripts call the actions too."""
    world = World()
    person = add_person(by=world.administrator, email="new@newsroom.example", name="New\r\nPerson", role="checker")
    assert person.name == "New Person"
    assert change_person(by=world.administrator, person=person, name="Newer\nPerson").name == "Newer Person"
    assert rename(person=person, name="Newest\u2028Person").name == "Newest Person"
    assert issue_token(by=person, person=person, name="nightly\r\nexport")[0].name == "nightly export"
