"""A page that was rendered for one person cannot act for another, and its input is displayed only for requests from this site."""

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


def test_key_of_a_person_is_unique_and_stable(client: Client, world: World) -> None:
    keys = {person_key(person) for person in (world.checker, world.second_checker, world.editor)}
    assert len(keys) == 3
    for _ in range(2):
        client.force_login(world.checker)
        assert f'data-person="{person_key(world.checker)}"' in client.get("/desk/").content.decode()


def test_script_request_from_a_page_of_another_person_is_refused(client: Client, world: World) -> None:
    url = reverse("desk:claim", args=[world.claim().pk])
    client.force_login(world.second_checker)
    responses = [
        client.get(url, headers={HEADER: person_key(person), "HX-Request": "true"})
        for person in (world.checker, world.second_checker)
    ]
    assert [response.status_code for response in responses] == [403, 200]
    assert "Someone else is signed in" in responses[0].content.decode()


@pytest.mark.parametrize(("origin", "is_displayed"), [("http://testserver", True), ("https://evil.example", False), ("", False)])
def test_form_with_the_csrf_secret_of_another_person_is_refused(origin: str, is_displayed: bool) -> None:
    world, client = World(), Client(enforce_csrf_checks=True)
    claim = world.claim()
    sign_in(client, world.checker)
    old_secret = client.cookies[settings.CSRF_COOKIE_NAME].value
    del client.cookies[settings.SESSION_COOKIE_NAME]
    sign_in(client, world.second_checker)
    data = {"csrfmiddlewaretoken": old_secret, "context": TEXT, "version": "1"}
    response = client.post(reverse("desk:claim-edit", args=[claim.pk]), data, headers={"Origin": origin} if origin else None)
    assert response.status_code == 403
    assert (TEXT in response.content.decode()) is is_displayed
    claim.refresh_from_db()
    assert claim.context == ""


def test_password_in_a_refused_form_is_never_displayed() -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post(
        "/accounts/login/", {"login": "a@b.example", "password": PASSWORD}, headers={"Origin": "http://testserver"}
    )
    assert response.status_code == 403
    assert PASSWORD not in response.content.decode()
