"""What another row costs: Python calls of a page, which depend on neither the machine nor its load."""

from __future__ import annotations

import cProfile
import logging
import pstats
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.plans import statements_of
from tests.world import World

pytestmark = pytest.mark.django_db
NUMBER = 10


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
        for address in pages.values():
            client.get(address)  # the markup of the items is kept from now on
        costs.append({name: calls_of(client, address) for name, address in pages.items()})
        add_items(world, claim)
    per_item = {name: (costs[1][name] - costs[0][name]) / NUMBER for name in pages}
    assert per_item["claim"] < 1_100, per_item
    assert per_item["board"] < 1_300, per_item


def test_items_of_evidence_use_no_missing_variables(client: Client, world: World, caplog: pytest.LogCaptureFixture) -> None:
    """Django raises and logs an exception for each."""
    claim = world.claim("Ships arrived.")
    client.force_login(world.checker)
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
