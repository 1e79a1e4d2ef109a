"""Near midnight, readers and machines see the same day: that of the newsroom's time zone."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree as xml

import pytest
import time_machine
from django.test import Client

from factcheck.publishing.actions import correct, publish
from factcheck.publishing.actions.drafts import draft_publication
from factcheck.publishing.document import build_document
from factcheck.publishing.models import Publication
from factcheck.publishing.snapshot import take_snapshot
from factcheck.verdicts.actions import save_version
from factcheck.verdicts.models import Verdict
from factcheck.web.errors import EditConflict
from tests.public.test_pages import SLUG, page_text
from tests.world import World

pytestmark = pytest.mark.django_db

NS = {"a": "http://www.w3.org/2005/Atom"}


@dataclass(frozen=True)
class Night:
    """The moments half an hour after midnight in Kyiv at which a check is published and corrected, and their days in Kyiv."""

    published_at: datetime
    corrected_at: datetime

    @property
    def published_on(self) -> date:
        return self.published_at.date() + timedelta(days=1)

    @property
    def corrected_on(self) -> date:
        return self.corrected_at.date() + timedelta(days=1)


@pytest.fixture
def night(world: World, settings: Any) -> Night:
    """A check that was published and corrected on two nights after now, because approvals use the clock of the database."""
    settings.TIME_ZONE = "Europe/Kyiv"
    offset = timedelta(minutes=90)  # to 22:30 UTC, which is 0:30 or 1:30 in Kyiv
    first = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=2) - offset
    night = Night(first, first + timedelta(days=3))
    with time_machine.travel(night.published_at):
        verdict = world.published
    with time_machine.travel(night.corrected_at):
        correct(person=world.checker, verdict=verdict, correction_kind="typo", notice="A comma was missing.")
        save_version(person=world.checker, verdict=Verdict.objects.get(pk=verdict.pk), seen_version=None, summary="Better.")
        publish(person=world.editor, verdict=world.approve(world.submit(Verdict.objects.get(pk=verdict.pk))))
    return night


def written(day: date) -> str:
    return f"{day:%-d %B %Y}"


def test_page(night: Night, client: Client) -> None:
    words = page_text(client.get(f"/checks/{SLUG}/"))
    assert f"approved by Ed Editor {written(night.published_on)}" in words
    assert f"Typo, {written(night.corrected_on)} " in words
    assert f"corrected on {written(night.corrected_on)}" in words
    assert f"Version 1, {written(night.published_on)}: False" in words
    assert f"It was replaced on {written(night.corrected_on)}" in page_text(client.get(f"/checks/{SLUG}/versions/1/"))


def test_claimreview_and_data_feed_have_offsets(night: Night, client: Client) -> None:
    review = json.loads(client.get(f"/checks/{SLUG}/claimreview.json").content)
    feed = json.loads(client.get("/checks/data.json").getvalue())
    (item,) = feed["dataFeedElement"]
    for published in (review["datePublished"], item["item"]["datePublished"], item["dateCreated"]):
        assert published.startswith(f"{night.published_on}T0")
        assert abs(datetime.fromisoformat(published) - night.published_at) < timedelta(minutes=1)
    times = (review["dateModified"], review["correction"][0]["datePublished"], feed["dateModified"], item["dateModified"])
    for corrected in times:
        assert corrected.startswith(f"{night.corrected_on}T0")
        assert abs(datetime.fromisoformat(corrected) - night.corrected_at) < timedelta(minutes=1)


def test_atom_feed(night: Night, client: Client) -> None:
    entry = xml.fromstring(client.get("/checks/feed.atom").content).find("a:entry", NS)  # noqa: S314
    assert entry is not None
    assert f"Typo, {night.corrected_on}: A comma was missing." in str(entry.findtext("a:summary", namespaces=NS))
    assert str(entry.findtext("a:published", namespaces=NS)).startswith(f"{night.published_on}T0")
    assert str(entry.findtext("a:updated", namespaces=NS)).startswith(f"{night.corrected_on}T0")


def test_id_in_the_atom_feed_does_not_depend_on_the_time_zone(night: Night, client: Client, settings: Any) -> None:
    ids = set()
    for zone in ("Europe/Kyiv", "UTC"):
        settings.TIME_ZONE = zone
        ids |= set(re.findall("<id>urn:uuid:[^<]*</id>", client.get("/checks/feed.atom").content.decode()))
    assert len(ids) == 2  # of the feed and of the check


def test_filters_of_the_index(night: Night, client: Client) -> None:
    day = timedelta(days=1)
    listed = {
        f"?since={night.published_on}&until={night.published_on}": 1,
        f"?since={night.published_on + day}": 0,
        f"?until={night.published_on - day}": 0,
    }
    assert {query: client.get(f"/{query}").content.decode().count("<h2><a ") for query in listed} == listed
    assert written(night.published_on) in page_text(client.get("/"))


def test_corrections_log(night: Night, client: Client) -> None:
    assert written(night.corrected_on) in page_text(client.get("/corrections/"))


def test_method_section(world: World, settings: Any) -> None:
    settings.TIME_ZONE = "Europe/Kyiv"
    verdict = world.approved
    draft = draft_publication(verdict)
    draft.review.created_at = datetime(2026, 3, 3, 22, 30, tzinfo=UTC)
    snapshot = take_snapshot(
        verdict=verdict,
        version=draft.version,
        review=draft.review,
        slug=SLUG,
        at=datetime(2026, 3, 3, 22, 40, tzinfo=UTC),
        earlier=[],
        correction=None,
    )
    document = build_document(snapshot)
    assert "approved on 4 March 2026 by Ed Editor" in document["method"][0]
    assert document["reviewed_at"] == "2026-03-03T22:30:00+00:00"


def test_published_documents_do_not_depend_on_the_time_zone(night: Night) -> None:
    document = Publication.objects.get(is_current=True).document
    assert document["published_at"].endswith("+00:00")
    assert document["corrections"][0]["at"] == document["published_at"]


def test_message_about_a_conflict_names_the_time_zone(world: World, settings: Any) -> None:
    settings.TIME_ZONE = "Europe/Kyiv"
    verdict = world.draft
    with time_machine.travel(datetime(2037, 1, 3, 22, 30, tzinfo=UTC), tick=False):
        save_version(person=world.second_checker, verdict=verdict, seen_version=None, summary="Mine.")
    with pytest.raises(EditConflict) as conflict:
        save_version(person=world.checker, verdict=verdict, seen_version=verdict.version, summary="Other.")
    assert "on 4 January 2037 at 00:30 EET, while you were editing it." in str(conflict.value)
