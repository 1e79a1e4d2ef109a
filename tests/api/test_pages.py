"""Lists: pagination, filters, and a constant number of queries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.accounts.tokens import issue_token
from factcheck.claims.actions import add_relation, get_or_create_actor
from factcheck.publishing.actions import publish
from tests.api.calls import Caller
from tests.world import World

pytestmark = pytest.mark.prepared("first_article", "minister")


def _add_claim(world: World, number: int) -> Any:
    return world.claim(f"Statement {number}.", article=world.article(f"Text {number}: The scene was arranged."))


def _publish_claim(world: World, number: int) -> None:
    verdict = world.approve(world.submit(world.ready(_add_claim(world, number))))
    publish(person=world.editor, verdict=verdict)


CREATE_ROW: dict[str, Callable[[World, int], Any]] = {
    "sources": lambda world, n: world.article(f"Text {n}."),
    "articles": lambda world, n: world.article(f"Text {n}."),
    "revisions": lambda world, n: world.article(f"Text {n}."),
    "captures": lambda world, n: world.article(f"Text {n}."),
    "actors": lambda world, n: get_or_create_actor(person=world.checker, name=f"Actor {n}")[0],
    "claims": _add_claim,
    "mentions": _add_claim,
    "relations": lambda world, n: add_relation(
        person=world.checker, claim=world.open_claim, relation_kind="denies", other=_add_claim(world, n)
    ),
    "evidence": lambda world, n: world.evidence_on(world.open_claim),
    "searches": lambda world, n: world.search_on(world.open_claim),
    "ratings": lambda world, n: None,
    "verdicts": lambda world, n: world.ready(_add_claim(world, n)),
    "reviews": lambda world, n: world.approve(world.submit(world.ready(_add_claim(world, n)))),
    "publications": _publish_claim,
    "people": lambda world, n: world.person("reader"),
    "tokens": lambda world, n: issue_token(by=world.administrator, person=world.administrator, name=f"token {n}"),
    "ledger": lambda world, n: world.article(f"Text {n}."),
}


@pytest.mark.parametrize("noun", CREATE_ROW)
def test_list_needs_as_many_queries_for_three_rows_as_for_one(world: World, administrator: Caller, noun: str) -> None:
    CREATE_ROW[noun](world, 1)
    counts = [_count_queries(administrator, f"{noun}/")]
    for number in (2, 3):
        CREATE_ROW[noun](world, number)
    counts.append(_count_queries(administrator, f"{noun}/"))
    assert counts[0] == counts[1]


def test_annotations_need_as_many_queries_for_three_mentions_as_for_one(world: World, checker: Caller) -> None:
    address = f"articles/{world.first_article.pk}/annotations/"
    quotes = ("The scene was arranged", "the town had been left", "all was well")
    counts = []
    for quote in quotes:
        world.claim(quote, quote=quote)
        counts.append(_count_queries(checker, address))
    assert counts[0] == counts[2]


def _count_queries(caller: Caller, path: str) -> int:
    caller.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert caller.get(path).status_code == 200
    return len(queries)


@pytest.mark.unprepared
def test_pages_contain_each_row_once_while_rows_are_added(world: World, checker: Caller) -> None:
    names = [f"Actor {n}" for n in range(7)]
    for name in names:
        get_or_create_actor(person=world.checker, name=name)
    page = checker.get("actors/", page_size=3).json()
    listed = [row["name"] for row in page["results"]]
    get_or_create_actor(person=world.checker, name="Added meanwhile")
    while page["next"]:
        page = checker.client.get(page["next"]).json()
        listed += [row["name"] for row in page["results"]]
    assert listed == names[::-1]
    back = checker.client.get(page["previous"]).json()
    assert [row["name"] for row in back["results"]] == ["Actor 3", "Actor 2", "Actor 1"]


@pytest.mark.parametrize("cursor", ["x", "cD1hYmM=", "cD0tMQ==", "cD05OTk5OTk5OTk5OTk5OTk5OTk5OTk5OQ==", "é", "cD3vv70="])
def test_invalid_cursor_is_rejected(checker: Caller, cursor: str) -> None:
    response = checker.get("actors/", cursor=cursor)
    assert response.status_code == 422, response.content
    assert set(response.json()["errors"]) == {"cursor"}


@pytest.mark.parametrize("size", ["0", "-1", "101", "x", "1.5", "", "²", "9" * 30])
def test_page_size_must_be_from_1_to_100(checker: Caller, size: str) -> None:
    response = checker.get("actors/", page_size=size)
    assert response.status_code == 422
    assert set(response.json()["errors"]) == {"page_size"}


def test_filters_select_matching_rows(world: World, checker: Caller) -> None:
    one, other = (
        world.open_claim,
        world.claim("The figure is 410.", article=world.second_article, quote="410 bodies", types=["numerical"]),
    )
    evidence = [world.evidence_on(one, "supports"), world.evidence_on(one), world.evidence_on(other)]
    verdict = world.ready(other)

    def ids(path: str, **query: Any) -> list[int]:
        return [row["id"] for row in checker.get(path, **query).json()["results"]]

    assert ids("claims/", q="figure") == [other.pk]
    assert ids("claims/", q="  ") == [other.pk, one.pk]
    assert ids("claims/", article=world.first_article.pk) == [one.pk]
    assert ids("claims/", layer="report") == []
    assert ids("articles/", q="prosecutor") == [world.second_article.pk]
    assert ids("articles/", q="denies") == [world.first_article.pk]
    assert ids("evidence/", claim=one.pk, stance="supports") == [evidence[0].pk]
    assert ids("mentions/", claim=one.pk, is_withdrawn=True) == []
    assert ids("verdicts/", state="draft") == [verdict.pk]
    assert ids("verdicts/", claim=one.pk) == []
    assert ids("sources/", name="institute") == [world.institute.pk]


def test_ledger_is_filtered_by_kind_and_row(world: World, checker: Caller) -> None:
    claim = world.open_claim
    checker.patch(f"claims/{claim.pk}/", {"place": "Elsewhere", "version": 1})
    entries = checker.get("ledger/", kind="claim", row=claim.pk).json()["results"]
    assert [e["action"] for e in entries] == ["claim.edited", "claim.added"]
    assert entries[0]["before"] == {"place": ""}
    assert entries[0]["after"] == {"place": "Elsewhere"}
    assert entries[0]["person"] == {"id": world.checker.pk, "name": "Chris Checker"}
    mention = checker.get("ledger/", kind="mention", row=claim.mentions.get().pk).json()["results"]
    assert [e["action"] for e in mention] == ["claim.added"]
    assert checker.get(f"ledger/{entries[0]['number']}/").json() == entries[0]


def test_chain_can_be_recomputed_from_the_responses(world: World, administrator: Caller) -> None:
    from factcheck.ledger.verifier import first_break

    world.draft.refresh_from_db()
    page = administrator.get("ledger/", page_size=100).json()
    assert page["next"] is None
    entries = []
    for entry in reversed(page["results"]):
        entries.append(entry | {"person": entry["person"]["id"] if entry["person"] else None})
    assert len(entries) > 5
    assert first_break(entries) is None
