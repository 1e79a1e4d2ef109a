"""What another row costs: Python calls of a page, which depend on neither the machine nor its load."""

from __future__ import annotations

import cProfile
import logging
import pstats
import re
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factcheck.claims.models import Claim
from factcheck.desk.reading.chosen import empty_board
from factcheck.desk.reading.queries import MAX_ROWS
from factcheck.evidence.queries import evidence_board
from tests.desk.reading import address, form_data
from tests.desk.test_kept_pages import without_tokens
from tests.long_text import long_article
from tests.plans import statements_of
from tests.world import World

pytestmark = pytest.mark.django_db
NUMBER = 10
SAVEPOINT = re.compile("(RELEASE )?SAVEPOINT")


def calls_of(client: Client, address: str) -> int:
    """The Python calls of one request, without those of the first one."""
    assert client.get(address).status_code == 200
    profile = cProfile.Profile()
    profile.enable()
    client.get(address)
    profile.disable()
    stats: Any = pstats.Stats(profile)
    return int(stats.total_calls)


def add_items(world: World, claim: Any) -> None:
    for number in range(NUMBER):
        world.evidence_on(claim, address=f"https://institute.example/{number}")


def test_calls_per_unchanged_item_of_evidence_are_limited(client: Client, world: World) -> None:
    claim = world.claim("Ships arrived.")
    client.force_login(world.checker)
    pages = {name: reverse(f"desk:{name}", args=[claim.pk]) for name in ("claim", "board")}
    add_items(world, claim)
    costs = []
    for _ in range(2):
        for page in pages.values():
            client.get(page)  # the markup of the items is kept from now on
        costs.append({name: calls_of(client, address) for name, address in pages.items()})
        add_items(world, claim)
    per_item = {name: (costs[1][name] - costs[0][name]) / NUMBER for name in pages}
    assert per_item["claim"] < 1_100, per_item
    assert per_item["board"] < 1_300, per_item


def test_items_of_evidence_use_no_missing_variables(client: Client, world: World, caplog: pytest.LogCaptureFixture) -> None:
    """Django raises and logs an exception for each."""
    claim = world.claim("Ships arrived.")
    client.force_login(world.checker)
    client.get(reverse("desk:claim", args=[claim.pk]))  # the parts that do not depend on the items are kept from now on
    numbers = set()
    for _ in range(2):
        add_items(world, claim)
        with caplog.at_level(logging.DEBUG, "django.template"):
            assert client.get(reverse("desk:claim", args=[claim.pk])).status_code == 200
        numbers.add(len(caplog.records))
        caplog.clear()
    assert len(numbers) == 1, numbers


@pytest.mark.parametrize(("page", "most"), [("claim", 5), ("board", 5)])
def test_unchanged_page_reads_digests_instead_of_rows(client: Client, world: World, page: str, most: int) -> None:
    """Session, person, claim, and one statement with the digests of all rows, whatever the number of items."""
    claim = world.claim("Ships arrived.")
    client.force_login(world.checker)
    url, numbers = reverse(f"desk:{page}", args=[claim.pk]), set()
    for _ in range(2):
        add_items(world, claim)
        client.get(url)
        numbers.add(len(statements_of(lambda: client.get(url))))
    assert len(numbers) == 1
    assert numbers.pop() <= most


def test_calls_do_not_grow_with_unchanged_items(client: Client, world: World) -> None:
    claim = world.claim("Ships arrived.")
    client.force_login(world.checker)
    for page in ("claim", "board"):
        costs, url = [], reverse(f"desk:{page}", args=[claim.pk])
        for _ in range(2):
            add_items(world, claim)
            client.get(url)
            costs.append(calls_of(client, url))
        assert costs[1] - costs[0] < 30 * NUMBER, costs


