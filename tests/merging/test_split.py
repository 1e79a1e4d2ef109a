"""Splitting a claim: what moves, what stays, and who contributes."""

from __future__ import annotations

from typing import Any

import pytest

from factcheck.claims.actions import NewMention, add_mention
from factcheck.claims.anchoring import find
from factcheck.claims.models import Claim, Contribution, Mention, Party
from factcheck.evidence.models import Evidence
from factcheck.ledger.models import Entry
from factcheck.merging.actions import split_claim
from factcheck.verdicts.models import Verdict
from factcheck.web.errors import EditConflict, Invalid, NotAllowed
from tests.merging.test_merge import attached, broken_invariants, filled
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister")]


def second_mention(world: World, claim: Claim) -> Mention:
    revision = world.first_article.current
    selection = NewMention(revision, [find(revision.text, "all was well")], "indirect", ())
    return add_mention(person=world.checker, claim=claim, mention=selection)


def split(world: World, claim: Claim, **selected: Any) -> Claim:
    fields = {"statement": "All was well.", "layer": "proposition", "claimant": "Mira Mayor", "seen_version": None, **selected}
    return split_claim(person=fields.pop("person", world.checker), claim=claim, **fields)


def test_selected_rows_move_and_the_others_stay(world: World) -> None:
    claim = filled(world, world.claim())
    mention, item = second_mention(world, claim), Evidence.objects.filter(claim=claim).order_by("id").first()
    assert item is not None
    before = attached(claim)
    added = split(world, claim, mentions=[mention], evidence=[item])
    moved = {("Mention", mention.pk), ("Evidence", item.pk)}
    copied = {("Party", Party.objects.get(claim=added).pk)}
    assert attached(added) == moved | copied
    assert attached(claim) == before - moved
    assert (added.statement, added.claimant.name, added.created_by_id) == ("All was well.", "Mira Mayor", world.checker.pk)
    assert broken_invariants() == []


def test_authors_stay_and_contributors_are_copied(world: World) -> None:
    claim = world.claim(person=world.second_checker)
    item = world.evidence_on(claim, person=world.other_editor)
    added = split(world, claim, evidence=[item])
    assert Evidence.objects.get(pk=item.pk).created_by_id == world.other_editor.pk
    people = [set(Contribution.objects.filter(claim=row).values_list("person", flat=True)) for row in (claim, added)]
    assert people[0] == people[1] == {world.checker.pk, world.second_checker.pk, world.other_editor.pk}


def test_verdict_stays_with_the_claim(world: World) -> None:
    claim = world.draft.claim
    item = world.evidence_on(claim, quote="Other words.")
    added = split(world, claim, evidence=[item])
    assert Verdict.objects.get().claim_id == claim.pk
    assert not Verdict.objects.filter(claim=added).exists()


def test_party_of_the_claim_is_a_party_to_the_new_claim(world: World) -> None:
    claim = world.claim()
    world.party_on(claim)
    added = split(world, claim, evidence=[world.evidence_on(claim, source=world.ministry)])
    assert Party.objects.get(claim=added).source == world.ministry


def test_one_entry_is_in_the_history_of_both_claims(world: World) -> None:
    claim = world.claim()
    mention = second_mention(world, claim)
    before = Entry.objects.count()
    added = split(world, claim, mentions=[mention], claimant=world.minister)
    assert Entry.objects.count() == before + 1
    entry = Entry.objects.get(number=before + 1)
    assert (entry.action, entry.object_id, entry.after["split_from"]) == ("claim.split", added.pk, claim.pk)
    assert ["claim", claim.pk] in [touched[:2] for touched in entry.touched]
    assert entry.after["rows"] == {"mention": {str(mention.pk): {"claim": added.pk}}}


def test_nothing_selected_is_refused(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        split(world, world.open_claim)
    assert "selected" in refused.value.errors


@pytest.mark.parametrize(
    "statement",
    [
        "The scene was arranged after the withdrawal.",
        "The scene was arranged after the withdrawal",
        "  the SCENE was\u00a0arranged after the with\u00addrawal.\u200b ",
    ],
)
def test_statement_of_the_claim_is_refused(world: World, statement: str) -> None:
    claim = world.open_claim
    with pytest.raises(Invalid) as refused:
        split(world, claim, mentions=[world.mention], statement=statement)
    assert set(refused.value.errors) == {"statement"}
    assert Claim.objects.count() == 1
    assert Mention.objects.get().claim_id == claim.pk


@pytest.mark.parametrize(
    "different",
    [
        {"statement": "The scene was arranged after the withdrawal?"},
        {"statement": "The scene was arranged after the “withdrawal.”"},
        {"statement": "The scene was arranged after the withdrawal.", "layer": "report"},
    ],
)
def test_other_statement_or_layer_is_accepted(world: World, different: dict[str, str]) -> None:
    added = split(world, world.open_claim, mentions=[world.mention], **different)
    assert Mention.objects.get().claim_id == added.pk


def test_row_of_another_claim_is_refused(world: World) -> None:
    other = world.claim("They did it.", quote="rejected the accusation")
    with pytest.raises(Invalid) as refused:
        split(world, world.open_claim, evidence=[world.evidence_on(other)])
    assert "selected" in refused.value.errors
    assert Claim.objects.count() == 2


def test_stale_version_is_a_conflict(world: World) -> None:
    claim = world.open_claim
    with pytest.raises(EditConflict):
        split(world, claim, mentions=[world.mention], seen_version=claim.version + 1)


def test_reader_cannot_split(world: World) -> None:
    with pytest.raises(NotAllowed):
        split(world, world.open_claim, mentions=[world.mention], person=world.reader)
