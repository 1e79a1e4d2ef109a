"""Who may call: tokens, sessions, limits, and the same reasons as on the screens."""

from __future__ import annotations

import pytest
from django.test import Client
from rest_framework.throttling import SimpleRateThrottle

from factcheck.accounts.actions import change_person, issue_token, revoke_token
from factcheck.verdicts.workflow import MOVES
from factcheck.web.decisions import can
from tests.api.calls import Caller
from tests.world import World

ME = "/api/v1/people/me/"


def test_call_without_credentials_is_answered_with_what_to_send(client: Client, db: None) -> None:
    answer = client.get(ME)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer.json() == {"detail": "Sign in first, or send a token."}


@pytest.mark.parametrize("header", ["Bearer", "Bearer fc_unknown", "Bearer a b", "Bearer é", "bearer \x7f"])
def test_token_that_is_not_known_opens_nothing(client: Client, world: World, header: str) -> None:
    answer = client.get(ME, headers={"authorization": header})
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"


def test_token_answers_as_its_person(checker: Caller) -> None:
    answer = checker.get("people/me/")
    assert answer.status_code == 200
    assert (answer.json()["id"], answer.json()["role"]) == (checker.person.pk, "checker")
    assert answer["Cache-Control"] == "private, no-store"


def test_revoked_token_opens_nothing(checker: Caller) -> None:
    revoke_token(by=checker.person, token=checker.person.tokens.get())
    assert checker.get("people/me/").status_code == 401


def test_person_who_was_switched_off_is_let_in_no_more(world: World, checker: Caller) -> None:
    change_person(by=world.administrator, person=world.checker, is_active=False)
    assert checker.get("people/me/").status_code == 401


def test_session_writes_only_with_the_cross_site_token(world: World) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(world.checker)
    assert browser.get(ME).status_code == 200
    refused = browser.post("/api/v1/sources/", {"name": "A Source"}, content_type="application/json")
    assert refused.status_code == 403
    assert "CSRF" in refused.json()["detail"]
    browser.cookies["factcheck_csrf"] = "a" * 32
    let_in = browser.post(
        "/api/v1/sources/", {"name": "A Source"}, content_type="application/json", headers={"x-csrftoken": "a" * 32}
    )
    assert let_in.status_code == 201


def test_secret_of_a_token_is_shown_once(checker: Caller) -> None:
    issued = checker.post("tokens/", {"name": "export"}).json()
    assert Client(headers={"authorization": f"Bearer {issued['secret']}"}).get(ME).status_code == 200
    again = checker.get(f"tokens/{issued['id']}/").json()
    assert set(again) == {"id", "name", "created_at", "last_used_at", "revoked_at"}
    assert all("secret" not in row for row in checker.get("tokens/").json()["results"])


def test_token_of_somebody_else_is_not_to_be_seen(world: World, administrator: Caller) -> None:
    theirs = issue_token(by=world.checker, person=world.checker, name="theirs")[0]
    assert administrator.get(f"tokens/{theirs.pk}/").status_code == 404
    assert administrator.post(f"tokens/{theirs.pk}/revoke/").status_code == 404
    assert theirs.pk not in [row["id"] for row in administrator.get("tokens/").json()["results"]]


def test_revoking_twice_changes_nothing(checker: Caller) -> None:
    issued = checker.post("tokens/", {"name": "export"}).json()
    first = checker.post(f"tokens/{issued['id']}/revoke/")
    assert first.status_code == 200
    assert checker.post(f"tokens/{issued['id']}/revoke/").json() == first.json()


def test_addresses_of_colleagues_are_for_administrators(world: World, editor: Caller, administrator: Caller) -> None:
    own, others = world.editor.email, {world.checker.email, world.administrator.email}
    for path in ("people/", f"people/{world.checker.pk}/"):
        shown = editor.get(path)
        assert (shown.status_code, world.checker.name in shown.content.decode()) == (200, True)
        assert not {email for email in others if email in shown.content.decode()}
    assert own in editor.get("people/").content.decode()
    assert others <= {person["email"] for person in administrator.get("people/").json()["results"]}


def test_all_staff_read_entries_about_people_and_only_administrators_their_addresses(
    world: World, reader: Caller, editor: Caller, administrator: Caller
) -> None:
    shown = administrator.get("ledger/", kind="person").json()["results"]
    assert {(entry["action"], *entry["after"], *entry.get("withheld", [])) for entry in shown} == {
        ("person.added", "name", "role", "email")
    }
    for caller in (reader, editor):
        found = caller.get("ledger/", kind="person").json()["results"]
        assert [entry["number"] for entry in found] == [entry["number"] for entry in shown]
        assert {(*entry["after"], *entry["withheld"]) for entry in found} == {("name", "role", "after.email")}
        one = caller.get(f"ledger/{found[0]['number']}/").json()
        assert one == found[0]
        for path in ("ledger/", "ledger/?kind=person&action=person.added", f"ledger/{found[0]['number']}/"):
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
def test_reader_is_denied_with_the_sentence_of_the_rule(world: World, reader: Caller, rule: str, path: str) -> None:
    answer = reader.post(path, {})
    assert answer.status_code == 403
    assert answer.json() == {"detail": can(world.reader, rule).reason}


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "approved", "published"])
@pytest.mark.parametrize("role", ["reader", "checker", "second_checker", "editor", "administrator"])
def test_moves_are_open_or_refused_as_the_rules_say(world: World, state: str, role: str) -> None:
    verdict, person = getattr(world, state), getattr(world, role)
    caller = Caller(person)
    told = {m["name"]: m for m in caller.get(f"verdicts/{verdict.pk}/").json()["moves"]}
    assert list(told) == list(MOVES)
    for name in MOVES:
        decision = can(person, f"verdict.{name}", verdict)
        assert told[name] == {"name": name, "is_allowed": bool(decision), "reason": decision.reason}
        if not decision:
            answer = caller.post(f"verdicts/{verdict.pk}/{name}/", {})
            assert answer.status_code == (409 if decision.for_now else 403)
            assert answer.json()["detail"] == decision.reason


def test_too_many_writes_are_answered_with_when_to_come_back(checker: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", {"reads": "3/min", "writes": "2/min"})
    said = [checker.post("actors/", {"name": f"Actor {n}"}).status_code for n in range(3)]
    assert said == [201, 201, 429]
    refused = checker.post("actors/", {"name": "Another"})
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert [checker.get("actors/").status_code for _ in range(4)] == [200, 200, 200, 429]
