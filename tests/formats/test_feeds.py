"""The Atom feed and the DataFeed of generated documents."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from xml.etree import ElementTree as xml

from hypothesis import given
from hypothesis import strategies as st

from factcheck.formats.atom import FeedSource, build_atom_feed, check_id, feed_id
from factcheck.formats.claim_review import Publisher
from factcheck.formats.data_feed import stream_data_feed
from factcheck.publishing.document import build_document
from tests.publishing.documents import checks

NS = {"a": "http://www.w3.org/2005/Atom"}
HOME = "https://checks.example.org/"


def url_of(slug: str) -> str:
    return f"{HOME}checks/{slug}/"


def feed_of(documents) -> xml.Element:
    feed = build_atom_feed(documents, FeedSource("N", HOME, f"{HOME}checks/feed.atom", "i"), url_of=url_of, zone=UTC)
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


@given(checks, st.booleans())
def test_atom_entry_says_whether_the_claimant_is_a_party(published, is_party) -> None:
    document = build_document(published)
    document["claim"]["claimant"] |= {"name": "The Ministry", "is_party": is_party}
    summary = feed_of([document]).findtext("a:entry/a:summary", namespaces=NS)
    assert ("\n\nClaim by The Ministry (party to the dispute): " in summary) == is_party
    del document["claim"]["claimant"]["is_party"]  # as in documents of version 0.1
    assert "\n\nClaim by The Ministry: " in feed_of([document]).findtext("a:entry/a:summary", namespaces=NS)


@given(st.lists(checks, max_size=3, unique_by=lambda published: published.slug))
def test_data_feed_of_any_text_is_valid_json(published) -> None:
    documents = [build_document(item) for item in published]
    feed = json.loads(
        "".join(
            stream_data_feed(
                documents, publisher=Publisher(HOME, name="N"), modified="", url_of=url_of, image_of=url_of, zone=UTC
            )
        )
    )
    assert feed["@type"] == "DataFeed"
    assert [item["item"]["url"] for item in feed["dataFeedElement"]] == [url_of(item.slug) for item in published]


def test_empty_atom_feed_is_valid() -> None:
    feed = feed_of([])
    assert feed.findall("a:entry", NS) == []
    assert feed.findtext("a:updated", namespaces=NS) == "1970-01-01T00:00:00+00:00"


def test_ids_never_change() -> None:
    """These values are in the databases of feed readers. If this test fails, change the code, not the values."""
    document = {"slug": "a-check", "first_published_at": "2026-01-02T10:00:00.000001+00:00"}
    assert check_id(document) == "urn:uuid:f42761c1-3cb5-5370-ae54-7411701e081b"
    assert check_id({**document, "first_published_at": "2026-01-02T12:00:00.000001+02:00"}) == check_id(document)
    assert feed_id("0" * 64) == "urn:uuid:2ec530d0-a2df-5997-a9bf-cca76a7d32f9"
    others = [{**document, "slug": "a-check-2"}, {**document, "first_published_at": "2026-01-02T10:00:00.000002+00:00"}]
    assert len({check_id(each) for each in (document, *others)}) == 3
