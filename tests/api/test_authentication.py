"""Authentication, permissions, and rate limits of the API."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from rest_framework.throttling import SimpleRateThrottle

from factcheck.accounts.actions import change_person
from factcheck.accounts.models import Person
from factcheck.accounts.tokens import issue_token, revoke_token
from factcheck.publishing.actions import retract
from factcheck.verdicts.workflow import MOVES
from factcheck.web.decisions import can
from tests.api.calls import Caller
from tests.world import World

ME = "/api/v1/people/me/"


def test_request_without_credentials_gets_401(client: Client, db: None) -> None:
    response = client.get(ME)
    assert response.status_code == 401
    assert response["WWW-Authenticate"] == "Bearer"
    assert response.json() == {"detail": "Sign in, or send a token."}


@pytest.mark.parametrize("header", ["Bearer", "Bearer fc_unknown", "Bearer a b", "Bearer é", "bearer \x7f"])
def test_unknown_token_gets_401(client: Client, world: World, header: str) -> None:
    response = client.get(ME, headers={"authorization": header})
    assert response.status_code == 401
    assert response["WWW-Authenticate"] == "Bearer"


def test_token_authenticates_its_owner(checker: Caller) -> None:
    response = checker.get("people/me/")
    assert response.status_code == 200
    assert (response.json()["id"], response.json()["role"]) == (checker.person.pk, "checker")
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(("end", "sentence"), [("revoked", "was revoked on 4 March 2026"), ("expired", "expired on 2 June 2026")])
def test_ended_token_gets_401_with_the_time_at_which_it_ended(end: str, sentence: str, world: World) -> None:
    with time_machine.travel(datetime(2026, 3, 4, 5, 6, tzinfo=UTC), tick=False) as clock:
        token, secret = issue_token(by=world.checker, person=world.checker, name="export", days=90)
        if end == "revoked":
            revoke_token(by=world.checker, token=token)
        clock.shift(timedelta(days=100))
        response = Client().get(ME, headers={"authorization": f"Bearer {secret}"})
    assert (response.status_code, response["WWW-Authenticate"]) == (401, "Bearer")
    assert response.json() == {
        "detail": f"This token {sentence} at 05:06 UTC.",
        "next_step": "Create another token on your profile page.",
    }


def test_token_of_a_deactivated_person_gets_401(world: World, checker: Caller) -> None:
    change_person(by=world.administrator, person=world.checker, is_active=False)
    assert checker.get("people/me/").status_code == 401


def test_session_writes_require_the_csrf_token(world: World) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(world.checker)
    assert browser.get(ME).status_code == 200
    refused = browser.post("/api/v1/sources/", {"name": "A Source"}, content_type="application/json")
    assert refused.status_code == 403
    assert "CSRF" in refused.json()["detail"]
    browser.cookies["factcheck_csrf"] = "a" * 32
    accepted = browser.post(
        "/api/v1/sources/", {"name": "A Source"}, content_type="application/json", headers={"x-csrftoken": "a" * 32}
    )
    assert accepted.status_code == 201


def issue_with_session(person: Person, **body: Any) -> Any:
    """The response to a request of a signed-in browser for a token."""
    browser = Client()
    browser.force_login(person)
    return browser.post("/api/v1/tokens/", {"name": "export", **body}, content_type="application/json")


def test_secret_of_a_token_is_returned_once(checker: Caller) -> None:
    issued = issue_with_session(checker.person).json()
    assert Client(headers={"authorization": f"Bearer {issued['secret']}"}).get(ME).status_code == 200
    again = checker.get(f"tokens/{issued['id']}/").json()
    assert again["last_network"] == "127.0.0.1"
    assert set(again) == {*issued} - {"secret"}
    assert all("secret" not in row for row in checker.get("tokens/").json()["results"])


def test_token_of_another_person_gets_404(world: World, administrator: Caller) -> None:
    theirs = issue_token(by=world.checker, person=world.checker, name="theirs")[0]
    assert administrator.get(f"tokens/{theirs.pk}/").status_code == 404
    assert administrator.post(f"tokens/{theirs.pk}/revoke/").status_code == 404
    assert theirs.pk not in [row["id"] for row in administrator.get("tokens/").json()["results"]]


def test_revoking_a_token_again_has_no_effect(checker: Caller) -> None:
    issued = issue_with_session(checker.person).json()
    first = checker.post(f"tokens/{issued['id']}/revoke/")
    assert first.status_code == 200
    assert checker.post(f"tokens/{issued['id']}/revoke/").json() == first.json()


def test_only_administrators_see_the_email_addresses_of_others(world: World, editor: Caller, administrator: Caller) -> None:
    own, others = world.editor.email, {world.checker.email, world.administrator.email}
    for path in ("people/", f"people/{world.checker.pk}/"):
        response = editor.get(path)
        assert (response.status_code, world.checker.name in response.content.decode()) == (200, True)
        assert not {email for email in others if email in response.content.decode()}
    assert own in editor.get("people/").content.decode()
    assert others <= {person["email"] for person in administrator.get("people/").json()["results"]}


def test_only_administrators_see_email_addresses_in_ledger_entries(
    world: World, reader: Caller, editor: Caller, administrator: Caller
) -> None:
    entries = administrator.get("ledger/", kind="person").json()["results"]
    assert {(entry["action"], *entry["after"], *entry.get("withheld", [])) for entry in entries} == {
        ("person.added", "name", "role", "email")
    }
    for caller in (reader, editor):
        redacted = caller.get("ledger/", kind="person").json()["results"]
        assert [entry["number"] for entry in redacted] == [entry["number"] for entry in entries]
        assert {(*entry["after"], *entry["withheld"]) for entry in redacted} == {("name", "role", "after.email")}
        detail = caller.get(f"ledger/{redacted[0]['number']}/").json()
        assert detail == redacted[0]
        for path in ("ledger/", "ledger/?kind=person&action=person.added", f"ledger/{redacted[0]['number']}/"):
            assert "@newsroom.example" not in caller.get(path).content.decode()


@pytest.mark.parametrize(
    ("rule", "path"),
    [
        ("source.edit", "sources/"),
        ("article.import", "articles/"),
        ("article.revise", "revisions/"),
        ("actor.edit", "actors/"),
        ("claim.add", "claims/"),
        ("mention.add", "mentions/"),
        ("relation.add", "relations/"),
        ("evidence.attach", "evidence/"),
        ("search.log", "searches/"),
        ("rating.edit", "ratings/"),
        ("verdict.open", "verdicts/"),
        ("people.manage", "people/"),
    ],
)
def test_reader_is_denied_with_the_message_of_the_permission(world: World, reader: Caller, rule: str, path: str) -> None:
    response = reader.post(path, {})
    assert response.status_code == 403
    assert response.json() == {"detail": can(world.reader, rule).reason}


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "approved", "published"])
@pytest.mark.parametrize("role", ["reader", "checker", "second_checker", "editor", "administrator"])
def test_moves_follow_the_permissions(world: World, state: str, role: str) -> None:
    verdict, person = getattr(world, state), getattr(world, role)
    caller = Caller(person)
    moves = {m["name"]: m for m in caller.get(f"verdicts/{verdict.pk}/").json()["moves"]}
    assert list(moves) == list(MOVES)
    for name in MOVES:
        decision = can(person, f"verdict.{name}", verdict)
        assert moves[name] == {"name": name, "is_allowed": bool(decision), "reason": decision.reason}
        if not decision:
            response = caller.post(f"verdicts/{verdict.pk}/{name}/", {})
            assert response.status_code == (409 if decision.for_now else 403)
            assert response.json()["detail"] == decision.reason


def test_rate_limited_response_has_retry_after(checker: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", {"reads": "3/min", "writes": "2/min"})
    statuses = [checker.post("actors/", {"name": f"Actor {n}"}).status_code for n in range(3)]
    assert statuses == [201, 201, 429]
    refused = checker.post("actors/", {"name": "Another"})
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert [checker.get("actors/").status_code for _ in range(4)] == [200, 200, 200, 429]


def test_reader_is_denied_a_public_notice_for_the_role_and_not_for_the_state(
    world: World, reader: Caller, editor: Caller
) -> None:
    verdict = world.published
    retract(person=world.editor, verdict=verdict, notice="The images are from another place.")
    path = f"corrections/{verdict.corrections.get().pk}/"
    body = {"notice": "Changed.", "version": 1}
    assert reader.patch(path, body).status_code == 403
    assert editor.patch(path, body).status_code == 409
