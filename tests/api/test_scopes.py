"""Each operation of the API has a scope, and a token without that scope is refused with the reason."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from factcheck.accounts.models import Person, Scope, Token
from factcheck.accounts.tokens import issue_token, restrict_deciding_tokens
from factcheck.api import scopes
from factcheck.articles.actions import add_source
from factcheck.ledger.authority import AuthorityChanged
from tests.api.calls import ROOT, Caller
from tests.api.document import document, existing_rows, resource_of
from tests.sql import as_owner
from tests.world import World

DECISIONS = {
    "articles_show-text",
    "claims_export",
    "exports_create",
    "holds_create",
    "holds_end",
    "newsroom_partial_update",
    "notices_create",
    "packages_import",
    "people_create",
    "people_partial_update",
    "people_vouch",
    "ratings_create",
    "ratings_partial_update",
    "takedowns_create",
    "takedowns_lift",
    "verdicts_approve",
    "verdicts_confirm",
    "verdicts_correct",
    "verdicts_publish",
    "verdicts_retract",
    "verdicts_return",
}


def operations() -> list[tuple[str, str, str]]:
    """(method, path, operation id) of each operation in the OpenAPI document."""
    return [
        (method.upper(), path, operation["operationId"])
        for path, each in document()["paths"].items()
        for method, operation in each.items()
    ]


def test_each_operation_has_a_scope() -> None:
    ids = {name for _, _, name in operations()}
    assert ids == {*scopes.SCOPES, *scopes.SESSION_ONLY} - {"root"}
    assert {name for method, _, name in operations() if method == "GET"} <= {
        name for name, scope in scopes.SCOPES.items() if scope == Scope.READ
    }
    assert {name for name, scope in scopes.SCOPES.items() if scope == Scope.DECIDE} == DECISIONS


def test_document_names_the_scope_of_each_operation() -> None:
    for path, each in document()["paths"].items():
        for operation in each.values():
            assert scopes.SCOPES.get(operation["operationId"], "No token") in operation["description"], path


@pytest.mark.django_db
@pytest.mark.parametrize("scope", Scope)
def test_token_is_refused_exactly_the_operations_beyond_its_scope(world: World, scope: Scope) -> None:
    caller, rows = Caller(world.administrator, scope=scope), existing_rows(world)
    for method, path, name in operations():
        pk = rows[resource_of(path)].pk if resource_of(path) in rows else 1
        address = path.removeprefix(ROOT)
        for parameter in ("{id}", "{verdict}", "{number}"):
            address = address.replace(parameter, str(pk))
        address = address.replace("{token}", str(uuid.UUID(int=1)))
        # An empty body changes nothing, so the operations do not affect each other.
        response = caller.send(method, address, "" if method == "GET" else "{}")
        body: Any = response.json() if response.status_code >= 400 else {}
        if response.streaming:
            response.getvalue()  # otherwise, the file stays open
        required = scopes.SCOPES.get(name)
        if required is None:
            assert response.status_code == 403, name
            assert body["detail"] == scopes.SESSION_ONLY[name]
        elif required.rank > scope.rank:
            assert (response.status_code, body["required_scope"]) == (403, required), name
            assert f"“{required}”" in body["detail"]
            assert f"“{required}”" in body["next_step"]
        else:
            assert "required_scope" not in body, name


@pytest.mark.django_db
def test_operation_without_a_scope_is_refused_to_tokens(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    caller = Caller(world.administrator)
    monkeypatch.delitem(scopes.SCOPES, "claims_list")
    assert caller.get("claims/").json() == {"detail": "No token permits this operation."}
    browser = Client()
    browser.force_login(world.administrator)
    assert browser.get("/api/v1/claims/").status_code == 200


@pytest.mark.django_db
def test_unsupported_method_gets_405_regardless_of_the_scope(world: World) -> None:
    caller = Caller(world.checker, scope=Scope.READ)
    assert caller.post("reviews/").status_code == 405
    assert caller.get("").status_code == 200


@pytest.mark.django_db
def test_session_issues_tokens_with_scope_and_lifetime(world: World) -> None:
    browser = Client()
    browser.force_login(world.checker)

    def issue(**body: Any) -> Any:
        return browser.post("/api/v1/tokens/", {"name": "export", **body}, content_type="application/json")

    for body, scope, days in (
        ({}, "write", 90),
        ({"scope": "read", "days": 365}, "read", 365),
        ({"scope": "decide"}, "decide", 1),
    ):
        issued = issue(**body).json()
        token = Token.objects.get(pk=issued["id"])
        assert (issued["scope"], token.scope) == (scope, scope)
        assert abs(token.expires_at - timezone.now() - timedelta(days=days)) < timedelta(minutes=1)
    for wrong in ({"days": 366}, {"days": 0}, {"scope": "decide", "days": 2}, {"scope": "everything"}):
        response = issue(**wrong)
        assert response.status_code == 422
        assert set(response.json()["errors"]) == {"days" if "days" in wrong else "scope"}
    assert Token.objects.count() == 3


@pytest.mark.django_db
def test_token_cannot_issue_another_one_on_any_path(world: World) -> None:
    caller = Caller(world.administrator)
    assert caller.post("tokens/", {"name": "child"}).status_code == 403
    person = Person.objects.get(pk=world.administrator.pk)
    person.token_in_use = caller.person.tokens.get()
    with pytest.raises(scopes.NotAllowed, match="cannot issue"):
        issue_token(by=person, person=person, name="child")
    assert Token.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("loss", ["scope", "expiry"])
def test_action_stops_if_its_token_loses_the_scope_or_expires_meanwhile(world: World, loss: str) -> None:
    token, _ = issue_token(by=world.editor, person=world.editor, name="decisions", scope=Scope.DECIDE)
    person = Person.objects.get(pk=world.editor.pk)
    person.token_in_use = token
    add_source(person=person, name="Before")
    if loss == "scope":
        assert restrict_deciding_tokens(person) == 1
    else:
        with as_owner():  # the runtime role cannot change when a token expires
            Token.objects.filter(pk=token.pk).update(expires_at=timezone.now())
    with pytest.raises(AuthorityChanged):
        add_source(person=person, name="Afterward")
