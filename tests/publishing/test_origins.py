"""The number of independent origins in a published document is that of the evidence gate and of the board."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.claims.anchoring import find
from factcheck.claims.models import Claim
from factcheck.evidence.actions import attach, change_evidence, withdraw_evidence
from factcheck.evidence.custody.actions import hide_evidence
from factcheck.evidence.locators import PassageLocator
from factcheck.evidence.queries import evidence_board
from factcheck.publishing.actions import publish
from factcheck.verdicts import gate
from factcheck.verdicts.gate_queries import gate_record_for
from factcheck.verdicts.models import Verdict
from factcheck.verdicts.queries import broken_sets_for
from tests.pages import source_of
from tests.world import SECOND, World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister", "institute", "editor")]


def published(world: World, verdict: Verdict) -> dict[str, Any]:
    verdict = world.approve(world.submit(verdict))
    publish(person=world.editor, verdict=verdict, seen_version=verdict.version)
    return dict(verdict.publications.get().document)


def of_gate(claim: Claim) -> int:
    return gate_record_for(claim, None).independent_origins


def claim_with_broken_set(world: World) -> tuple[Verdict, list[int]]:
    """A draft on a claim with a counted item, two items of a set of which a third was withdrawn, and the numbers of the two."""
    verdict = world.ready()
    claim = verdict.claim
    kept = [
        world.evidence_on(claim, quote="One.", source="First archive", evidence_set="A"),
        world.evidence_on(claim, quote="Two.", source="Second archive", evidence_set=" A"),
    ]
    lost = world.evidence_on(claim, quote="Three.", source="Third archive", evidence_set="A ")
    withdraw_evidence(person=world.checker, item=lost, reason="It was wrong.")
    return verdict, [item.number for item in kept]


def test_items_of_a_broken_set_do_not_count_for_readers(world: World, client: Client) -> None:
    verdict, numbers = claim_with_broken_set(world)
    document = published(world, verdict)
    assert document["origins"] == {"supports": 0, "contradicts": 1, "context": 0}
    assert (of_gate(verdict.claim), evidence_board(verdict.claim).origins) == (1, 1)
    broken = [item["number"] for item in document["evidence"]["contradicts"] if item["is_set_broken"]]
    assert broken == numbers
    assert "3 items of evidence from 1 independent origin, as of" in document["method"][1]
    page = " ".join(source_of(client.get(reverse("public:check", args=[document["slug"]]))).split())
    assert "1 independent origin " in page
    assert page.count("One of them was withdrawn, so this item does not count toward the number of origins.") == 2


def test_item_without_a_source_does_not_count_for_the_publisher_of_its_article(world: World) -> None:
    verdict = world.ready()
    text = world.article(SECOND, title="The figure", outlet="The Gazette").current
    place = PassageLocator(text, find(text.text, "The prosecutor counted 410 bodies"))
    item = attach(person=world.checker, claim=verdict.claim, stance="context", closeness="primary", quoted_from=place)
    change_evidence(person=world.checker, item=item, seen_version=item.version, source=None)
    document = published(world, verdict)
    (values,) = (each for each in document["evidence"][item.stance] if each["number"] == item.number)
    assert values["source"]["name"] == "The Gazette"
    assert values["is_source_implied"] is True
    assert sum(document["origins"].values()) == of_gate(verdict.claim) == 1


def test_hidden_item_counts_for_readers_as_for_the_gate(world: World) -> None:
    """A takedown hides an item; it does not withdraw it."""
    verdict = world.ready()
    world.evidence_on(verdict.claim, quote="One.", source="First archive", evidence_set="A")
    hidden = world.evidence_on(verdict.claim, quote="Two.", source="Second archive", evidence_set="A")
    hide_evidence(person=world.editor, item=hidden, reason_code="safety", reason="A person is in danger.")
    assert published(world, verdict)["origins"]["contradicts"] == of_gate(verdict.claim) == 3


def test_submission_from_before_the_rule_counts_all_sets(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    verdict, _ = claim_with_broken_set(world)
    assert broken_sets_for(verdict.claim, verdict.latest) == {"A"}
    monkeypatch.setattr(gate, "newsroom_levels", lambda stored: gate.LEVELS_OF_OLD_SUBMISSIONS)
    assert broken_sets_for(verdict.claim, verdict.latest) == ()
