"""The evidence board: columns, sets, origins, timing, duplicates, and number of queries."""

from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from factcheck.articles.actions import add_source
from factcheck.claims.anchoring import find
from factcheck.evidence.actions import AlreadyAttached, FileLocator, PageLocator, PassageLocator, attach, withdraw_evidence
from factcheck.evidence.duplicates import find_duplicate
from factcheck.evidence.queries import evidence_board
from factcheck.web.errors import Invalid
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("open_claim", "institute")]


def quote(number: int) -> dict[str, str]:
    return {"address": f"https://institute.example/{number}", "quote": f"Words {number}."}


def test_board_has_a_column_for_each_stance_and_separates_withdrawn_items(world: World) -> None:
    claim = world.open_claim
    active = {
        stance: world.evidence_on(claim, stance, **quote(n)) for n, stance in enumerate(("supports", "contradicts", "context"))
    }
    withdrawn = world.evidence_on(claim, "supports", **quote(9))
    withdraw_evidence(person=world.checker, item=withdrawn, reason="It shows another place.")
    board = evidence_board(claim)
    assert {column.stance: [item.row.pk for item in column.items] for column in board.columns} == {
        stance: [row.pk] for stance, row in active.items()
    }
    assert [item.row.pk for item in board.withdrawn] == [withdrawn.pk]


def test_outlets_with_the_same_origin_count_as_one_origin(world: World) -> None:
    for number in range(5):
        outlet = add_source(person=world.checker, name=f"Outlet {number}")
        world.evidence_on(world.open_claim, **quote(number), source=outlet, origin=world.ministry)
    board = evidence_board(world.open_claim)
    assert [(root.source, root.items) for root in board.roots] == [(world.ministry, 5)]
    assert (board.origins, board.party_origins) == (1, 0)


def test_parties_are_labeled_and_counted_apart_from_independent_origins(world: World) -> None:
    """A party to one claim is no party to another."""
    party = world.party_on(world.open_claim)
    other = world.claim("The town was left on 30 March.", quote="the town had been left on 30 March")
    for claim in (world.open_claim, other):
        world.evidence_on(claim, **quote(1), source=world.outlet, origin=world.ministry)
        world.evidence_on(claim, **quote(2), source=world.ministry, origin=world.institute)
        world.evidence_on(claim, **quote(3), source=world.outlet)
    board = evidence_board(world.open_claim)
    assert [item.parties for item in board.items] == [(party,), (party,), ()]
    assert [(root.source, root.party) for root in board.roots] == [
        (world.ministry, party),
        (world.institute, None),
        (world.outlet, None),
    ]
    assert (board.origins, board.party_origins, board.contradicts.party_origins) == (2, 1, 1)
    unrelated = evidence_board(other)
    assert ([item.parties for item in unrelated.items], unrelated.origins, unrelated.party_origins) == ([(), (), ()], 3, 0)


def test_source_is_its_own_origin_by_default(world: World) -> None:
    world.evidence_on(world.open_claim, **quote(1), source=world.institute)
    world.evidence_on(world.open_claim, **quote(2), source=world.outlet, origin=world.institute)
    world.evidence_on(world.open_claim, **quote(3), source=world.ministry)
    world.evidence_on(world.open_claim, **quote(4), source=None)
    board = evidence_board(world.open_claim)
    assert [(root.source, root.items) for root in board.roots] == [(world.institute, 2), (world.ministry, 1)]
    assert board.unnamed == 1


def test_items_of_a_set_are_grouped_at_its_first_item(world: World) -> None:
    first, alone, second = (
        world.evidence_on(world.open_claim, **quote(n), evidence_set=label) for n, label in enumerate(("A", "", " A "))
    )
    groups = evidence_board(world.open_claim).contradicts.groups
    assert [(group.label, [item.row.pk for item in group.items]) for group in groups] == [
        ("A", [first.pk, second.pk]),
        ("", [alone.pk]),
    ]


@pytest.mark.unprepared
def test_timing_is_relative_to_the_date_of_the_claim() -> None:
    world = World()  # its claim was made on 4 April 2022
    days = [date(2022, 3, 11), date(2022, 4, 4), date(2022, 4, 22), None]
    for number, day in enumerate(days):
        world.evidence_on(world.open_claim, **quote(number), available_since=day)
    assert [item.timing for item in evidence_board(world.open_claim).contradicts.items] == [
        "before",
        "same_day",
        "after",
        "unknown",
    ]


