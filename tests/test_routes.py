"""The status of each route for each role. A route without a row in tests/routes fails."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.routes import ROLES, Row, all_rows
from tests.world import World

ROWS = all_rows()


def routes(resolver: URLResolver, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    """Each named route as "namespace:name"; an unnamed one as its pattern."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry, (*spaces, entry.namespace) if entry.namespace else spaces)
        elif isinstance(entry, URLPattern):
            yield ":".join([*spaces, entry.name]) if entry.name else str(entry.pattern)


def test_every_route_has_a_row_for_get_and_for_post() -> None:
    wanted = {(name, method) for name in routes(get_resolver()) for method in ("GET", "POST")}
    assert {(row.name, row.method) for row in ROWS} == wanted


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("row", ROWS, ids=str)
def test_route_returns_the_expected_status_to_each_role(row: Row, role: str, client: Client, rolled_back_world: World) -> None:
    world = rolled_back_world
    address = reverse(row.name, kwargs=row.args(world)) + row.query
    data = row.data(world)
    if person := world.of_role(role):
        client.force_login(person)
    if row.method == "GET":
        response = client.get(address)
    elif row.json:
        response = client.post(address, data, content_type="application/json")
    else:
        response = client.post(address, data)
    assert response.status_code == row.expected(role), response.content[:2000].decode(errors="replace")