def test_unchanged_desk_reads_one_digest(client: Client, world: World) -> None:
    """Session and person, the article, and the claims, of which no row is read. The text is not loaded."""
    client.force_login(world.checker)
    costs = []
    for number in range(2):
        for more in range(NUMBER):
            world.claim(f"Statement {number} {more}.")
        client.get(address(world))
        statements = statements_of(lambda: client.get(address(world)))
        assert len(statements) == 3
        assert not any(re.search(r'\bSELECT text\b|articles_revision"\."text"', statement) for statement, _ in statements)
        costs.append(calls_of(client, address(world)))
    assert costs[1] - costs[0] < 10 * NUMBER, costs


@pytest.mark.parametrize("query", ["", "?show=mine"])
def test_unchanged_part_of_a_long_list_reads_two_digests(client: Client, world: World, query: str) -> None:
    """What its rows show is read in a statement of its own, for the listed ones. A change of one of them is shown."""
    article = long_article(world, 4_000, MAX_ROWS + 100)
    client.force_login(world.checker)
    url = reverse("desk:article", args=[article.pk]) + query
    pages = [client.get(url).content.decode() for _ in range(2)]
    assert len(statements_of(lambda: client.get(url))) == 4
    assert len(set(map(without_tokens, pages))) == 1
    *_, shown = re.finditer(r'<li id="claim-(\d+)"', pages[1])
    world.evidence_on(Claim.objects.get(pk=shown[1]))
    (row,) = re.findall(rf'<li id="claim-{shown[1]}".*?</li>', client.get(url).content.decode(), re.DOTALL)
    assert 'title="1 contradicts"' in row


HTMX = {"HX-Request": "true"}


def statements_of_selecting(client: Client, world: World, claim: Claim) -> int:
    """The statements of the request for the panel of a claim, without those that a process executes once."""
    client.get(address(world), {"claim": claim.pk}, headers=HTMX)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address(world), {"claim": claim.pk}, headers=HTMX).status_code == 200
    return len(seen)


def test_selecting_a_claim_takes_few_statements(client: Client, world: World) -> None:
    client.force_login(world.checker)
    claim = world.claim("Ships arrived.")
    empty = statements_of_selecting(client, world, claim)
    world.ready(claim)
    assert max(empty, statements_of_selecting(client, world, claim)) <= 4  # session and person, the claim, and digests


def test_panel_shows_what_was_added_since(client: Client, world: World) -> None:
    """Its markup is kept until a row that it displays changes."""
    claim = world.claim("Ships arrived.")
    client.force_login(world.checker)
    url = f"{address(world)}?claim={claim.pk}"
    panels = [client.get(url, headers=HTMX).content for _ in range(2)]
    for change in (world.evidence_on, world.search_on, world.ready):
        change(claim)
        panels += [client.get(url, headers=HTMX).content for _ in range(2)]
    for before, again, after in zip(panels[::2], panels[1::2], panels[2::2], strict=False):
        assert before == again
        assert after != again


def test_saving_a_claim_takes_few_statements(client: Client, world: World) -> None:
    client.force_login(world.checker)
    costs = []
    for headers in (HTMX, {}):
        for _ in range(2):
            with CaptureQueriesContext(connection) as seen:
                client.post(address(world, "claim-add"), form_data(token=uuid.uuid4()), headers=headers)
        costs.append([query["sql"] for query in seen if not SAVEPOINT.match(query["sql"])])
    assert len(costs[0]) - len(costs[1]) <= 4, costs  # the row, the claim, and two for the gate
    # Session and person, the text, the names, the receipt, two for the article, the newsroom, the actors, the claim with its
    # mention, their spans and links, the head, and the entry.
    assert len(costs[1]) == 12, "\n".join(sql[:90] for sql in costs[1])


def test_empty_board_is_that_of_a_claim_without_evidence(world: World) -> None:
    claim = world.claim("Ships arrived.")
    board = evidence_board(claim, world.checker)
    assert empty_board(claim, board.may_attach, board.may_log) == board
