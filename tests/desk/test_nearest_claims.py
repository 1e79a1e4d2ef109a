"""The nearest claims in the form for a new claim, without JavaScript."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from factcheck.claims.actions import close_claim
from factcheck.claims.models import Claim, Mention, Relation
from factcheck.ledger.models import Entry
from tests.pages import parsed, refused_fields, values
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("open_claim")]

TYPED = {
    "selection": ["0-12 The minister"],
    "statement": "After the withdrawal, the scene was arranged.",
    "layer": "proposition",
    "claimant": "Mikhail Minister",
    "mode": "indirect",
    "chain": "The Daily Example\nMikhail Minister",
    "place": "Kathmandu",
    "types": ["event", "quote"],
    "context": "Background & “more”.",
    "revision": 1,
}


def post(world: World, client: Any, url_name: str, **more: Any) -> Any:
    return client.post(reverse(url_name, args=[world.first_article.pk]), {**TYPED, **more})


def test_fragment_lists_nearest_claims(world: World, client: Any) -> None:
    claim = world.open_claim
    client.force_login(world.checker)
    response = client.get(reverse("desk:nearest-claims"), {"statement": TYPED["statement"]}, headers={"HX-Request": "true"})
    content = response.content.decode()
    assert f'value="{claim.pk}"' in content
    assert 'type="button"' in content
    assert "<html" not in content


def test_button_shows_nearest_claims_and_keeps_the_input(world: World, client: Any) -> None:
    claim = world.open_claim
    client.force_login(world.checker)
    response = post(world, client, "desk:claim-add", nearest="1")
    assert response.status_code == 200
    assert [button.attributes["value"] for button in parsed(response).all("button", name="mention_of")] == [str(claim.pk)]
    for name in ("selection", "statement", "claimant", "mode", "chain", "place", "types", "context", "layer"):
        entered = TYPED[name]
        assert values(response, name) == (entered if isinstance(entered, list) else [entered]), name
    assert (Claim.objects.count(), Mention.objects.count()) == (1, 1)


def test_form_becomes_another_mention_of_the_claim_and_back(world: World, client: Any) -> None:
    claim = world.open_claim
    client.force_login(world.checker)
    response = post(world, client, "desk:claim-add", mention_of=claim.pk)
    assert response.status_code == 200
    assert values(response, "claim") == [str(claim.pk)]
    assert [values(response, name) for name in ("selection", "mode", "chain")] == [
        TYPED["selection"],
        [TYPED["mode"]],
        [TYPED["chain"]],
    ]
    kept = {name: values(response, name) for name in TYPED}
    assert kept["statement"] == [TYPED["statement"]]
    assert kept["types"] == TYPED["types"]
    saved = post(world, client, "desk:mention-add", claim=claim.pk)
    assert saved.status_code == 303
    assert claim.mentions.count() == 2
    back = client.post(reverse("desk:claim-add", args=[world.first_article.pk]), {**kept, "nearest": "1"})
    assert values(back, "context") == [TYPED["context"]]


def test_reader_gets_no_suggestion_page(world: World, client: Any) -> None:
    client.force_login(world.reader)
    assert post(world, client, "desk:claim-add", nearest="1").status_code == 403


def test_a_denial_is_saved_as_a_claim_of_its_own_with_its_relation(world: World, client: Any) -> None:
    claim = world.open_claim
    client.force_login(world.checker)
    response = post(world, client, "desk:claim-add", nearest="1")
    assert [button.attributes["value"] for button in parsed(response).all("button", name="denies")] == [str(claim.pk)]
    assert post(world, client, "desk:claim-add", denies=claim.pk).status_code == 303
    denial = Claim.objects.exclude(pk=claim.pk).get()
    relation = Relation.objects.get()
    assert (relation.claim, relation.relation_kind, relation.other) == (denial, "denies", claim)
    assert [entry.action for entry in Entry.objects.order_by("-number")[:2]] == ["relation.added", "claim.added"]


def test_a_closed_claim_cannot_be_denied(world: World, client: Any) -> None:
    claim = world.open_claim
    close_claim(person=world.checker, claim=claim, closed_reason="not_checkable", seen_version=None)
    client.force_login(world.checker)
    assert refused_fields(post(world, client, "desk:claim-add", denies=claim.pk)) == {"denies"}
    assert (Claim.objects.count(), Relation.objects.count()) == (1, 0)
