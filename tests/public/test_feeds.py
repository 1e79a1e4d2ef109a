"""The Atom feed and the DataFeed."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from xml.etree import ElementTree as xml

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from factcheck.publishing.actions import correct, publish, retract
from factcheck.publishing.document import document
from factcheck.publishing.feeds import ATOM, atom, data_feed, tag_of
from factcheck.publishing.models import Publication
from factcheck.verdicts.actions import save_version
from factcheck.verdicts.models import Verdict
from tests.publishing.documents import checks
from tests.world import World

NS = {"a": ATOM}
HOME = "https://checks.example.org/"


def address(slug: str) -> str:
    return f"{HOME}checks/{slug}/"


def feed_of(documents) -> xml.Element:
    return xml.fromstring(atom(documents, newsroom="N", home=HOME, feed=f"{HOME}checks/feed.atom", address=address))  # noqa: S314


@given(st.lists(checks, max_size=3, unique_by=lambda made: made.slug))
def test_any_text_gives_a_feed_that_parses_and_has_what_atom_requires(made) -> None:
    feed = feed_of([document(one) for one in made])
    for part in (feed, *feed.findall("a:entry", NS)):
        for name in ("id", "title", "updated"):
            assert len(part.findall(f"a:{name}", NS)) == 1
        assert datetime.fromisoformat(part.findtext("a:updated", namespaces=NS)).tzinfo
    assert feed.find("a:author/a:name", NS) is not None
    assert feed.find("a:link[@rel='self']", NS).get("href") == f"{HOME}checks/feed.atom"
    ids = [entry.findtext("a:id", namespaces=NS) for entry in feed.findall("a:entry", NS)]
    assert len(ids) == len(set(ids)) == len(made)


@given(st.lists(checks, max_size=3, unique_by=lambda made: made.slug))
def test_any_text_gives_a_data_feed_that_parses(made) -> None:
    documents = [document(one) for one in made]
    feed = json.loads("".join(data_feed(documents, newsroom="N", home=HOME, modified="", address=address)))
    assert feed["@type"] == "DataFeed"
    assert [item["item"]["url"] for item in feed["dataFeedElement"]] == [address(one.slug) for one in made]


def test_an_empty_feed_is_valid_too() -> None:
    feed = feed_of([])
    assert feed.findall("a:entry", NS) == []
    assert feed.findtext("a:updated", namespaces=NS) == "1970-01-01T00:00:00+00:00"


def test_an_id_is_a_tag_of_host_day_and_path() -> None:
    assert (
        tag_of("https://checks.example.org:8443/checks/a/", "2026-01-02T10:00:00+00:00")
        == "tag:checks.example.org,2026-01-02:/checks/a/"
    )


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

    def said(part, name):
        return part.findtext(f"a:{name}", namespaces=NS)

    assert said(first, "id") == said(second, "id") == said(third, "id")
    assert said(first, "published") == said(second, "published") == said(third, "published")
    assert said(first, "updated") < said(second, "updated") < said(third, "updated")
    assert [said(part, "title").split(":")[0] for part in (first, second, third)] == ["False", "Corrected", "Retracted"]
    assert "A comma was missing." in said(second, "summary")
    assert "It was wrong." in said(third, "summary")


@pytest.mark.django_db
def test_the_data_feed_holds_exactly_the_current_checks(client: Client, world: World) -> None:
    retract(person=world.editor, verdict=world.published, notice="It was wrong.")
    for statement in ("One.", "Two."):
        publish(person=world.editor, verdict=world.approve(world.submit(world.ready(world.claim(statement)))))
    world.draft, world.submitted, world.approved  # noqa: B018  present, and not published
    feed = json.loads(client.get("/checks/data.json").getvalue())
    found = {item["item"]["url"]: item["item"]["reviewRating"]["alternateName"] for item in feed["dataFeedElement"]}
    current = Publication.objects.filter(is_current=True)
    assert set(found) == {f"http://testserver/checks/{row.slug}/" for row in current}
    assert sorted(found.values()) == ["False", "False", "Retracted"]
    assert datetime.fromisoformat(feed["dateModified"]) == max(row.published_at for row in current).astimezone(UTC)
