"""Responses of the Atom feed and the DataFeed."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from xml.etree import ElementTree as xml

import pytest
from django.test import Client

from factcheck.publishing.actions import correct, publish, retract
from factcheck.publishing.models import Publication
from factcheck.verdicts.actions import save_version
from factcheck.verdicts.models import Verdict
from tests.world import World

NS = {"a": "http://www.w3.org/2005/Atom"}


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
    assert [element_text(part, "title").split(":")[0] for part in (first, second, third)] == ["False", "Corrected", "Retracted"]
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
