"""The list of all claims and its filters."""

from __future__ import annotations

import re
from typing import Any

import pytest

from factcheck.accounts.models import Person
from factcheck.claims.actions import get_or_create_actor
from factcheck.evidence.actions import withdraw_evidence
from factcheck.verdicts.actions import save_version
from factcheck.verdicts.models import Rating
from tests.pages import parsed, signed_in
from tests.plans import statements_of
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister", "institute", "reader")]
ADDRESS = "/desk/claims/"


def statements(person: Person, query: str = "") -> list[str]:
    content = signed_in(person).get(ADDRESS + query).content.decode()
    return re.findall(r'class="claim-statement"[^>]*>([^<]+)</a>', content)


def three(world: World) -> None:
    mayor, _ = get_or_create_actor(person=world.checker, name="Anna Mayor")
    world.claim("First.", layer="utterance", topics=["Town", "War"])
    world.ready(world.claim("Second.", layer="report", claimant=mayor, topics=["Town"]))
    world.submit(world.ready(world.claim("Third.", topics=[])))


def test_newest_claim_is_first(world: World) -> None:
    three(world)
    assert statements(world.reader) == ["Third.", "Second.", "First."]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?layer=utterance", ["First."]),
        ("?state=none", ["First."]),
        ("?state=draft", ["Second."]),
        ("?state=submitted", ["Third."]),
        ("?claimant=anna", ["Second."]),
        ("?claimant=%25", []),
        ("?topic=Town", ["Second.", "First."]),
        ("?words=second", ["Second."]),
        ("?words=first+or+second", ["Second.", "First."]),
        ("?words=first+second", []),
        ("?words=%21", []),
        ("?topic=Tow", []),
        ("?conclusion=refuted", ["Third.", "Second."]),
        ("?conclusion=supported", []),
        ("?layer=report&topic=Town&state=draft&conclusion=refuted&claimant=mayor", ["Second."]),
        ("?layer=other&state=other&conclusion=other", ["Third.", "Second.", "First."]),
    ],
)
def test_each_filter_returns_matching_claims(world: World, query: str, expected: list[str]) -> None:
    three(world)
    assert statements(world.reader, query) == expected


def test_conclusion_is_of_the_newest_version(world: World) -> None:
    verdict = world.draft
    true = Rating.objects.get(name="True")
    save_version(person=world.checker, verdict=verdict, seen_version=verdict.version, rating=true, conclusion="supported")
    assert statements(world.reader, "?conclusion=refuted") == []
    assert statements(world.reader, "?conclusion=supported") == [verdict.claim.statement]


def test_row_does_not_count_withdrawn_rows(world: World) -> None:
    claim = world.open_claim
    world.evidence_on(claim, "supports")
    world.evidence_on(claim, "contradicts", quote="One.")
    gone = world.evidence_on(claim, "contradicts", quote="Two.")
    withdraw_evidence(person=world.checker, item=gone, reason="A copy.")
    content = re.sub(r"\s+", " ", signed_in(world.reader).get(ADDRESS).content.decode())
    for words in ('title="1 supports"', 'title="1 contradicts"', 'title="0 context"', "in 1 article"):
        assert words in content


def test_each_claim_is_on_one_page(world: World) -> None:
    for number in range(53):
        world.claim(f"Statement {number}.")
    client = signed_in(world.reader)
    content = client.get(ADDRESS).content.decode()
    following = re.search(r'rel="next" href="([^"]+)"', content)
    assert following
    rest = client.get(ADDRESS + following[1].replace("&amp;", "&")).content.decode()
    found = re.findall(r"(Statement \d+)\.</a>", content + rest)
    assert found == [f"Statement {number}" for number in range(52, -1, -1)]


def test_empty_list_and_filter_without_matches_explain_what_to_do(world: World) -> None:
    assert "No claims yet." in signed_in(world.reader).get(ADDRESS).content.decode()
    three(world)
    assert "No claims match this filter." in signed_in(world.reader).get(ADDRESS + "?topic=none").content.decode()


def test_number_of_queries_does_not_depend_on_the_rows(world: World, django_assert_max_num_queries: Any) -> None:
    client = signed_in(world.reader)
    world.ready(world.claim("First."))
    client.get(ADDRESS)
    with django_assert_max_num_queries(4) as one:
        client.get(ADDRESS)
    world.ready(world.claim("Second."))
    world.ready(world.claim("Third."))
    with django_assert_max_num_queries(4) as three_rows:
        client.get(ADDRESS)
    assert len(three_rows) == len(one)


def test_tabs_of_states_keep_the_other_filters(world: World) -> None:
    three(world)
    page = parsed(signed_in(world.reader).get(ADDRESS + "?topic=Town&state=draft"))
    tabs = page.all(class_="segments")[0].all("a")
    assert [tab.text for tab in tabs][:4] == ["All", "No verdict", "Draft", "Submitted"]
    assert [tab.text for tab in tabs if tab.attributes.get("aria-current")] == ["Draft"]
    assert statements(world.reader, tabs[0].attributes["href"]) == ["Second.", "First."]
    assert statements(world.reader, tabs[3].attributes["href"]) == []


def test_row_says_who_added_the_claim_and_that_it_has_no_verdict(world: World) -> None:
    world.claim("First.")
    (row,) = parsed(signed_in(world.reader).get(ADDRESS)).all(class_="work")
    assert row.all(class_="work-person")[0].text == "Added by Chris Checker"
    assert row.all(class_="work-rating")[0].text == "no verdict yet"
    assert row.all(class_="work-age")[0].all("time")


def test_claims_of_an_unknown_claimant_are_not_searched_for(world: World) -> None:
    """A subquery with the names made PostgreSQL read all claims."""

    def reads_claims(claimant: str) -> bool:
        return any('FROM "claims_claim"' in sql for sql, _ in statements_of(lambda: statements(world.checker, claimant)))

    three(world)
    assert reads_claims("?claimant=mayor")
    assert not reads_claims("?claimant=Nobody")
