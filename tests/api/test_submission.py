"""`verdicts/{id}/submit/`: the optional text and the message to the editor."""

from __future__ import annotations

from typing import Any

import pytest

from factcheck.ledger.models import Entry
from factcheck.verdicts.models import Verdict
from tests.api.calls import Caller
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister", "institute")]


def submit(world: World, verdict: Verdict, **body: Any) -> Any:
    return Caller(world.checker).post(f"verdicts/{verdict.pk}/submit/", {"version": verdict.version, **body})


def test_text_is_saved_and_submitted(world: World) -> None:
    response = submit(world, world.draft, summary="A better sentence.")
    latest = response.json()["latest"]
    assert (response.status_code, response.json()["state"]) == (200, "submitted")
    assert (latest["number"], latest["summary"]) == (2, "A better sentence.")
    assert latest["headline"] == "Images from before the withdrawal show the scene"


def test_refused_submission_writes_nothing(world: World) -> None:
    verdict = world.draft
    before = Entry.objects.count()
    assert submit(world, verdict, summary="").status_code == 409
    assert submit(world, verdict, summary="a" * 501).status_code == 422
    assert submit(world, verdict, version=99, summary="Another one.").status_code == 409
    assert Entry.objects.count() == before


def test_unchanged_version_after_a_return_requires_a_message(world: World) -> None:
    response = submit(world, world.returned)
    assert (response.status_code, list(response.json()["errors"])) == (422, ["message"])
    assert submit(world, world.returned, message="The source is named in item 1.").status_code == 200
    assert Entry.objects.order_by("-number")[0].reason == "The source is named in item 1."
