"""Closing, merging, and splitting claims with the API."""

from __future__ import annotations

from typing import Any

import pytest

from factcheck.claims.models import Claim
from tests.api.calls import Caller
from tests.world import World

pytestmark = pytest.mark.django_db


def ids(response: Any) -> set[int]:
    return {row["id"] for row in response.json()["results"]}


def test_closed_claim_is_left_out_of_lists_and_kept_at_its_url(world: World) -> None:
    claim, call = world.open_claim, Caller(world.checker)
    closed = call.post(f"claims/{claim.pk}/close/", {"version": 1, "closed_reason": "out_of_scope", "note": "Not ours."})
    assert closed.status_code == 200
    assert {name: closed.json()[name] for name in ("closed_reason", "closed_note", "merged_into")} == {
        "closed_reason": "out_of_scope",
        "closed_note": "Not ours.",
        "merged_into": None,
    }
    assert ids(call.get("claims/")) == set()
    assert ids(call.get("claims/", is_closed="true")) == {claim.pk}
    assert call.get(f"claims/{claim.pk}/").json()["closed_by"]["id"] == world.checker.pk
    written = call.post(
        "searches/",
        {"claim": claim.pk, "sought": "supports", "place": "Archive", "terms": "x", "searched_on": "2022-04-10"},
    )
    assert written.status_code == 409
    assert "closed" in written.json()["detail"]
    assert call.post(f"claims/{claim.pk}/reopen/", {"version": 2}).status_code == 200
    assert ids(call.get("claims/", is_closed="false")) == {claim.pk}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"closed_reason": "merged"}, "closed_reason"),
        ({}, "closed_reason"),
        ({"closed_reason": "duplicate"}, "duplicate_of"),
        ({"closed_reason": "ambiguous", "because": "x"}, "because"),
    ],
)
def test_invalid_reasons_are_refused(world: World, body: dict[str, Any], field: str) -> None:
    response = Caller(world.checker).post(f"claims/{world.open_claim.pk}/close/", {"version": 1, **body})
    assert response.status_code == 422
    assert field in response.json()["errors"]


def test_merged_claim_names_the_remaining_one(world: World) -> None:
    survivor, loser, call = world.open_claim, world.claim("It had been arranged."), Caller(world.checker)
    world.evidence_on(loser)
    merged = call.post(f"claims/{loser.pk}/merge/", {"version": 1, "into": survivor.pk})
    assert merged.status_code == 200
    assert (merged.json()["id"], merged.json()["merged_into"]) == (loser.pk, survivor.pk)
    assert call.get(f"claims/{loser.pk}/").json()["merged_into"] == survivor.pk
    assert call.get("evidence/", claim=survivor.pk).json()["results"][0]["claim"] == survivor.pk
    again = call.post(f"claims/{loser.pk}/reopen/", {"version": 2})
    assert again.status_code == 409
    assert "split" in again.json()["detail"]


def test_split_adds_a_claim(world: World) -> None:
    claim, call = world.open_claim, Caller(world.checker)
    fields = {"statement": "All was well.", "layer": "proposition", "claimant": world.minister.pk}
    empty = call.post(f"claims/{claim.pk}/split/", {**fields, "version": 1})
    assert empty.status_code == 422
    same = {**fields, "statement": claim.statement, "version": 1, "mentions": [world.mention.pk]}
    refused = call.post(f"claims/{claim.pk}/split/", same)
    assert (refused.status_code, set(refused.json()["errors"])) == (422, {"statement"})
    assert call.post(f"claims/{claim.pk}/split/", fields).status_code == 428
    added = call.post(f"claims/{claim.pk}/split/", {**fields, "version": 1, "mentions": [world.mention.pk]})
    assert added.status_code == 201
    assert added.headers["Location"].endswith(f"/claims/{added.json()['id']}/")
    assert Claim.objects.get(pk=added.json()["id"]).mentions.get() == world.mention


def test_verdicts_of_closed_claims_are_left_out(world: World) -> None:
    verdict, call = world.draft, Caller(world.checker)
    claim = Claim.objects.get(pk=verdict.claim_id)
    call.post(f"claims/{claim.pk}/close/", {"version": claim.version, "closed_reason": "ambiguous"})
    assert ids(call.get("verdicts/")) == set()
    assert ids(call.get("verdicts/", is_closed="true")) == {verdict.pk}


def test_closed_article_is_left_out(world: World) -> None:
    article, call = world.article("A text that was imported by mistake."), Caller(world.checker)
    assert call.post(f"articles/{article.pk}/close/", {"version": 1, "note": "A draft."}).status_code == 200
    assert ids(call.get("articles/")) == set()
    assert ids(call.get("articles/", is_closed="true")) == {article.pk}
    assert call.post(f"articles/{article.pk}/reopen/", {"version": 2}).json()["closed_at"] is None
