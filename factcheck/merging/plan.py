"""Decides whether two claims can be merged, and what happens to their relations, parties, and evidence sets. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BETWEEN_MERGED = "The two claims were merged."
SAME_RELATION = "The claims were merged, and the other claim has the same relation."
SAME_PARTY = "The claims were merged, and the other claim names the same party."
SYMMETRIC = frozenset({"same_as"})
"""Kinds of relations that have no direction."""


@dataclass(frozen=True, slots=True)
class MergeCandidate:
    """What the decision needs to know about a claim. `layer` is its value."""

    id: int
    layer: str
    has_verdict: bool


def merge_problem(claim: MergeCandidate, into: MergeCandidate) -> str:
    """Why `claim` cannot be merged into `into`; empty if it can. `into` is the claim that stays."""
    if claim.id == into.id:
        return "A claim cannot be merged into itself."
    if claim.layer != into.layer:
        layer, other_layer = sorted((claim.layer, into.layer))
        return (
            f"The layer of one claim is “{layer},” and that of the other “{other_layer},” so they are different claims."
            " If one of the layers is wrong, correct it first."
        )
    if claim.has_verdict and into.has_verdict:
        return "Both claims have a verdict. Claims can be merged only if at most one of them has a verdict."
    if claim.has_verdict:
        return f"Claim {claim.id} has a verdict, so it has to stay. Merge claim {into.id} into claim {claim.id}."
    return ""


@dataclass(frozen=True, slots=True)
class RelationEnds:
    """A relation: `claim` has the relation `kind` to `other`."""

    id: int
    claim: int
    kind: str
    other: int
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class RelationMove:
    """The claims of a relation after the merge. It is withdrawn if `withdrawn_reason` is not empty."""

    claim: int
    other: int
    withdrawn_reason: str = ""


def relation_moves(relations: Iterable[RelationEnds], claim: int, into: int) -> dict[int, RelationMove]:
    """What happens to each of `relations`, by id, when `claim` is merged into `into`. `relations` are those of both claims.

    Relations of `claim` move. Those between the two claims stay where they are and are withdrawn. If `into` already has the same
    relation, the moved one is withdrawn.
    """
    relations = sorted(relations, key=lambda relation: relation.id)
    own = [relation for relation in relations if claim not in (relation.claim, relation.other)]
    active = {_key(relation.kind, relation.claim, relation.other) for relation in own if not relation.is_withdrawn}
    moves: dict[int, RelationMove] = {}
    for relation in relations:
        if claim not in (relation.claim, relation.other):
            continue
        if {relation.claim, relation.other} == {claim, into}:
            if not relation.is_withdrawn:
                moves[relation.id] = RelationMove(relation.claim, relation.other, BETWEEN_MERGED)
            continue
        first, second = (into if end == claim else end for end in (relation.claim, relation.other))
        key = _key(relation.kind, first, second)
        is_duplicate = not relation.is_withdrawn and key in active
        if not relation.is_withdrawn:
            active.add(key)
        moves[relation.id] = RelationMove(first, second, SAME_RELATION if is_duplicate else "")
    return moves


def _key(kind: str, first: int, second: int) -> tuple[str, int, int]:
    return (kind, min(first, second), max(first, second)) if kind in SYMMETRIC else (kind, first, second)


def renamed_sets(moved: Iterable[str], existing: Iterable[str], max_length: int) -> dict[str, str]:
    """New names of the evidence sets in `moved` whose names are also in `existing`, so that two sets do not become one.

    Names have at most `max_length` code points. Surrounding white space does not distinguish names.
    """
    taken = {name.strip() for name in existing} | {name.strip() for name in moved}
    clashes: Sequence[str] = sorted({name.strip() for name in moved} & {name.strip() for name in existing} - {""})
    renamed: dict[str, str] = {}
    numbers: dict[str, int] = {}  # so that names with the same long beginning do not try the same numbers again
    for name in clashes:
        beginning = name[: max_length - len(" (2)")]
        number = numbers.get(beginning, 2)
        while (new := f"{name[: max_length - len(f' ({number})')]} ({number})") in taken:
            number += 1
        taken.add(new)
        renamed[name], numbers[beginning] = new, number + 1
    return renamed
