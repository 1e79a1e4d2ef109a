"""Property: merging and splitting claims in any order loses nothing that is attached to them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.claims.models import Claim, Contribution, Relation
from factcheck.evidence.models import Evidence
from factcheck.merging.actions import merge_claims, split_claim
from factcheck.merging.plan import RelationEnds, relation_moves, renamed_sets
from tests.merging.test_merge import attached, broken_invariants
from tests.plugin import rolled_back
from tests.world import World

NUMBERS = st.integers(0, 3)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("evidence"), NUMBERS, NUMBERS),
        st.tuples(st.just("search"), NUMBERS, NUMBERS),
        st.tuples(st.just("relation"), NUMBERS, NUMBERS),
        st.tuples(st.just("merge"), NUMBERS, NUMBERS),
        st.tuples(st.just("split"), NUMBERS, NUMBERS),
    ),
    max_size=12,
)


@given(steps=STEPS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_merging_and_splitting_loses_nothing(rolled_back_world: World, steps: list[tuple[str, int, int]]) -> None:
    world = rolled_back_world
    with rolled_back():
        claims = [world.claim(f"The scene {number} was arranged.") for number in range(4)]
        for number, (step, first, second) in enumerate(steps):
            one, other = (Claim.objects.get(pk=claims[at].pk) for at in (first, second))
            if one.is_closed or other.is_closed:
                continue
            before = attached(*Claim.objects.all())
            relations = Relation.objects.count()
            contributors = set(Contribution.objects.filter(claim__in=[one, other]).values_list("person", flat=True))
            if step == "evidence":
                world.evidence_on(one, quote=f"Words {number}.", evidence_set="A", person=world.second_checker)
            elif step == "search":
                world.search_on(one)
            elif step == "relation" and one != other:
                Relation.objects.filter(claim=one, other=other).active().exists() or add_denial(world, one, other)
            elif step == "merge" and one != other:
                merge_claims(person=world.checker, claim=one, into=other, seen_version=None)
                assert attached(*Claim.objects.all()) == before
                assert Relation.objects.count() == relations
                assert contributors <= set(Contribution.objects.filter(claim=other).values_list("person", flat=True))
            elif step == "split" and (item := Evidence.objects.filter(claim=one).first()):
                fields = {"statement": f"Part {number}.", "layer": "proposition", "claimant": world.minister}
                added = split_claim(person=world.editor, claim=one, evidence=[item], **fields)
                assert attached(*Claim.objects.all()) == before
                assert contributors - {world.editor.pk} or added.pk
        assert broken_invariants() == []


def add_denial(world: World, claim: Claim, other: Claim) -> None:
    from factcheck.claims.actions import add_relation

    add_relation(person=world.checker, claim=claim, relation_kind="denies", other=other)


RELATIONS = st.lists(
    st.builds(
        RelationEnds,
        st.integers(1, 99),
        st.integers(1, 4),
        st.sampled_from(["denies", "same_as"]),
        st.integers(1, 4),
        st.booleans(),
    ).filter(lambda relation: relation.claim != relation.other),
    unique_by=lambda relation: relation.id,
    max_size=10,
)


@given(relations=RELATIONS)
def test_relations_of_a_merged_claim_move_or_are_withdrawn(relations: list[RelationEnds]) -> None:
    moves = relation_moves(relations, 1, 2)
    active = set()
    for relation in relations:
        move = moves.get(relation.id)
        claim, other = (move.claim, move.other) if move else (relation.claim, relation.other)
        assert claim != other
        is_active = not relation.is_withdrawn and not (move and move.withdrawn_reason)
        assert not (is_active and 1 in (claim, other))
        if is_active and move:
            key = (relation.kind, *(sorted((claim, other)) if relation.kind == "same_as" else (claim, other)))
            assert key not in active
            active.add(key)


@pytest.mark.parametrize(
    ("moved", "existing", "expected"),
    [
        (["A"], ["B"], {}),
        (["A", ""], ["A", ""], {"A": "A (2)"}),
        (["A", "A (2)"], ["A"], {"A": "A (3)"}),
        ([" A "], ["A"], {"A": "A (2)"}),
        (["x" * 12], ["x" * 12], {"x" * 12: "x" * 8 + " (2)"}),
    ],
)
def test_sets_with_the_same_name_are_renamed(moved: list[str], existing: list[str], expected: dict[str, str]) -> None:
    assert renamed_sets(moved, existing, 12) == expected
