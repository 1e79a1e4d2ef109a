"""The claims nearest to a statement."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.claims.actions import close_claim
from factcheck.claims.nearest import half_of, most_specific, nearest_claims, similarity
from tests.plans import bulk_insert, plan_nodes, plan_of, statements_of
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister")]

STATEMENT = "The prosecutor counted 410 bodies in the region around the town."


def statements(world: World, text: str) -> list[str]:
    return [claim.statement for claim in nearest_claims(world.checker, text)]


def add(world: World, *texts: str) -> None:
    for text in texts:
        world.claim(text)


@pytest.mark.parametrize(
    "typed",
    [
        STATEMENT,
        "the PROSECUTOR counted",
        "410 bodies",
        "Around the region, prosecutors count 410 bodies",
        "The prosecutor counted “410 bodies” — so they said",
        "prosecutor count\u00aded 410 bo\u200bdies",
    ],
)
def test_similar_statement_is_found(world: World, typed: str) -> None:
    add(world, STATEMENT, "The scene was arranged after the withdrawal.", "All was well in the town.")
    assert statements(world, typed)[0] == STATEMENT


@pytest.mark.parametrize(
    "typed", ["", "  ", "the", "prosecutor", "of the and", "Herrings swim in cold water.", "'; DROP & | ! \\", "\x1f"]
)
def test_text_without_similar_claims_has_no_suggestions(world: World, typed: str) -> None:
    add(world, STATEMENT)
    assert statements(world, typed) == []


def test_nearest_claim_is_first_and_at_most_five_are_shown(world: World) -> None:
    add(world, *(f"The prosecutor counted 410 bodies in region {number}." for number in range(7)), STATEMENT)
    found = statements(world, STATEMENT)
    assert found[0] == STATEMENT
    assert len(found) == 5


def test_closed_claim_is_not_suggested(world: World) -> None:
    claim = world.claim(STATEMENT)
    close_claim(person=world.checker, claim=claim, closed_reason="ambiguous", seen_version=1)
    assert statements(world, STATEMENT) == []


def test_number_of_queries_is_constant(world: World) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            nearest_claims(world.checker, STATEMENT)
        return len(captured)

    add(world, STATEMENT)
    before = queries()
    add(world, STATEMENT, STATEMENT, STATEMENT)
    assert before == queries() == 3


@pytest.mark.slow
def test_search_reads_the_index_and_not_the_table(world: World) -> None:
    """Each of the 100,000 statements shares the common words, and one also shares the rare ones."""
    actor, person = world.minister.pk, world.checker.pk
    world.claim(STATEMENT)
    with bulk_insert() as cursor:
        cursor.execute(
            """INSERT INTO claims_claim (version, statement, context, layer, claimant_id, said_precision, place, types, topics,
                created_at, created_by_id)
            SELECT 1, 'The office in the town: report ' || (1000 + n) || '.', '', 'proposition', %s, 'day', '', '{}',
                '{}', now(), %s FROM generate_series(1, 100000) AS n""",
            [actor, person],
        )
    assert statements(world, STATEMENT) == [STATEMENT]
    statement, values = statements_of(lambda: nearest_claims(world.checker, STATEMENT))[-1]
    nodes: list[Any] = list(plan_nodes(plan_of(statement, values, generic=False)))
    assert {node.get("Index Name") for node in nodes if "Index" in node["Node Type"]} >= {"claim_words"}
    assert not [node for node in nodes if node["Node Type"] == "Seq Scan" and node["Relation Name"] == "claims_claim"]


def test_numbers_and_long_words_are_most_specific() -> None:
    assert most_specific(["a", "town", "410", "prosecutor", "bodi", "region", "count", "around"]) == [
        *("410", "prosecutor", "around", "region", "count", "bodi")
    ]


def test_half_of_the_words_are_required() -> None:
    assert half_of(["a", "b", "c"]) == "('a' & 'b') | ('a' & 'c') | ('b' & 'c')"
    assert half_of(["it's", "b\\"]) == "('it''s' & 'b\\\\')"


def test_similarity_is_the_share_of_words_and_the_dice_coefficient() -> None:
    assert similarity(["a", "b"], ["a", "b", "c", "d"]) == (1.0, 4 / 6)
    assert similarity([], []) == (0, 0)
