"""Placing mentions and passages in a new revision with the API."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from factcheck.articles.models import Revision
from factcheck.claims.models import Contribution, Mention
from factcheck.evidence.models import Evidence
from factcheck.ledger.models import Entry
from factcheck.verdicts.gate_queries import gate_record_for
from tests.api.calls import Caller, quoted
from tests.routes.api_placement import OTHER_CONTEXT, VARIANT, mention_in, passage_in, revise
from tests.world import FIRST, World

pytestmark = pytest.mark.django_db
NOUNS = ["mentions", "evidence"]
PLACE_ACTION = {"mentions": "mention.changed", "evidence": "evidence.placed"}
CONFIRM_ACTION = {"mentions": "mention.context_confirmed", "evidence": "evidence.context_confirmed"}


@pytest.fixture
def colleague(world: World) -> Caller:
    """Someone who has not contributed to the claims."""
    return Caller(world.editor)


def waiting_row(world: World, noun: str, text: str) -> Any:
    return (mention_in if noun == "mentions" else passage_in)(text)(world)


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def selection(noun: str, exact: str, prefix: str = "") -> Any:
    return [quoted(exact, prefix)] if noun == "mentions" else quoted(exact, prefix)


@pytest.mark.parametrize("noun", NOUNS)
def test_proposed_place_is_accepted(world: World, colleague: Caller, noun: str) -> None:
    row = waiting_row(world, noun, VARIANT)
    url = f"{noun}/{row.pk}/"
    assert colleague.get(url).json()["anchor"] == "needs_review"
    newest = Revision.objects.get(article=world.first_article, number=2)
    proposed = colleague.get(f"{url}proposals/").json()
    assert proposed["revision"] == newest.pk
    (place,) = proposed["proposals"]
    body = {**place, "revision": proposed["revision"], "version": row.version}
    key, entries = str(uuid.uuid4()), Entry.objects.count()
    placed = colleague.post(f"{url}place/", body, idempotency_key=key)
    assert placed.status_code == 200, placed.content
    assert placed.json()["revision"] == newest.pk
    assert placed.json()["anchor"] == ("anchored" if noun == "mentions" else "")
    assert placed.json()["version"] == row.version + 1
    assert placed["ETag"] == f'"{row.version + 1}"'
    assert placed.json()["selection"] == place["selection"]
    assert Entry.objects.count() == entries + 1
    assert Entry.objects.order_by("-number")[0].action == PLACE_ACTION[noun]
    assert Contribution.objects.filter(claim=row.claim_id, person=world.editor).exists()
    repeated = colleague.post(f"{url}place/", body, idempotency_key=key)
    assert (repeated.status_code, repeated.json()) == (200, placed.json())
    assert colleague.post(f"{url}place/", body).status_code == 409
    assert Entry.objects.count() == entries + 1
    assert colleague.get(f"{url}proposals/").json() == {"revision": newest.pk, "proposals": []}


@pytest.mark.parametrize("noun", NOUNS)
def test_each_copy_is_proposed(world: World, colleague: Caller, noun: str) -> None:
    text = FIRST.replace("all was well", "all\u00a0was well, or all  was well")
    row = waiting_row(world, noun, text)
    proposals = colleague.get(f"{noun}/{row.pk}/proposals/").json()["proposals"]
    selections = [each["selection"] if noun == "evidence" else each["selection"][0] for each in proposals]
    assert [each["selector"][0]["exact"] for each in selections] == ["all\u00a0was well", "all  was well"]


@pytest.mark.parametrize("noun", NOUNS)
def test_other_text_older_revisions_and_old_versions_are_refused(world: World, colleague: Caller, noun: str) -> None:
    row = waiting_row(world, noun, VARIANT)
    url, newest = f"{noun}/{row.pk}/place/", Revision.objects.get(article=world.first_article, number=2)
    valid = {"revision": newest.pk, "selection": selection(noun, "all\u00a0was well"), "version": row.version}
    other_text = colleague.post(url, {**valid, "selection": selection(noun, "The mayor")})
    assert (other_text.status_code, set(other_text.json()["errors"])) == (422, {"selection"})
    elsewhere = colleague.post(url, {**valid, "selection": selection(noun, "not in the text")})
    assert (elsewhere.status_code, set(elsewhere.json()["errors"])) == (422, {"selection"})
    old = {**valid, "revision": row.revision_id, "selection": selection(noun, "all was well")}
    assert colleague.post(url, old).status_code == 409
    other_article = {**valid, "revision": world.article("They said that all was well.").current.pk}
    other_article["selection"] = selection(noun, "all was well")
    assert colleague.post(url, other_article).status_code == 422
    assert colleague.post(url, {**valid, "version": row.version - 1}).status_code == 409
    assert colleague.post(url, {name: valid[name] for name in ("revision", "selection")}).status_code == 428
    for missing in ("revision", "selection"):
        body = {name: value for name, value in valid.items() if name != missing}
        assert set(colleague.post(url, body).json()["errors"]) == {missing}
    assert fresh(row).version == row.version


@pytest.mark.parametrize("noun", NOUNS)
def test_changed_context_is_confirmed(world: World, colleague: Caller, noun: str) -> None:
    row = waiting_row(world, noun, OTHER_CONTEXT)
    url = f"{noun}/{row.pk}/"
    (change,) = colleague.get(url).json()["changed_context"]
    assert "denied" in change["new"]
    waiting = gate_record_for(row.claim, None).waiting
    assert colleague.post(f"{url}confirm-context/").status_code == 428
    assert colleague.post(f"{url}confirm-context/", {"version": row.version - 1}).status_code == 409
    confirmed = colleague.post(f"{url}confirm-context/", {}, if_match=f'"{row.version}"')
    assert confirmed.status_code == 200, confirmed.content
    assert confirmed.json()["changed_context"] == []
    assert confirmed.json()["version"] == row.version + 1
    assert Entry.objects.order_by("-number")[0].action == CONFIRM_ACTION[noun]
    assert gate_record_for(row.claim, None).waiting == waiting - 1
    assert Contribution.objects.filter(claim=row.claim_id, person=world.editor).exists()


def test_only_passages_can_be_placed(world: World, colleague: Caller) -> None:
    page = world.evidence_on(world.open_claim)
    revision = revise(world, VARIANT)
    url = f"evidence/{page.pk}/"
    assert colleague.get(f"{url}proposals/").status_code == 409
    assert colleague.post(f"{url}confirm-context/", {"version": page.version}).status_code == 409
    body = {"revision": revision.pk, "selection": quoted("all\u00a0was well"), "version": page.version}
    assert colleague.post(f"{url}place/", body).status_code == 422
    assert Evidence.objects.get(pk=page.pk).version == page.version


def test_mention_is_placed_with_all_its_spans(world: World, colleague: Caller) -> None:
    mention = mention_in(VARIANT)(world)
    newest = Revision.objects.get(article=world.first_article, number=2)
    both = [quoted("all\u00a0was well"), quoted("The mayor")]
    body = {"revision": newest.pk, "selection": both, "version": mention.version}
    assert colleague.post(f"mentions/{mention.pk}/place/", body).status_code == 422
    assert Mention.objects.get(pk=mention.pk).revision_id == mention.revision_id
