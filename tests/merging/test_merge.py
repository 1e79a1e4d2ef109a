"""Merging two claims: what moves, what is withdrawn, who contributes, and which merges are refused."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from factcheck.claims.actions import NewMention, add_mention, add_relation, close_claim, edit_actor, get_or_create_actor
from factcheck.claims.anchoring import find
from factcheck.claims.models import Claim, Contribution, Mention, Party, Relation
from factcheck.evidence.models import Evidence, Reply, SearchLogEntry
from factcheck.ledger.actions import record
from factcheck.ledger.models import Entry
from factcheck.merging.actions import merge_claims
from factcheck.operations.doctor import examine
from factcheck.verdicts.actions import approve, submit
from factcheck.verdicts.models import Review, Verdict
from factcheck.verdicts.queries import basis_for
from factcheck.web.errors import EditConflict, NotAllowed, Refused
from tests.sql import as_owner
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister", "second_checker")]

OTHER = "The mayor had announced that all was well."
MODELS: tuple[Any, ...] = (Mention, Evidence, SearchLogEntry, Reply, Party)


def other_claim(world: World, **fields: Any) -> Claim:
    return world.claim(OTHER, **{"quote": "all was well", "person": world.second_checker, **fields})


def filled(world: World, claim: Claim) -> Claim:
    world.evidence_on(claim, person=world.second_checker)
    world.evidence_on(claim, "supports", quote="Other words.", evidence_set="A")
    world.search_on(claim)
    world.reply_on(claim)
    world.party_on(claim)
    return claim


def merge(world: World, claim: Claim, into: Claim, **options: Any) -> Claim:
    return merge_claims(person=world.checker, claim=claim, into=into, seen_version=claim.version, **options)


def attached(*claims: Claim) -> set[tuple[str, int]]:
    return {
        (model.__name__, pk) for model in MODELS for pk in model.objects.filter(claim__in=claims).values_list("pk", flat=True)
    }


def broken_invariants() -> list[str]:
    return [finding for result in examine() for finding in result.findings]


@transaction.atomic
def move_directly(world: World, row: Any, to: Claim) -> None:
    """Move a row with a ledger entry, but without a merge, and commit."""
    type(row).objects.filter(pk=row.pk).update(claim=to, version=row.version + 1)
    row.refresh_from_db()
    record(person=world.checker, action="claims.merged", subject=row, after={"claim": to.pk})
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_everything_moves_with_its_authors(world: World) -> None:
    loser, survivor = filled(world, other_claim(world)), filled(world, world.claim())
    before = attached(loser, survivor)
    authors = {item.pk: item.created_by_id for item in Evidence.objects.all()}
    merge(world, loser, survivor)
    assert attached(survivor) == before
    assert attached(loser) == set()
    assert {item.pk: item.created_by_id for item in Evidence.objects.all()} == authors
    assert broken_invariants() == []


def test_one_entry_contains_every_moved_row(world: World) -> None:
    loser, survivor = filled(world, other_claim(world)), world.claim()
    moved = attached(loser)
    before = Entry.objects.count()
    merge(world, loser, survivor, note="They are the same.")
    assert Entry.objects.count() == before + 1
    entry = Entry.objects.get(number=before + 1)
    assert (entry.action, entry.kind, entry.object_id, entry.reason) == ("claims.merged", "claim", loser.pk, "They are the same.")
    kinds = {"mention": "Mention", "evidence": "Evidence", "search": "SearchLogEntry", "reply": "Reply", "party": "Party"}
    assert {(kinds[kind], int(pk)) for kind, rows in entry.after["rows"].items() for pk in rows} == moved
    assert {values["claim"] for rows in entry.before["rows"].values() for values in rows.values()} == {loser.pk}
    assert {values["claim"] for rows in entry.after["rows"].values() for values in rows.values()} == {survivor.pk}
    assert ["claim", survivor.pk] in [touched[:2] for touched in entry.touched]


def test_merged_claim_is_closed_and_points_to_the_other(world: World) -> None:
    loser, survivor = other_claim(world), world.claim()
    assert merge(world, loser, survivor).pk == loser.pk
    loser.refresh_from_db()
    assert (loser.closed_reason, loser.merged_into_id, loser.closed_by_id) == ("merged", survivor.pk, world.checker.pk)
    assert loser.is_closed


def test_claims_closed_in_favor_of_the_merged_one_point_to_the_remaining_one(world: World) -> None:
    first, second, duplicate, survivor = other_claim(world), other_claim(world), other_claim(world), world.claim()
    merge(world, first, second)
    second.refresh_from_db()
    close_claim(
        person=world.checker, claim=duplicate, closed_reason="duplicate", duplicate_of=second, seen_version=duplicate.version
    )
    merge(world, second, survivor)
    assert Claim.objects.get(pk=first.pk).merged_into_id == survivor.pk
    assert Claim.objects.get(pk=duplicate.pk).duplicate_of_id == survivor.pk
    assert broken_invariants() == []


def test_contributors_are_combined(world: World) -> None:
    loser, survivor = other_claim(world, person=world.other_editor), world.claim()
    merge(world, loser, survivor)
    people = set(Contribution.objects.filter(claim=survivor).values_list("person", flat=True))
    assert {world.other_editor.pk, world.checker.pk} <= people


def test_contributor_to_the_merged_claim_cannot_approve_the_verdict_of_the_other(world: World) -> None:
    verdict = world.ready()
    loser = other_claim(world, person=world.other_editor)
    merge(world, loser, verdict.claim)
    verdict = submit(person=world.checker, verdict=Verdict.objects.get(pk=verdict.pk))
    with pytest.raises(NotAllowed):
        approve(person=world.other_editor, verdict=verdict, version=verdict.latest, basis=basis_for(verdict.claim))
    approve(person=world.editor, verdict=verdict, version=verdict.latest, basis=basis_for(verdict.claim))


def test_database_rejects_a_review_by_a_contributor_to_the_merged_claim(world: World) -> None:
    verdict = world.ready()
    loser = other_claim(world, person=world.other_editor)
    merge(world, loser, verdict.claim)
    verdict = submit(person=world.checker, verdict=Verdict.objects.get(pk=verdict.pk))
    with pytest.raises(IntegrityError, match="contributed to this verdict"), transaction.atomic():
        Review.objects.create(
            verdict_version=verdict.latest, decision="approve", basis="0" * 64, cooling_off_days=0, created_by=world.other_editor
        )


def test_approval_before_the_merge_stays_valid_on_record(world: World) -> None:
    """The approver had contributed only to the other claim when they approved this one."""
    loser = other_claim(world, person=world.editor)
    edit_actor(person=world.editor, actor=world.minister, seen_version=world.minister.version, description="former minister")
    verdict = world.published
    merge(world, loser, verdict.claim)
    assert broken_invariants() == []
    assert world.editor.pk in set(Contribution.objects.filter(claim=verdict.claim).values_list("person", flat=True))


def test_edit_of_an_actor_of_a_mention_that_moved_in_later_is_not_an_unseen_edit(world: World) -> None:
    speaker, _ = get_or_create_actor(person=world.checker, name="Sonia Speaker")
    revision = world.first_article.current
    loser = other_claim(world)
    selectors = [find(revision.text, "A second official")]
    add_mention(person=world.checker, claim=loser, mention=NewMention(revision, selectors, "indirect", [speaker]))
    verdict = world.submitted
    edit_actor(person=world.editor, actor=speaker, seen_version=speaker.version, description="spokesperson")
    verdict = world.approve(verdict)
    merge(world, loser, verdict.claim)
    assert broken_invariants() == []


def test_relations_move_and_duplicates_are_withdrawn(world: World) -> None:
    loser, survivor = other_claim(world), world.claim()
    third = world.claim("They did it.", quote="rejected the accusation")
    for claim, kind, other in (
        (survivor, "denies", third),
        (loser, "denies", third),
        (third, "part_of", loser),
        (loser, "same_as", survivor),
        (survivor, "counters", loser),
    ):
        add_relation(person=world.checker, claim=claim, relation_kind=kind, other=other)
    merge(world, loser, survivor)
    active = set(Relation.objects.active().values_list("claim", "relation_kind", "other"))
    assert active == {(survivor.pk, "denies", third.pk), (third.pk, "part_of", survivor.pk)}
    assert Relation.objects.count() == 5
    assert all(relation.withdrawn_reason for relation in Relation.objects.exclude(withdrawn_at=None))
    assert broken_invariants() == []


def test_relation_to_a_closed_claim_moves(world: World) -> None:
    loser, survivor = other_claim(world), world.claim()
    third = world.claim("They did it.", quote="rejected the accusation")
    relation = add_relation(person=world.checker, claim=loser, relation_kind="denies", other=third)
    close_claim(person=world.checker, claim=third, closed_reason="ambiguous", seen_version=third.version)
    merge(world, loser, survivor)
    assert Relation.objects.get(pk=relation.pk).claim_id == survivor.pk


def test_party_of_both_claims_is_named_once(world: World) -> None:
    loser, survivor = filled(world, other_claim(world)), filled(world, world.claim())
    merge(world, loser, survivor)
    parties = Party.objects.filter(claim=survivor)
    assert (parties.count(), parties.active().count()) == (2, 1)


def test_evidence_sets_with_the_same_name_stay_apart(world: World) -> None:
    loser, survivor = filled(world, other_claim(world)), filled(world, world.claim())
    merge(world, loser, survivor)
    assert sorted(Evidence.objects.filter(claim=survivor).values_list("evidence_set", flat=True)) == ["", "", "A", "A (2)"]


@pytest.mark.parametrize(
    ("loser_state", "survivor_state", "is_possible"), [(0, 0, True), (0, 1, True), (1, 0, False), (1, 1, False)]
)
def test_at_most_one_claim_has_a_verdict_and_it_stays(
    world: World, loser_state: int, survivor_state: int, is_possible: bool
) -> None:
    loser, survivor = other_claim(world), world.claim()
    for claim, has_verdict in ((loser, loser_state), (survivor, survivor_state)):
        if has_verdict:
            world.ready(claim)
    if is_possible:
        merge(world, loser, survivor)
        return
    with pytest.raises(Refused, match="verdict"):
        merge(world, loser, survivor)
    assert not Claim.objects.get(pk=loser.pk).is_closed


def test_claims_of_different_layers_cannot_be_merged(world: World) -> None:
    loser, survivor = other_claim(world, layer="utterance"), world.claim()
    with pytest.raises(Refused, match="layer"):
        merge(world, loser, survivor)


def test_closed_claim_cannot_be_merged(world: World) -> None:
    loser, survivor = other_claim(world), world.claim()
    close_claim(person=world.checker, claim=survivor, closed_reason="ambiguous", seen_version=survivor.version)
    with pytest.raises(Refused, match="closed"):
        merge(world, loser, survivor)


def test_reader_cannot_merge(world: World) -> None:
    loser, survivor = other_claim(world), world.claim()
    with pytest.raises(NotAllowed):
        merge_claims(person=world.reader, claim=loser, into=survivor, seen_version=None)


def test_number_of_statements_does_not_depend_on_the_number_of_rows(world: World) -> None:
    def statements(rows: int) -> int:
        loser, survivor = other_claim(world), world.claim()
        for number in range(rows):
            world.evidence_on(loser, quote=f"Words {number}.")
            world.search_on(loser)
        loser.refresh_from_db()
        with CaptureQueriesContext(connection) as queries:
            merge(world, loser, survivor)
        return len(queries)

    assert statements(1) == statements(4)


def test_search_log_entry_changes_only_in_a_merge(world: World) -> None:
    search, other = world.search, other_claim(world)
    with pytest.raises(IntegrityError, match="cannot change"), transaction.atomic(), as_owner():
        SearchLogEntry.objects.filter(pk=search.pk).update(terms="other words", version=2)
    with pytest.raises(IntegrityError, match="without a merge"):
        move_directly(world, search, other)


@pytest.mark.parametrize(
    ("model", "message"),
    [
        (Mention, "without a merge"),
        (Evidence, "has not assigned the number"),
        (Party, "without a merge"),
        (Reply, "without a merge"),
    ],
)
def test_row_moves_to_another_claim_only_in_a_merge_or_a_split(world: World, model: Any, message: str) -> None:
    filled(world, world.open_claim)
    other = other_claim(world)
    row = model.objects.filter(claim=world.open_claim).first()
    with pytest.raises(IntegrityError, match=message):
        move_directly(world, row, other)


@pytest.mark.parametrize("stale", ["seen_version", "seen_into_version"])
def test_claim_that_was_edited_since_the_comparison_is_a_conflict(world: World, stale: str) -> None:
    loser, survivor = other_claim(world), world.claim()
    seen = {"seen_version": loser.version, "seen_into_version": survivor.version}
    seen[stale] += 1
    with pytest.raises(EditConflict):
        merge_claims(person=world.checker, claim=loser, into=survivor, **seen)
    assert Claim.objects.filter(merged_into=None).count() == 2
