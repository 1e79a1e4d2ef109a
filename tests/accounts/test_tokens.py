"""API tokens: their secret is displayed once and stored as a digest; their owner or an administrator revokes them."""

import re
import uuid
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from factcheck.accounts.actions import issue_token
from factcheck.accounts.models import Person, Token, token_digest
from tests.world import World

SECRET = re.compile(r"fc_[\w-]{43}")


def status_with(secret: str) -> int:
    """The status of an API request with this secret."""
    return Client().get("/api/v1/articles/", headers={"Authorization": f"Bearer {secret}"}).status_code


@pytest.mark.django_db
def test_secret_is_displayed_once_and_only_its_digest_is_stored(client: Client) -> None:
    client.force_login(World().checker)
    secret = SECRET.search(client.post("/desk/tokens/issue/", {"token": uuid.uuid4(), "name": "export"}).content.decode())[0]
    assert status_with(secret) == 200
    assert SECRET.search(client.get("/desk/profile/").content.decode()) is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM accounts_token t UNION ALL SELECT s.session_data FROM accounts_staffsession s")
        assert not any(secret in row for (row,) in cursor.fetchall())
    assert Token.objects.get().digest == token_digest(secret)


@pytest.mark.django_db
def test_repeated_form_issues_one_token(client: Client) -> None:
    client.force_login(World().checker)
    form = {"token": uuid.uuid4(), "name": "export"}
    assert [client.post("/desk/tokens/issue/", form).status_code for _ in range(2)] == [200, 409]
    assert Token.objects.count() == 1


@pytest.mark.django_db
def test_token_without_a_name_gets_a_field_error(client: Client) -> None:
    client.force_login(World().checker)
    response = client.post("/desk/tokens/issue/", {"token": uuid.uuid4(), "name": ""})
    assert response.status_code == 422
    assert "Purpose: Enter the purpose." in response.content.decode()


@pytest.mark.django_db
def test_revoked_token_grants_no_access(client: Client, world: World) -> None:
    token, secret = issue_token(by=world.checker, person=world.checker, name="export")
    client.force_login(world.checker)
    assert client.post(f"/desk/tokens/{token.pk}/revoke/")["Location"] == "/desk/profile/"
    assert status_with(secret) == 401


@pytest.mark.django_db
def test_only_administrators_revoke_tokens_of_other_people(client: Client, world: World) -> None:
    token, secret = issue_token(by=world.checker, person=world.checker, name="export")
    client.force_login(world.editor)
    assert client.post(f"/desk/tokens/{token.pk}/revoke/").status_code == 403
    assert status_with(secret) == 200
    client.force_login(world.administrator)
    assert client.post(f"/desk/tokens/{token.pk}/revoke/")["Location"] == f"/desk/people/{world.checker.pk}/"
    assert status_with(secret) == 401


@pytest.mark.django_db
def test_command_prints_the_token_and_nothing_else() -> None:
    person, out = World().checker, StringIO()
    call_command("make_token", person.email.upper(), stdout=out)
    assert SECRET.fullmatch(out.getvalue().strip())
    assert status_with(out.getvalue().strip()) == 200


@pytest.mark.django_db
def test_command_issues_no_token_for_an_unknown_address() -> None:
    with pytest.raises(CommandError, match=r"No account has the email address nobody@newsroom\.example"):
        call_command("make_token", "nobody@newsroom.example")


@pytest.mark.django_db
def test_command_adds_the_first_administrator_and_prints_a_link(client: Client) -> None:
    out = StringIO()
    call_command(
        "add_person", "First@newsroom.example", "--name", "First", "--role", "administrator", stdout=out, stderr=StringIO()
    )
    link = out.getvalue().strip().removeprefix("http://127.0.0.1:8000")
    assert "Choose a password" in client.get(link, follow=True).content.decode()
    assert Person.objects.get().role == "administrator"


@pytest.mark.django_db
def test_administrator_added_with_a_password_can_sign_in(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTCHECK_PASSWORD", "an entirely new sentence")
    call_command("add_person", "first@newsroom.example", "--name", "First", "--role", "administrator", stdout=StringIO())
    response = client.post("/accounts/login/", {"login": "first@newsroom.example", "password": "an entirely new sentence"})
    assert response["Location"] == "/desk/"


@pytest.mark.django_db
def test_command_with_a_weak_password_adds_no_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTCHECK_PASSWORD", "short")
    with pytest.raises(CommandError, match="too short"):
        call_command("add_person", "first@newsroom.example", "--name", "First")
    assert not Person.objects.exists()
