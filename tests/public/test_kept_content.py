"""Lists and feeds that a process keeps: one query for each request, and new content after each change that readers can see."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factcheck.evidence.custody.actions import hide_evidence, lift_takedown
from factcheck.evidence.models import Evidence
from factcheck.newsroom.actions import edit_newsroom
from factcheck.newsroom.queries import the_newsroom
from factcheck.public import kept_content
from factcheck.public.kept_content import KEPT
from factcheck.publishing.actions import publish, retract
from factcheck.web.bounded_cache import BoundedCache
from tests.world import World

pytestmark = pytest.mark.django_db
LISTS = ("/", "/?q=withdrawal", "/corrections/", "/checks/feed.atom", "/checks/feed.rss", "/topics/examples/")


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("address", LISTS)
def test_second_request_takes_one_query_and_has_the_same_content(address: str, world: World, client: Client) -> None:
    world.published  # noqa: B018
    first = client.get(address)
    with CaptureQueriesContext(connection) as queries:
        second = client.get(address)
    assert len(queries) == 1
    for name in ("Content-Type", "ETag", "Cache-Control"):
        assert second[name] == first[name]
    assert second.content == first.content
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_content_is_new_after_a_publication_and_a_retraction(world: World, client: Client) -> None:
    assert "No checks have been published yet." in text(client, "/")
    publish(person=world.editor, verdict=world.approved)
    assert "No checks have been published yet." not in text(client, "/")
    assert "retract" not in text(client, "/checks/feed.atom").lower()
    retract(person=world.editor, verdict=world.approved, notice="We retract this check.")
    assert "retract" in text(client, "/checks/feed.atom").lower()
    assert "We retract this check." in text(client, "/corrections/")


def test_content_is_new_after_the_newsroom_is_renamed(world: World, client: Client) -> None:
    world.published  # noqa: B018
    for number in range(2):
        edit_newsroom(person=world.administrator, newsroom=the_newsroom(), seen_version=None, name=f"Newsroom {number}")
        assert f"Newsroom {number}" in text(client, "/")
        assert f"Newsroom {number}" in text(client, "/checks/feed.atom")


def test_source_disappears_with_a_takedown_and_returns_afterward(world: World, client: Client) -> None:
    publish(person=world.editor, verdict=world.approved)
    address = "/sources/the-institute/"
    before = text(client, address)
    assert client.get(address).content.decode() == before
    items = Evidence.objects.filter(source__name="The Institute")
    takedowns = [hide_evidence(person=world.editor, item=item, reason_code="court_order", reason="An order.") for item in items]
    assert client.get(address).content.decode() != before
    for takedown in takedowns:
        lift_takedown(person=world.editor, takedown=takedown, reason="The order was annulled.")
    assert text(client, address) == before


def test_hosts_and_addresses_have_their_own_content(world: World, client: Client, settings: Any) -> None:
    world.published  # noqa: B018
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    for host in ("one.example", "two.example", "one.example"):
        page = client.get("/", headers={"host": host}).content.decode()
        assert f"http://{host}/" in page
        assert page.count(".example/") == page.count(f"{host}/")


def test_refusals_redirects_and_long_addresses_are_not_kept(world: World, client: Client) -> None:
    KEPT.clear()
    assert client.get("/?since=never").status_code == 422
    assert client.get("/?page=never").status_code == 422
    assert client.get("/topics/unknown/").status_code == 404
    assert client.get("/topics/Unknown-Topic/").status_code in (301, 404)
    assert client.get(f"/?q={'word+' * 70}").status_code in (200, 422)
    assert client.get(f"/?{'x' * 400}=1").status_code == 200
    assert len(KEPT) == 0


def test_kept_content_is_bounded(world: World, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    size = len(client.get("/").content)
    kept: BoundedCache[Any, Any] = BoundedCache(10 * size)
    monkeypatch.setattr(kept_content, "KEPT", kept)
    for number in range(40):
        assert client.get(f"/?q=word{number}").status_code == 200
    assert 0 < len(kept) < 40
    assert kept.size <= 10 * size
