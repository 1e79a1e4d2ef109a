"""Query parameters and booleans: a name or a value that would be ignored is rejected, on every endpoint."""

from __future__ import annotations

from typing import Any

import pytest

from factcheck.claims.actions import close_claim
from factcheck.claims.models import Claim
from tests.api.calls import ROOT, Caller
from tests.api.document import document, existing_rows, filter_names, resolved, resource_of, writing_operations
from tests.world import World

LISTS = sorted(
    resource_of(path) for path, operations in document()["paths"].items() if path.count("/") == 4 and "get" in operations
)
LISTS.remove("newsroom")


def boolean_filters() -> list[tuple[str, str]]:
    return [
        (noun, parameter["name"])
        for noun in LISTS
        for parameter in document()["paths"][f"{ROOT}{noun}/"]["get"]["parameters"]
        if parameter["schema"].get("type") == "boolean"
    ]


@pytest.mark.parametrize("noun", LISTS)
def test_unknown_and_repeated_filters_are_rejected(administrator: Caller, noun: str) -> None:
    for query in ("stat=draft", "page=zzz", "ordering=id", "format=json", "is_current_=true", "page_size=5&stat=draft"):
        response = administrator.client.get(f"{ROOT}{noun}/?{query}")
        assert response.status_code == 422, query
        (name,) = response.json()["errors"]
        assert name == query.split("&")[-1].split("=")[0]
        assert all(known in response.json()["errors"][name][0] for known in filter_names(noun))
    for name in filter_names(noun):
        repeated = administrator.client.get(f"{ROOT}{noun}/?{name}=1&{name}=2")
        assert repeated.status_code == 422, name
        assert repeated.json()["errors"] == {name: ["Send this parameter only once."]}


@pytest.mark.parametrize("noun", LISTS)
def test_filter_without_a_value_is_rejected_except_for_searches(administrator: Caller, noun: str) -> None:
    for name in filter_names(noun):
        response = administrator.client.get(f"{ROOT}{noun}/?{name}=")
        assert response.status_code == (200 if name == "q" else 422), name


def test_endpoints_without_a_list_reject_query_parameters(world: World, administrator: Caller) -> None:
    rows = existing_rows(world)
    for path, operations in document()["paths"].items():
        row = rows.get(resource_of(path))
        if "get" not in operations or path.count("/") == 4 or not row:
            continue
        address = path.removeprefix(ROOT).replace("{id}", str(row.pk)).replace("{verdict}", str(row.pk))
        response = administrator.get(address, is_open="maybe")
        assert response.status_code == 422, path
        assert set(response.json()["errors"]) == {"is_open"}
    written = administrator.post("actors/?dry_run=true", {"name": "Another Actor"})
    assert written.status_code == 422
    assert set(written.json()["errors"]) == {"dry_run"}


def test_parameters_are_not_disclosed_to_anonymous_clients(client: Any, db: None) -> None:
    assert client.get(f"{ROOT}verdicts/?stat=draft").status_code == 401


@pytest.mark.parametrize(("noun", "name"), boolean_filters())
@pytest.mark.parametrize("value", ["maybe", "yes", "on", "2", "null", "None", "t", "wahr", "true "])
def test_boolean_filter_rejects_other_values(administrator: Caller, noun: str, name: str, value: str) -> None:
    response = administrator.get(f"{noun}/", **{name: value})
    assert response.status_code == 422
    assert response.json()["errors"] == {name: ["Send true or false."]}


@pytest.mark.parametrize(("noun", "name"), boolean_filters())
def test_boolean_filter_divides_the_rows(world: World, administrator: Caller, noun: str, name: str) -> None:
    existing_rows(world)

    def ids(value: str) -> set[int]:
        response = administrator.get(f"{noun}/", page_size=100, **{name: value})
        assert response.status_code == 200
        return {row["id"] for row in response.json()["results"]}

    for true, false in (("true", "false"), ("True", "False"), ("1", "0")):
        assert ids(true) & ids(false) == set()
        assert ids(true) == ids("true")


def test_fractions_are_not_ids(world: World, checker: Caller) -> None:
    for path in ("claims/?article=", "mentions/?article=", "ledger/?row=", "reviews/?verdict="):
        name = path.split("?")[1].rstrip("=")
        for value in ("1.5", "1e0", "0", "-1", "x", "9" * 30):
            response = checker.client.get(f"{ROOT}{path}{value}")
            assert response.status_code == 422, (path, value)
            assert set(response.json()["errors"]) == {name}


def test_wrong_booleans_in_bodies_are_rejected(world: World, administrator: Caller) -> None:
    tested = set()
    for method, address, _ in writing_operations(world):
        for name, property_ in body_properties(method, address).items():
            if property_.get("type") != "boolean":
                continue
            for value in ("maybe", "ja", "", 2, [], {}, *(() if property_.get("nullable") else (None,))):
                response = (administrator.post if method == "POST" else administrator.patch)(address, {name: value})
                assert response.status_code == 422, (address, name, value)
                assert name in response.json()["errors"]
            tested.add((method, resource_of(ROOT + address), name))
    assert {
        ("PATCH", "people", "is_active"),
        ("POST", "searches", "is_found"),
        ("POST", "articles", "confirm_encoding"),
    } <= tested


def body_properties(method: str, address: str) -> dict[str, dict[str, Any]]:
    parts = ["{id}" if part.isdecimal() else part for part in address.split("/")]
    path = ROOT + "/".join(parts).replace("verdicts/{id}/versions", "verdicts/{verdict}/versions")
    content = document()["paths"][path][method.lower()]["requestBody"]["content"]["application/json"]
    return dict(resolved(content["schema"])["properties"])


CLAIM_ROWS = ("mentions", "relations", "evidence", "searches", "parties")


@pytest.mark.parametrize("noun", CLAIM_ROWS)
def test_lists_leave_out_rows_of_closed_claims(world: World, noun: str) -> None:
    rows = existing_rows(world)
    rows["parties"] = world.party_on(world.open_claim)
    call, row = Caller(world.checker), rows[noun]

    def ids(**query: Any) -> set[int]:
        return {listed["id"] for listed in call.get(f"{noun}/", page_size=100, **query).json()["results"]}

    claim = Claim.objects.get(pk=row.claim_id)  # type: ignore[attr-defined]
    assert row.pk in ids()
    assert row.pk not in ids(is_closed="true")
    close_claim(person=world.checker, claim=claim, closed_reason="ambiguous", seen_version=claim.version)
    assert row.pk not in ids()
    assert row.pk not in ids(is_closed="false")
    assert row.pk in ids(is_closed="true")
    assert row.pk in ids(claim=claim.pk)
    assert ids(claim=claim.pk, is_closed="false") == set()
    assert call.get(f"{noun}/{row.pk}/").status_code == 200
