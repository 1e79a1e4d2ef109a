"""Responses of the Atom feed and the DataFeed."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as xml

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import factcheck
from factcheck.newsroom.actions import edit_newsroom
from factcheck.newsroom.queries import the_newsroom
from factcheck.publishing.actions import correct, publish, retract
from factcheck.publishing.models import Publication
from factcheck.verdicts.actions import save_version
from factcheck.verdicts.models import Verdict
from tests.world import World

pytestmark = pytest.mark.prepared("published")

NS = {"a": "http://www.w3.org/2005/Atom"}


@pytest.mark.django_db
def test_revalidation_of_the_data_reads_only_the_state(world: World, client: Client) -> None:
    """Services poll the DataFeed."""
    assert world.published
    etag = client.get("/checks/data.json")["ETag"]
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/checks/data.json", headers={"if-none-match": etag}).status_code == 304
    assert len(queries) <= 2, [query["sql"][:100] for query in queries]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/checks/data.json", "/sitemap.xml"])
def test_streams_are_sent_again_by_another_version_of_the_software(
    world: World, client: Client, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert world.published
    etag = client.get(address)["ETag"]
    assert client.get(address, headers={"if-none-match": etag}).status_code == 304
    monkeypatch.setattr(factcheck, "__version__", "99.0.0")
    assert client.get(address, headers={"if-none-match": etag}).status_code == 200


@pytest.mark.django_db
def test_data_is_sent_again_by_another_publisher(world: World, client: Client) -> None:
    assert world.published
    etag = client.get("/checks/data.json")["ETag"]
    edit_newsroom(person=world.administrator, newsroom=the_newsroom(), seen_version=None, name="The Renamed Newsroom")
    assert client.get("/checks/data.json", headers={"if-none-match": etag}).status_code == 200


@pytest.mark.django_db
def test_corrections_and_retractions_update_the_entry_and_keep_its_id(client: Client, world: World) -> None:
    verdict = world.published

    def entry():
        return xml.fromstring(client.get("/checks/feed.atom").content).find("a:entry", NS)  # noqa: S314

    first = entry()
    correct(person=world.checker, verdict=verdict, correction_kind="typo", notice="A comma was missing.")
    save_version(person=world.checker, verdict=verdict, seen_version=None, summary="Better.")
    publish(person=world.editor, verdict=world.approve(world.submit(Verdict.objects.get(pk=verdict.pk))))
    second = entry()
    retract(person=world.editor, verdict=Verdict.objects.get(pk=verdict.pk), notice="It was wrong.")
    third = entry()

    def element_text(part, name):
        return part.findtext(f"a:{name}", namespaces=NS)

    assert element_text(first, "id") == element_text(second, "id") == element_text(third, "id")
    assert element_text(first, "published") == element_text(second, "published") == element_text(third, "published")
    assert element_text(first, "updated") < element_text(second, "updated") < element_text(third, "updated")
    headline = "Images from before the withdrawal show the scene"
    titles = [f"{headline} (claim rated False)", f"Corrected: {headline} (claim rated False)", f"Retracted: {headline}"]
    assert [element_text(part, "title") for part in (first, second, third)] == titles
    assert "A comma was missing." in element_text(second, "summary")
    assert "It was wrong." in element_text(third, "summary")


@pytest.mark.django_db
def test_data_feed_contains_exactly_the_current_checks(client: Client, world: World) -> None:
    retract(person=world.editor, verdict=world.published, notice="It was wrong.")
    for statement in ("One.", "Two."):
        publish(person=world.editor, verdict=world.approve(world.submit(world.ready(world.claim(statement)))))
    world.draft, world.submitted, world.approved  # noqa: B018  present, and not published
    feed = json.loads(client.get("/checks/data.json").getvalue())
    ratings = {item["item"]["url"]: item["item"]["reviewRating"]["alternateName"] for item in feed["dataFeedElement"]}
    current = Publication.objects.filter(is_current=True)
    assert set(ratings) == {f"http://testserver/checks/{row.slug}/" for row in current}
    assert sorted(ratings.values()) == ["False", "False", "Retracted"]
    assert datetime.fromisoformat(feed["dateModified"]) == max(row.published_at for row in current).astimezone(UTC)


@pytest.mark.unprepared
@pytest.mark.django_db
def test_ids_survive_a_change_of_the_domain(client: Client, world: World, settings: Any) -> None:
    for statement in ("One.", "Two."):
        publish(person=world.editor, verdict=world.approve(world.submit(world.ready(world.claim(statement)))))

    def ids_and_links() -> tuple[list[str | None], list[str]]:
        feed = xml.fromstring(client.get("/checks/feed.atom").content)  # noqa: S314
        links = [link.get("href", "") for link in feed.iter(f"{{{NS['a']}}}link")]
        return [element.text for element in feed.iter(f"{{{NS['a']}}}id")], links

    ids, links = ids_and_links()
    assert len(set(ids)) == 3
    assert all(str(each).startswith("urn:uuid:") for each in ids)
    settings.PUBLIC_URL = "https://facts.example.org"
    settings.NEWSROOM_NAME = "Another name"
    moved_ids, moved_links = ids_and_links()
    assert moved_ids == ids
    assert all(link.startswith("https://facts.example.org/") for link in moved_links)
    assert set(links).isdisjoint(moved_links)
