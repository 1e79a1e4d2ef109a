"""The order of the claims from which a person chooses another claim: for a merge, a relation, or a duplicate."""

from __future__ import annotations

import pytest
from django.urls import reverse

from factcheck.claims.actions import close_claim
from factcheck.claims.models import Claim
from factcheck.desk.claim.candidates import MAX_CANDIDATES, candidates
from tests.pages import parsed, signed_in
from tests.plans import FIRST_COPY, bulk_insert, copy_rows, plan_nodes, plan_of, rows_visited, statements_of
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "second_article", "minister")]

STATEMENT = "The prosecutor counted 410 bodies in the region around the town."
NEAREST = "The prosecutor counted 410 bodies around the town."
NEAR = "A prosecutor counted bodies in the region, and not 410."
SCREENS = ("claim-merge", "relation-add", "claim-close")


def listed(world: World, claim: Claim, name: str, query: str = "") -> list[str]:
    """The statements in the order of the page."""
    page = parsed(signed_in(world.checker).get(reverse(f"desk:{name}", args=[claim.pk]), {"q": query}))
    if name == "claim-merge":
        return [link.text for link in page.all("a") if link.attributes["href"].startswith("?other=")]
    choices = [label for label in page.all("label", class_="choice") if label.all("bdi")]
    return [label.all("bdi")[0].text for label in choices]


def elsewhere(world: World, statement: str) -> Claim:
    return world.claim(statement, article=world.second_article, quote="410 bodies")


@pytest.mark.parametrize("name", SCREENS)
def test_nearest_claims_are_first_then_those_of_the_same_article_then_the_newest(world: World, name: str) -> None:
    elsewhere(world, NEAREST)
    elsewhere(world, NEAR)
    claim = world.claim(STATEMENT)
    world.claim("All was well.")
    elsewhere(world, "Nobody has confirmed it.")
    assert listed(world, claim, name) == [NEAREST, NEAR, "All was well.", "Nobody has confirmed it."]


@pytest.mark.parametrize("name", SCREENS)
def test_search_has_its_own_order(world: World, name: str) -> None:
    elsewhere(world, NEAREST)
    claim = world.claim(STATEMENT)
    elsewhere(world, "The region, the whole region: all was well in the region.")
    assert listed(world, claim, name, "region") == ["The region, the whole region: all was well in the region."]
    assert NEAREST in listed(world, claim, name)


def test_closed_claims_and_the_claim_itself_are_left_out(world: World) -> None:
    claim, closed = world.claim(STATEMENT), elsewhere(world, NEAREST)
    close_claim(person=world.checker, claim=closed, closed_reason="ambiguous", seen_version=1)
    elsewhere(world, NEAR)
    assert [row.statement for row in candidates(world.checker, claim, "").claims] == [NEAR]


def test_list_is_limited_and_says_so(world: World) -> None:
    claim = world.claim(STATEMENT)
    others = [elsewhere(world, f"{NEAREST} It was day {number}.").pk for number in range(MAX_CANDIDATES)]
    found = candidates(world.checker, claim, "")
    assert (sorted(row.pk for row in found.claims), found.has_more) == (others, False)
    world.claim("All was well.")
    found = candidates(world.checker, claim, "")
    assert (sorted(row.pk for row in found.claims), found.has_more) == (others, True)


@pytest.mark.slow
def test_candidates_are_read_from_indexes(world: World) -> None:
    """Of 100,000 claims in 1,000 articles, none is near, and 1,000 are in the article of the claim."""
    claim, other = world.claim(STATEMENT), elsewhere(world, "The office in the town: report.")
    mention = other.mentions.get()
    first = world.first_article.current.pk
    with bulk_insert() as cursor:
        copy_rows(cursor, "articles_article", world.second_article.pk, 1_000)
        copy_rows(cursor, "articles_revision", mention.revision_id, 1_000, article_id=f"{FIRST_COPY} + g")
        copy_rows(cursor, "claims_claim", other.pk, 100_000, statement="'The office in the town: report ' || g || '.'")
        revision = f"CASE WHEN g < 1000 THEN {first} ELSE {FIRST_COPY} + g % 1000 END"
        copy_rows(cursor, "claims_mention", mention.pk, 100_000, claim_id=f"{FIRST_COPY} + g", revision_id=revision)
    found = candidates(world.checker, claim, "")
    newest = FIRST_COPY + 999
    assert [row.pk for row in found.claims] == list(range(newest, newest - MAX_CANDIDATES, -1))
    statements = statements_of(lambda: candidates(world.checker, claim, ""))
    assert len(statements) == 5
    for statement, values in statements:
        plan = plan_of(statement, values, generic=False)
        big = [node for node in plan_nodes(plan) if node.get("Relation Name") in ("claims_claim", "claims_mention")]
        assert not [node for node in big if node["Node Type"] == "Seq Scan"], statement
        assert rows_visited(plan) < 6_000, statement