def test_column_has_the_unsuccessful_searches_for_its_stance(world: World) -> None:
    entry = world.search_on(world.open_claim, "supports")
    board = evidence_board(world.open_claim)
    assert board.supports.searched == (entry,)
    assert board.contradicts.searched == ()


def test_board_has_the_permissions_of_the_person(world: World) -> None:
    assert not evidence_board(world.open_claim).may_attach
    assert evidence_board(world.open_claim, world.checker).may_attach
    assert "role" in evidence_board(world.open_claim, world.reader).may_attach.reason


@pytest.mark.parametrize("number", [1, 3])
def test_board_takes_two_queries_for_any_number_of_items(
    number: int, django_assert_num_queries: DjangoAssertNumQueries, world: World
) -> None:
    for at in range(number):
        text = world.first_article.current
        world.evidence_on(world.open_claim, **quote(at), origin=world.ministry)
        attach(
            person=world.checker,
            claim=world.open_claim,
            stance="supports",
            closeness="primary",
            quoted_from=PassageLocator(text, find(text.text, ("The minister", "told reporters", "The mayor")[at])),
        )
        attach(
            person=world.checker,
            claim=world.open_claim,
            stance="context",
            closeness="primary",
            quoted_from=FileLocator(f"{at}.txt", "text/plain", b"content %d" % at),
        )
    with django_assert_num_queries(3):
        board = evidence_board(world.open_claim)
        values = [(item.title, item.root, item.parties, item.row.created_by.name) for item in board.items]
    assert len(values) == 3 * number


@pytest.mark.parametrize(
    "address",
    [
        "https://institute.example/images",
        "http://institute.example/images/",
        "https://www.institute.example/images#top",
        "HTTPS://Institute.example/images",
    ],
)
def test_same_quote_of_the_same_page_is_a_duplicate(address: str, world: World) -> None:
    assert find_duplicate(world.open_claim, PageLocator(address, "seen  since\n11 March.")) is None
    item = world.evidence
    assert find_duplicate(world.open_claim, PageLocator(address, "seen  since\n11 March.")) == item


def test_another_quote_page_or_claim_or_a_withdrawn_item_is_not_a_duplicate(world: World) -> None:
    item = world.evidence
    page = "https://institute.example/images"
    assert find_duplicate(world.open_claim, PageLocator(page, "Other words.")) is None
    assert find_duplicate(world.open_claim, PageLocator(f"{page}?page=2", item.exact)) is None
    assert find_duplicate(world.claim("Another claim."), PageLocator(page, item.exact)) is None
    withdraw_evidence(person=world.checker, item=item, reason="Wrong place.")
    assert find_duplicate(world.open_claim, PageLocator(page, item.exact)) is None


def test_same_file_or_passage_is_a_duplicate(world: World) -> None:
    text = world.first_article.current
    passage, file = PassageLocator(text, find(text.text, "The mayor")), FileLocator("a.txt", "text/plain", b"bytes")
    renamed = FileLocator("another name.txt", "text/plain", b"bytes")
    fields: dict[str, Any] = {"person": world.checker, "claim": world.open_claim, "stance": "context", "closeness": "primary"}
    for first, second in ((passage, passage), (file, renamed)):
        item = attach(**fields, quoted_from=first, allow_duplicate=False)
        with pytest.raises(AlreadyAttached, match="already attached to the claim as “context") as refused:
            attach(**fields, quoted_from=second, allow_duplicate=False)
        assert refused.value.duplicate == item
        assert attach(**fields, quoted_from=second, allow_duplicate=True) != item


@pytest.mark.parametrize("address", ["http://[", "javascript:alert(1)", "http://x y/"])
def test_invalid_address_is_refused_before_the_search_for_a_duplicate(address: str, world: World) -> None:
    assert world.evidence
    fields: dict[str, Any] = {"person": world.checker, "claim": world.open_claim, "stance": "context", "closeness": "primary"}
    with pytest.raises(Invalid) as refused:
        attach(**fields, quoted_from=PageLocator(address, "Words."), allow_duplicate=False)
    assert set(refused.value.errors) == {"address"}
