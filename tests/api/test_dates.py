"""Future dates and inactive ratings are rejected."""

from __future__ import annotations

from typing import Any

import pytest

from factcheck.verdicts.actions import edit_rating
from factcheck.verdicts.models import Rating
from tests.api.calls import Caller
from tests.world import World

FUTURE = "2999-01-01"


@pytest.mark.parametrize(
    ("noun", "fields"),
    [
        ("claims", {"statement": "A statement.", "layer": "proposition", "said_on": FUTURE}),
        ("evidence", {"stance": "supports", "closeness": "primary", "page": True, "available_since": FUTURE}),
        ("searches", {"sought": "supports", "place": "Archive", "terms": "words", "searched_on": FUTURE}),
        ("verdicts", {"as_of": FUTURE}),
    ],
)
def test_future_date_is_rejected(world: World, checker: Caller, noun: str, fields: dict[str, Any]) -> None:
    claim = world.open_claim
    if fields.pop("page", False):
        fields |= {"address": "https://source.example/", "exact": "Words of the page."}
    about = {"claimant": claim.claimant_id} if noun == "claims" else {"claim": claim.pk}
    response = checker.post(f"{noun}/", about | fields)
    assert response.status_code == 422, response.json()
    assert list(response.json()["errors"].values()) == [["This date is in the future."]]


def test_inactive_rating_is_rejected(world: World, checker: Caller) -> None:
    rating = Rating.objects.get(name="False")
    edit_rating(person=world.administrator, rating=rating, seen_version=rating.version, is_active=False)
    response = checker.post("verdicts/", {"claim": world.open_claim.pk, "rating": rating.pk, "as_of": "2022-04-10"})
    assert response.status_code == 422
    assert list(response.json()["errors"]) == ["rating"]
