"""The head of staff pages, whose markup a process keeps: it is that of the person and the section of the request."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.middleware.csrf import _does_token_match
from django.test import Client

from factcheck.accounts.actions import change_person, rename
from factcheck.accounts.models import Person
from tests.pages import signed_in
from tests.world import World

pytestmark = pytest.mark.django_db


def head(client: Client, url: str = "/desk/") -> str:
    text = client.get(url).text
    return text[text.index("<header") : text.index("</header>")]


@pytest.mark.parametrize(
    ("url", "marked"),
    [
        ("/desk/", {"Queue": "page"}),
        ("/desk/articles/", {"Library": "page"}),
        ("/desk/articles/import/", {"Library": "true"}),
        ("/desk/claims/", {"Claims": "page"}),
        ("/desk/checks/", {"Checks": "page"}),
        ("/desk/sources/", {}),
    ],
)
def test_section_of_the_page_is_marked(url: str, marked: dict[str, str], world: World) -> None:
    assert dict(re.findall(r'<a href="[^"]*" aria-current="(\w+)">(\w+)</a>', head(signed_in(world.checker), url))) == {
        value: label for label, value in marked.items()
    }


def test_name_and_role_are_those_of_today(world: World) -> None:
    client = signed_in(world.checker)
    for _ in range(2):
        assert "<bdi>Chris Checker</bdi>" in head(client)
        assert "Newsroom</a>" not in head(client)
    rename(person=world.checker, name="Zirconium")
    assert "<bdi>Zirconium</bdi>" in head(client)
    assert "Chris Checker" not in head(client)
    change_person(by=world.administrator, person=world.checker, role="administrator")
    client = signed_in(Person.objects.get(pk=world.checker.pk))
    assert "Administrator ·" in head(client)
    assert "Newsroom</a>" in head(client)


def test_each_person_sees_their_own_menu(world: World) -> None:
    for person in (world.checker, world.editor, world.reader, world.checker):
        markup = head(signed_in(person))
        assert f"<bdi>{person.name}</bdi>" in markup
        assert person.email in markup


def test_token_of_the_form_is_that_of_the_browser(world: World) -> None:
    tokens = []
    for _ in range(2):
        client = signed_in(world.checker)
        (token,) = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', head(client))
        assert _does_token_match(token, client.cookies[settings.CSRF_COOKIE_NAME].value)
        tokens.append(token)
    assert len(set(tokens)) == 2
