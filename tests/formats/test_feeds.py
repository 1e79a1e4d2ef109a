"""The Atom feed and the DataFeed of generated documents."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from xml.etree import ElementTree as xml

from hypothesis import given
from hypothesis import strategies as st

from factcheck.formats.atom import build_atom_feed, tag_uri
from factcheck.formats.data_feed import stream_data_feed
from factcheck.publishing.document import build_document
from tests.publishing.documents import checks

NS = {"a": "http://www.w3.org/2005/Atom"}
HOME = "https://checks.example.org/"


def url_of(slug: str) -> str:
    return f"{HOME}checks/{slug}/"


def feed_of(documents) -> xml.Element:
    feed = build_atom_feed(documents, newsroom="N", home=HOME, feed=f"{HOME}checks/feed.atom", url_of=url_of, zone=UTC)
    return xml.fromstring(feed)  # noqa: S314


@given(st.lists(checks, max_size=3, unique_by=lambda published: published.slug))
def test_atom_feed_of_any_text_has_the_required_elements(published) -> None:
    feed = feed_of([build_document(item) for item in published])
    for part in (feed, *feed.findall("a:entry", NS)):
        for name in ("id", "title", "updated"):
            assert len(part.findall(f"a:{name}", NS)) == 1
        assert datetime.fromisoformat(part.findtext("a:updated", namespaces=NS)).tzinfo
    assert feed.find("a:author/a:name", NS) is not None
    assert feed.find("a:link[@rel='self']", NS).get("href") == f"{HOME}checks/feed.atom"
    ids = [entry.findtext("a:id", namespaces=NS) for entry in feed.findall("a:entry", NS)]
    assert len(ids) == len(set(ids)) == len(published)


@given(st.lists(checks, max_size=3, unique_by=lambda published: published.slug))
def test_data_feed_of_any_text_is_valid_json(published) -> None:
    documents = [build_document(item) for item in published]
    feed = json.loads("".join(stream_data_feed(documents, newsroom="N", home=HOME, modified="", url_of=url_of, zone=UTC)))
    assert feed["@type"] == "DataFeed"
    assert [item["item"]["url"] for item in feed["dataFeedElement"]] == [url_of(item.slug) for item in published]


def test_empty_atom_feed_is_valid() -> None:
    feed = feed_of([])
    assert feed.findall("a:entry", NS) == []
    assert feed.findtext("a:updated", namespaces=NS) == "1970-01-01T00:00:00+00:00"


def test_tag_uri_consists_of_host_day_and_path() -> None:
    assert (
        tag_uri("https://checks.example.org:8443/checks/a/", "2026-01-02T10:00:00+00:00")
        == "tag:checks.example.org,2026-01-02:/checks/a/"
    )
