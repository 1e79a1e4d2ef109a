"""The Atom feed and the DataFeed, as they are served."""

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
