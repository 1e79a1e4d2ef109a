"""Nothing was seen, said or looked for on a day that has not come; nothing gets a rating that is out of use."""

from __future__ import annotations

from typing import Any

import pytest

from factcheck.verdicts.actions import edit_rating
from factcheck.verdicts.models import Rating
from tests.api.calls import Caller
from tests.world import World

AHEAD = "2999-01-01"


@pytest.mark.parametrize(
    ("noun", "fields"),
    [
        ("claims", {"statement": "A statement.", "layer": "proposition", "said_on": AHEAD}),
        ("evidence", {"stance": "supports", "closeness": "primary", "page": True, "available_since": AHEAD}),
        ("searches", {"sought": "supports", "place": "Archive", "terms": "words", "searched_on": AHEAD}),
        ("verdicts", {"as_of": AHEAD}),
    ],
)
def test_a_day_that_has_not_come_is_refused(world: World, checker: Caller, noun: str, fields: dict[str, Any]) -> None:
    claim = world.open_claim
    if fields.pop("page", False):
        fields |= {"address": "https://source.example/", "exact": "Words of the page."}
    about = {"claimant": claim.claimant_id} if noun == "claims" else {"claim": claim.pk}
    answer = checker.post(f"{noun}/", about | fields)
    assert answer.status_code == 422, answer.json()
    assert list(answer.json()["errors"].values()) == [["This date is in the future."]]


def test_a_rating_out_of_use_is_refused(world: World, checker: Caller) -> None:
    rating = Rating.objects.get(name="False")
    edit_rating(person=world.administrator, rating=rating, seen_version=rating.version, is_active=False)
    answer = checker.post("verdicts/", {"claim": world.open_claim.pk, "rating": rating.pk, "as_of": "2022-04-10"})
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["rating"]
