"""The expected response of every route for every role. A route without a row in the table fails."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.pages import signed_in
from tests.plugin import rolled_back
from tests.routes import ROLES, Row, all_rows
from tests.test_project import ROOT
from tests.world import World

ROWS = all_rows()


def routes(resolver: URLResolver, namespaces: tuple[str, ...] = ()) -> Iterator[str]:
    """The name of each route as "namespace:name", or its pattern if it has no name."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry, (*namespaces, entry.namespace) if entry.namespace else namespaces)
        elif isinstance(entry, URLPattern):
            yield ":".join([*namespaces, entry.name]) if entry.name else str(entry.pattern)


def test_every_route_has_a_row_for_get_and_for_post() -> None:
    expected = {(name, method) for name in routes(get_resolver()) for method in ("GET", "POST")}
    assert {(row.name, row.method) for row in ROWS} == expected


def test_table_in_the_documentation_has_each_url_and_its_name() -> None:
    """A row that ends with `…` describes all URLs with this prefix."""
    page = (ROOT / "docs" / "architecture.md").read_text().partition("## URLs")[2]
    documented = set(re.findall(r"^\| `([^`]+)` \| `([^`]+)`", page, re.MULTILINE))
    prefixes = tuple(url.removesuffix("…") for url, _ in documented if url.endswith("…"))
    single = {(url, name) for url, name in documented if not url.endswith("…")}
    assert {(url, name) for url, name in urls_and_names(get_resolver()) if not url.startswith(prefixes)} == single


def urls_and_names(resolver: URLResolver, prefix: str = "/", namespace: str = "") -> Iterator[tuple[str, str]]:
    """The URL and the name of each route. Parameters are `<id>`, `<n>`, or the name of the parameter."""
    for entry in resolver.url_patterns:
        url = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from urls_and_names(entry, url, entry.namespace or namespace)
        else:
            url = re.sub(r"<int:\w+_id>", "<id>", url.replace("<int:number>", "<n>"))
            yield re.sub(r"<\w+:(\w+)>", r"<\1>", url), f"{namespace}:{entry.name}"


@pytest.fixture(scope="module")
def cookies_of_roles(module_world: World, django_db_blocker: Any) -> dict[str, SimpleCookie]:
    """The cookies of a session for each role, in the transaction of the module."""
    with django_db_blocker.unblock():
        return {role: signed_in(person).cookies for role in ROLES if (person := module_world.of_role(role))}


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_route_responds_with_the_expected_status_for_each_role(
    row: Row, cookies_of_roles: dict[str, SimpleCookie], rolled_back_world: World
) -> None:
    """All roles in one test, each in a savepoint of its own, because preparing a test takes as long as a request."""
    wrong = {}
    for role in ROLES:
        with rolled_back():
            client = Client()
            client.cookies.update(copy.deepcopy(cookies_of_roles.get(role, {})))
            status, content = response_to(row, client, rolled_back_world)
            if status != row.expected(role):
                wrong[role] = (status, row.expected(role), content[:2000].decode(errors="replace"))
    assert wrong == {}


def response_to(row: Row, client: Client, world: World) -> tuple[int, bytes]:
    url = reverse(row.name, kwargs=row.args(world)) + row.query
    data = row.data(world)
    if row.method == "GET":
        response = client.get(url)
    elif row.json:
        response = client.post(url, data, content_type="application/json")
    else:
        response = client.post(url, data)
    return response.status_code, b"".join(response.streaming_content) if response.streaming else response.content
