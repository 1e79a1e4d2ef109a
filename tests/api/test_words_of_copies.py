"""Words of a preserved copy over the API: attached as a new item, and used as the quote of the item."""

from __future__ import annotations

from typing import Any

import pytest

from factcheck.claims.actions import close_claim
from factcheck.evidence.copies.models import EvidenceCopy
from factcheck.evidence.copies.selecting import WORDS_DIFFER
from factcheck.evidence.custody.actions import hide_evidence
from factcheck.evidence.models import Evidence
from tests.api.calls import Caller, placed, quoted
from tests.copies import TEXT, collected, page_item, preserved_copy
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("open_claim", "second_checker")]

KEY = "5f1c1d5e-7f52-4c0d-9a57-0d6f3c4f0b11"
WORDS = "The council met on Monday"


@pytest.fixture
def copy(world: World) -> EvidenceCopy:
    return preserved_copy(world.checker, page_item(world.checker, world.open_claim))


@pytest.fixture
def caller(world: World) -> Caller:
    return Caller(world.second_checker)


def new_item(of: EvidenceCopy, **values: Any) -> dict[str, Any]:
    fields = {"claim": of.evidence.claim_id, "stance": "context", "closeness": "primary", "copy": of.pk}
    return {**fields, "selection": quoted(WORDS), **values}


def test_words_are_attached_with_the_address_and_the_bytes_of_the_copy(copy: EvidenceCopy, caller: Caller) -> None:
    response = caller.post("evidence/", new_item(copy))
    assert response.status_code == 201, response.content
    body = response.json()
    assert (body["found_in"], body["exact"], body["address"]) == ("address", WORDS, copy.item_address)
    own = EvidenceCopy.objects.get(evidence=body["id"])
    assert (own.capture_id, own.text_id, own.copied_from_id) == (copy.capture_id, copy.text_id, copy.pk)
    place = own.evidence.quote_places.get()
    assert (place.start, place.end, place.is_decision) == (TEXT.index(WORDS), TEXT.index(WORDS) + len(WORDS), True)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"selection": quoted("The council met on Tuesday")}, "selection"),
        ({"selection": quoted("he counci")}, None),
        ({"selection": None}, "selection"),
        ({"exact": WORDS}, "exact"),
        ({"address": "https://news.example/"}, "address"),
        ({"fetching": "never"}, "fetching"),
        ({"may_show_surroundings": True}, "may_show_surroundings"),
        ({"copy": 0}, "copy"),
        ({"copy": 10**30}, "copy"),
        ({"copy": "\u0661"}, "copy"),
    ],
)
def test_other_input_is_refused_at_its_field(
    change: dict[str, Any], field: str | None, copy: EvidenceCopy, caller: Caller
) -> None:
    count = Evidence.objects.count()
    response = caller.post("evidence/", new_item(copy, **change))
    if field is None:
        assert response.status_code == 201  # words may begin within a word, as on the desk
        return
    assert response.status_code == 422, response.content
    assert list(response.json()["errors"]) == [field]
    assert Evidence.objects.count() == count


def test_other_words_than_those_at_the_place_are_refused(copy: EvidenceCopy, caller: Caller) -> None:
    response = caller.post("evidence/", new_item(copy, selection=placed(WORDS, 1)))
    assert (response.status_code, response.json()["detail"]) == (409, WORDS_DIFFER)


def test_missing_selection_is_named(copy: EvidenceCopy, caller: Caller) -> None:
    body = new_item(copy)
    del body["selection"]
    response = caller.post("evidence/", body)
    assert (response.status_code, list(response.json()["errors"])) == (422, ["selection"])


def test_copy_of_another_claim_is_refused(world: World, copy: EvidenceCopy, caller: Caller) -> None:
    response = caller.post("evidence/", new_item(copy, claim=world.claim().pk))
    assert (response.status_code, response.json()["errors"]) == (422, {"selection": ["This copy belongs to another claim."]})


def test_hidden_copy_is_refused(world: World, copy: EvidenceCopy, caller: Caller) -> None:
    hide_evidence(person=world.editor, item=copy.evidence, reason_code="other", reason="A court order.")
    attached = caller.post("evidence/", new_item(copy))
    replaced = caller.post(f"copies/{copy.pk}/quote-words/", {"selection": quoted(WORDS), "version": 1})
    assert (attached.status_code, replaced.status_code) == (403, 409)
    assert WORDS not in (attached.content + replaced.content).decode()


def test_words_become_the_quote_of_an_item_whose_quote_is_missing(world: World, caller: Caller) -> None:
    copy = preserved_copy(world.checker, page_item(world.checker, world.open_claim), collected("Nothing at all."))
    path = f"copies/{copy.pk}/quote-words/"
    body = {"selection": quoted("Nothing"), "version": copy.evidence.version}
    assert caller.post(path, {"selection": quoted("Nothing")}).status_code == 428
    assert caller.post(path, {**body, "version": 99}).status_code == 409
    response = caller.post(path, body, idempotency_key=KEY)
    assert (response.status_code, response.json().get("state")) == (200, "found"), response.content
    assert caller.post(path, body, idempotency_key=KEY).json() == response.json()
    assert Evidence.objects.get(pk=copy.evidence_id).exact == "Nothing"
    assert caller.post(path, {**body, "version": 2}).status_code == 409  # the quote was found meanwhile


def test_copy_of_a_closed_claim_is_refused(world: World, copy: EvidenceCopy, caller: Caller) -> None:
    close_claim(person=world.editor, claim=copy.evidence.claim, closed_reason="not_checkable", seen_version=None)
    assert caller.post("evidence/", new_item(copy)).status_code == 409
