"""A page rendered for one person does nothing for another, and its text is shown only to whoever sent it from our own page."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from factcheck.accounts.models import Person
from factcheck.web.person_keys import HEADER, person_key
from tests.world import PASSWORD, World

pytestmark = pytest.mark.django_db
TEXT = "Confidential notes of the first person."


def sign_in(client: Client, person: Person) -> None:
    client.get("/accounts/login/")
    token = client.cookies[settings.CSRF_COOKIE_NAME].value
    data = {"login": person.email, "password": PASSWORD, "csrfmiddlewaretoken": token}
    assert client.post("/accounts/login/", data).status_code == 302


def test_the_key_of_a_person_is_opaque_and_stays_the_same(client: Client, world: World) -> None:
    keys = {person_key(person) for person in (world.checker, world.second_checker, world.editor)}
    assert len(keys) == 3
    for _ in range(2):
        client.force_login(world.checker)
        assert f'data-person="{person_key(world.checker)}"' in client.get("/desk/").content.decode()


def test_request_by_script_from_a_page_of_another_person_is_refused(client: Client, world: World) -> None:
    address = reverse("desk:claim", args=[world.claim().pk])
    client.force_login(world.second_checker)
    answers = [
        client.get(address, headers={HEADER: person_key(person), "HX-Request": "true"})
        for person in (world.checker, world.second_checker)
    ]
    assert [answer.status_code for answer in answers] == [403, 200]
    assert "Someone else is signed in" in answers[0].content.decode()


@pytest.mark.parametrize(("origin", "is_shown"), [("http://testserver", True), ("https://evil.example", False), ("", False)])
def test_form_with_the_secret_of_the_person_before_is_refused(origin: str, is_shown: bool) -> None:
    world, client = World(), Client(enforce_csrf_checks=True)
    claim = world.claim()
    sign_in(client, world.checker)
    before = client.cookies[settings.CSRF_COOKIE_NAME].value
    del client.cookies[settings.SESSION_COOKIE_NAME]
    sign_in(client, world.second_checker)
    data = {"csrfmiddlewaretoken": before, "context": TEXT, "version": "1"}
    answer = client.post(reverse("desk:claim-edit", args=[claim.pk]), data, headers={"Origin": origin} if origin else None)
    assert answer.status_code == 403
    assert (TEXT in answer.content.decode()) is is_shown
    claim.refresh_from_db()
    assert claim.context == ""


def test_password_in_a_refused_form_is_never_shown() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(
        "/accounts/login/", {"login": "a@b.example", "password": PASSWORD}, headers={"Origin": "http://testserver"}
    )
    assert answer.status_code == 403
    assert PASSWORD not in answer.content.decode()
