"""API tokens: their secret is displayed once and stored as a digest; their owner or an administrator revokes them."""

import re
import uuid
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from factcheck.accounts import rules
from factcheck.accounts.actions import change_person
from factcheck.accounts.invitations import invitation_path
from factcheck.accounts.models import Person, Token, token_digest
from factcheck.accounts.queries import MOST_ENDED, tokens_of
from factcheck.accounts.tokens import MAX_TOKENS, issue_token, revoke_token
from tests.pages import alerts
from tests.sql import as_owner
from tests.world import PASSWORD, World

SECRET = re.compile(r"fc_[\w-]{43}")
EXPORT = {"name": "export", "scope": "read", "days": "90"}


def expire(token: Token) -> None:
    """Let the token expire. The runtime role cannot change when a token expires."""
    with as_owner():
        Token.objects.filter(pk=token.pk).update(expires_at=timezone.now())


def status_with(secret: str) -> int:
    """The status of an API request with this secret."""
    return Client().get("/api/v1/articles/", headers={"Authorization": f"Bearer {secret}"}).status_code


@pytest.mark.django_db
def test_secret_is_displayed_once_and_only_its_digest_is_stored(client: Client) -> None:
    client.force_login(World().checker)
    secret = SECRET.search(client.post("/desk/tokens/issue/", {"token": uuid.uuid4(), **EXPORT}).content.decode())[0]
    assert status_with(secret) == 200
    assert SECRET.search(client.get("/desk/profile/").content.decode()) is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM accounts_token t UNION ALL SELECT s.session_data FROM accounts_staffsession s")
        assert not any(secret in row for (row,) in cursor.fetchall())
    assert Token.objects.get().digest == token_digest(secret)


@pytest.mark.django_db
def test_repeated_form_issues_one_token(client: Client) -> None:
    client.force_login(World().checker)
    form = {"token": uuid.uuid4(), **EXPORT}
    assert [client.post("/desk/tokens/issue/", form).status_code for _ in range(2)] == [200, 409]
    assert Token.objects.count() == 1


@pytest.mark.django_db
def test_token_without_a_name_gets_a_field_error(client: Client) -> None:
    client.force_login(World().checker)
    response = client.post("/desk/tokens/issue/", {"token": uuid.uuid4(), **EXPORT, "name": ""})
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


def lifetime(token: Token) -> float:
    """The lifetime of a token in days."""
    return round((token.expires_at - token.created_at) / timedelta(days=1), 3)


@pytest.mark.django_db
@pytest.mark.parametrize(("scope", "days", "expected"), [("read", 365, 365), ("write", 1, 1), ("decide", 90, 1)])
def test_form_sets_scope_and_lifetime(client: Client, world: World, scope: str, days: int, expected: int) -> None:
    client.force_login(world.editor)
    response = client.post("/desk/tokens/issue/", {"token": uuid.uuid4(), **EXPORT, "scope": scope, "days": days})
    assert response.status_code == 200
    assert (Token.objects.get().scope, lifetime(Token.objects.get())) == (scope, expected)


@pytest.mark.django_db
@pytest.mark.parametrize(("field", "value"), [("days", "366"), ("days", "0"), ("days", ""), ("scope", "all"), ("scope", "")])
def test_invalid_scope_or_lifetime_gets_a_field_error(client: Client, world: World, field: str, value: str) -> None:
    client.force_login(world.checker)
    response = client.post("/desk/tokens/issue/", {"token": uuid.uuid4(), **EXPORT, field: value})
    assert response.status_code == 422
    assert set(response.context["token_form"].errors) == {field}
    assert not Token.objects.exists()


@pytest.mark.django_db
def test_person_has_at_most_twenty_usable_tokens(client: Client, world: World) -> None:
    tokens = [issue_token(by=world.checker, person=world.checker, name=f"{number}")[0] for number in range(MAX_TOKENS)]
    client.force_login(world.checker)
    response = client.post("/desk/tokens/issue/", {"token": uuid.uuid4(), **EXPORT})
    assert response.status_code == 409
    assert "the maximum" in alerts(response)[0]
    expire(tokens[0])
    assert client.post("/desk/tokens/issue/", {"token": uuid.uuid4(), **EXPORT}).status_code == 200
    assert client.post("/desk/tokens/issue/", {"token": uuid.uuid4(), **EXPORT}).status_code == 409
    revoke_token(by=world.checker, token=tokens[1])
    assert client.post("/desk/tokens/issue/", {"token": uuid.uuid4(), **EXPORT}).status_code == 200


