"""Other names, near matches, and merges of sources and actors in the API."""

from __future__ import annotations

import pytest

from factcheck.articles.models import Source
from tests.api.calls import Caller
from tests.world import World

pytestmark = pytest.mark.django_db


def test_other_names_are_written_read_and_found(checker: Caller, world: World) -> None:
    body = checker.post("sources/", {"name": "The Institute", "other_names": ["TI", " ti "]}).json()
    assert body["other_names"] == ["TI"]
    changed = checker.patch(f"sources/{body['id']}/", {"other_names": ["The  Inst."], "version": 1})
    assert (changed.status_code, changed.json()["other_names"]) == (200, ["The Inst."])
    assert [row["id"] for row in checker.get("sources/?name=inst.").json()["results"]] == [body["id"]]
    refused = checker.post("sources/", {"name": "the inst."})
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["name"])


def test_near_names(checker: Caller, world: World) -> None:
    world.institute  # noqa: B018
    rows = checker.get("sources/near/?name=The+Institut").json()
    assert rows == [{"id": world.institute.pk, "name": "The Institute", "alias": ""}]
    assert checker.get("sources/near/").status_code == 422


def test_merged_source_redirects_and_its_id_refers_to_the_survivor(checker: Caller, world: World) -> None:
    old, survivor = world.ministry, world.institute
    merged = checker.post(f"sources/{old.pk}/merge/", {"into": survivor.pk, "version": 1})
    assert (merged.status_code, merged.json()["id"], merged.json()["other_names"]) == (200, survivor.pk, ["The Ministry"])
    response = checker.get(f"sources/{old.pk}/")
    assert (response.status_code, response["Location"].endswith(f"/api/v1/sources/{survivor.pk}/")) == (308, True)
    assert old.pk not in [row["id"] for row in checker.get("sources/").json()["results"]]
    assert checker.patch(f"sources/{old.pk}/", {"country": "Nepal", "version": 2}).status_code == 409
    article = checker.post("articles/", {"text": "A text.", "outlet": old.pk})
    assert article.json()["outlet"] == survivor.pk
    assert Source.objects.get(pk=old.pk).name == "The Ministry"


def test_actor_without_a_kind_has_the_kind_of_its_source_or_none(checker: Caller, world: World) -> None:
    world.outlet  # noqa: B018
    of_source = checker.post("actors/", {"name": "the daily example"}).json()
    assert (of_source["actor_kind"], of_source["source"]) == ("organization", world.outlet.pk)
    assert checker.post("actors/", {"name": "Somebody"}).json()["actor_kind"] == "unknown"