@pytest.mark.django_db
def test_ended_tokens_are_listed_with_their_state_for_30_days(client: Client, world: World) -> None:
    expired, revoked, usable = (issue_token(by=world.checker, person=world.checker, name=name, days=90) for name in "abc")
    assert status_with(expired[1]) == 200
    expire(expired[0])
    revoke_token(by=world.checker, token=revoked[0])
    assert [status_with(secret) for _, secret in (expired, revoked, usable)] == [401, 401, 200]
    for person, page in ((world.checker, "/desk/profile/"), (world.administrator, f"/desk/people/{world.checker.pk}/")):
        client.force_login(person)
        response = client.get(page)
        assert [(token.name, token.state) for token in response.context["tokens"]] == [
            ("c", "usable"),
            ("b", "revoked"),
            ("a", "expired"),
        ]
        text = response.content.decode()
        assert [text.count(f'<span class="tag">{state}</span>') for state in ("revoked", "expired")] == [1, 1]
        assert re.findall(r'action="/desk/tokens/(\d+)/revoke/"', text) == [str(usable[0].pk)]
        assert "127.0.0.1" in text
    with time_machine.travel(timezone.now() + timedelta(days=29)):
        assert len(tokens_of(world.checker)) == 3
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert [token.name for token in tokens_of(world.checker)] == ["c"]


@pytest.mark.django_db
def test_list_of_ended_tokens_is_limited(world: World) -> None:
    for number in range(MOST_ENDED + 2):
        revoke_token(by=world.checker, token=issue_token(by=world.checker, person=world.checker, name=str(number))[0])
    assert [token.name for token in tokens_of(world.checker)] == [str(number) for number in range(MOST_ENDED + 1, 1, -1)]


@pytest.mark.django_db
def test_token_that_was_revoked_after_it_expired_is_expired(world: World) -> None:
    now = timezone.now()
    for expires, revoked, state in (
        (-2, None, "expired"),
        (-2, -1, "expired"),
        (-1, -2, "revoked"),
        (1, 2, "revoked"),
        (1, None, "usable"),
    ):
        token = Token(expires_at=now + timedelta(days=expires), revoked_at=revoked and now + timedelta(days=revoked))
        ended = {"usable": None, "revoked": token.revoked_at, "expired": token.expires_at}[state]
        assert (token.state, token.ended_at) == (state, ended)


@pytest.mark.django_db
def test_database_refuses_a_deciding_token_with_a_long_lifetime(world: World) -> None:
    token, _ = issue_token(by=world.editor, person=world.editor, name="decisions", scope="decide")
    with as_owner(), pytest.raises(IntegrityError, match="deciding_tokens_expire_soon"), transaction.atomic():
        Token.objects.filter(pk=token.pk).update(expires_at=timezone.now() + timedelta(days=2))


@pytest.mark.django_db
def test_database_refuses_to_revive_or_widen_a_token(world: World) -> None:
    revoked, reading = (issue_token(by=world.editor, person=world.editor, name=name, scope="read")[0] for name in "ab")
    revoke_token(by=world.editor, token=revoked)
    later = timezone.now() + timedelta(days=1)
    for token, change, message in (
        (revoked, {"revoked_at": None}, "was revoked"),
        (revoked, {"revoked_at": later}, "was revoked"),
        (reading, {"scope": "write"}, "wider scope"),
        (reading, {"scope": "decide"}, "wider scope"),
    ):
        with pytest.raises(IntegrityError, match=message), transaction.atomic():
            Token.objects.filter(pk=token.pk).update(**change)
    assert Token.objects.get(pk=revoked.pk).revoked_at


@pytest.mark.django_db
def test_new_role_takes_the_scope_decide(world: World) -> None:
    deciding, reading = (
        issue_token(by=world.editor, person=world.editor, name=scope, scope=scope)[0] for scope in ("decide", "read")
    )
    change_person(by=world.administrator, person=world.editor, name="Another Name")
    assert Token.objects.get(pk=deciding.pk).scope == "decide"
    change_person(by=world.administrator, person=Person.objects.get(pk=world.editor.pk), role="administrator")
    assert [Token.objects.get(pk=token.pk).scope for token in (deciding, reading)] == ["write", "read"]


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["added", "removed", "used"])
def test_changed_second_factors_take_the_scope_decide(world: World, change: str) -> None:
    factor = Authenticator.objects.create(user=world.editor, type="totp", data={"secret": "a"})
    token, _ = issue_token(by=world.editor, person=world.editor, name="decisions", scope="decide")
    if change == "added":
        Authenticator.objects.create(user=world.editor, type="recovery_codes", data={})
    elif change == "removed":
        Authenticator.objects.filter(user=world.editor).delete()
    else:
        factor.record_usage()
    assert Token.objects.get(pk=token.pk).scope == ("decide" if change == "used" else "write")


@pytest.mark.django_db
def test_person_without_a_required_second_factor_gets_no_deciding_token(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "has_required_factor", lambda person: False)
    client.force_login(world.editor)
    response = client.post("/desk/tokens/issue/", {"token": uuid.uuid4(), **EXPORT, "scope": "decide"})
    assert response.status_code == 403
    assert "two-step sign-in" in alerts(response)[0]
    assert client.post("/desk/tokens/issue/", {"token": uuid.uuid4(), **EXPORT}).status_code == 200


@pytest.mark.django_db
def test_new_password_revokes_tokens(client: Client, world: World) -> None:
    secrets = [issue_token(by=person, person=person, name="export")[1] for person in (world.checker, world.editor)]
    client.force_login(world.checker)
    new = "an entirely different phrase"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post("/accounts/password/change/", form).status_code == 302
    assert [status_with(secret) for secret in secrets] == [401, 200]


@pytest.mark.django_db
def test_password_reset_revokes_tokens(client: Client, world: World) -> None:
    _, secret = issue_token(by=world.checker, person=world.checker, name="export")
    page = client.get(invitation_path(world.checker), follow=True)
    new = "an entirely different phrase"
    assert client.post(page.request["PATH_INFO"], {"password1": new, "password2": new}).status_code == 302
    assert status_with(secret) == 401


@pytest.mark.django_db
def test_deactivation_revokes_tokens_for_good(world: World) -> None:
    _, secret = issue_token(by=world.checker, person=world.checker, name="export")
    for is_active in (False, True):
        change_person(by=world.administrator, person=Person.objects.get(pk=world.checker.pk), is_active=is_active)
        assert status_with(secret) == 401


@pytest.mark.django_db
def test_command_prints_the_token_and_nothing_else() -> None:
    person, out = World().checker, StringIO()
    call_command("make_token", person.email.upper(), stdout=out)
    assert SECRET.fullmatch(out.getvalue().strip())
    assert status_with(out.getvalue().strip()) == 200
    assert (Token.objects.get().scope, lifetime(Token.objects.get())) == ("write", 30)


@pytest.mark.django_db
def test_command_takes_scope_and_lifetime(world: World) -> None:
    for options, scope, days in (
        (["--scope", "read", "--days", "7"], "read", 7),
        (["--scope", "decide"], "decide", 1),
    ):
        call_command("make_token", world.checker.email, *options, stdout=StringIO())
        newest = Token.objects.latest("pk")
        assert (newest.scope, lifetime(newest)) == (scope, days)
    for days in ("0", "366"):
        with pytest.raises(CommandError, match="valid for 1 to 365 days"):
            call_command("make_token", world.checker.email, "--days", days)
    with pytest.raises(CommandError, match="valid for 1 day at most"):
        call_command("make_token", world.checker.email, "--scope", "decide", "--days", "2")
    assert Token.objects.count() == 2


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
