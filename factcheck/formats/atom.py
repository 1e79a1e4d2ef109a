"""Published documents as an Atom feed (RFC 4287) or as RSS 2.0, written by Django's feed generator. Pure.

Each check has one entry for its current version: a correction or retraction updates the entry and keeps its id.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any, NamedTuple
from xml.sax.xmlreader import AttributesImpl

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator

from factcheck.formats.claim_review import modified_at, time_in_zone
from factcheck.formats.titles import check_headline, rated_layer, share_title
from factcheck.web.typography import isolated

_NAMESPACE = uuid.UUID("2eedb58a-cb87-4309-bd9c-366bbd781d10")
"""The namespace of the ids. It must never change."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_RSS_WIDTH, _RSS_HEIGHT = 144, 400
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _ChecksFeed(Atom1Feed):
    def latest_post_date(self) -> datetime:
        """The newest update. An empty feed has a constant date, so that its ETag does not change."""
        return max((item["updateddate"] for item in self.items), default=_EPOCH)

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        if self.feed["logo"]:
            handler.addQuickElement("logo", self.feed["logo"])

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Write the summary as plain text. Django would write a `description` as HTML."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("summary", item["summary"])


class _RssFeed(Rss201rev2Feed):
    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=_EPOCH)

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """Write the logo as the image of the channel, with the size in which it is displayed (RSS 2.0: at most 144 × 400)."""
        super().add_root_elements(handler)
        if not self.feed["logo"]:
            return
        width, height = self.feed["logo_size"]
        scale = min(1, _RSS_WIDTH / width, _RSS_HEIGHT / height)
        handler.startElement("image", AttributesImpl({}))
        handler.addQuickElement("url", self.feed["logo"])
        handler.addQuickElement("title", self.feed["title"])
        handler.addQuickElement("link", self.feed["link"])
        handler.addQuickElement("width", str(max(1, round(width * scale))))
        handler.addQuickElement("height", str(max(1, round(height * scale))))
        handler.endElement("image")

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Write the summary as the description, and the time of the last change, for which RSS has no element of its own."""
        super().add_item_elements(handler, {**item, "description": item["summary"]})
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))


class FeedSource(NamedTuple):
    """Which feed it is. `home` and `feed` are the absolute URLs of the page with these checks and of the feed itself.

    `installation` identifies the installation (see `feed_id`). For a feed of one topic or claimant, `subject` is its name, and
    `key` is its kind and its slug, which never change. `logo` is the absolute URL of the logo, or empty, and `logo_size` its size
    in pixels.
    """

    newsroom: str
    home: str
    feed: str
    installation: str
    subject: str = ""
    key: str = ""
    logo: str = ""
    logo_size: tuple[int, int] = (0, 0)


def build_atom_feed(
    documents: Iterable[Mapping[str, Any]], source: FeedSource, *, url_of: Callable[[str], str], zone: tzinfo
) -> bytes:
    """The Atom feed of `documents`, newest change first.

    `url_of` gives the absolute URL of a check from its slug. Times and days are in `zone`.
    """
    name = _xml_text(source.newsroom)
    writer = _ChecksFeed(
        title=_feed_title(source),
        link=source.home,
        description=None,
        author_name=name,
        feed_url=source.feed,
        feed_guid=feed_id(source.installation, source.key),
        logo=source.logo,
    )
    return _written(writer, documents, url_of, zone)


def build_rss_feed(
    documents: Iterable[Mapping[str, Any]], source: FeedSource, *, url_of: Callable[[str], str], zone: tzinfo
) -> bytes:
    """The same as RSS. Entries have the same ids as in Atom."""
    title = _feed_title(source)
    writer = _RssFeed(
        title=title,
        link=source.home,
        description=title,
        language="en",
        feed_url=source.feed,
        logo=source.logo,
        logo_size=source.logo_size,
    )
    return _written(writer, documents, url_of, zone)


def _written(
    writer: SyndicationFeed, documents: Iterable[Mapping[str, Any]], url_of: Callable[[str], str], zone: tzinfo
) -> bytes:
    for document in documents:
        writer.add_item(
            title=_xml_text(_title(document)),
            link=url_of(document["slug"]),
            description=None,  # type: ignore[arg-type]  # the stubs omit None
            summary=_xml_text(_summary(document, zone)),
            unique_id=check_id(document),
            unique_id_is_permalink=False,
            pubdate=datetime.fromisoformat(document["first_published_at"]).astimezone(zone),
            updateddate=datetime.fromisoformat(modified_at(document)).astimezone(zone),
            categories=[_xml_text(topic) for topic in document["claim"]["topics"]],
        )
    return str(writer.writeString("utf-8")).encode()


def _feed_title(source: FeedSource) -> str:
    subject = f": {isolated(_xml_text(source.subject))}" if source.subject else ""
    return f"{isolated(_xml_text(source.newsroom))}: fact-checks{subject}"


def check_id(document: Mapping[str, Any]) -> str:
    """The permanent id of a check: a UUID of version 5 (RFC 9562) from the time of its first publication and its slug.

    Neither ever changes. The id contains no domain, so it survives a change of the domain.
    """
    first_published = datetime.fromisoformat(document["first_published_at"]).astimezone(UTC)
    return uuid.uuid5(_NAMESPACE, f"check {first_published.isoformat()} {document['slug']}").urn


def feed_id(installation: str, key: str = "") -> str:
    """The permanent id of a feed. `installation` is a text that no other installation has; `key` is that of FeedSource."""
    return uuid.uuid5(_NAMESPACE, f"feed {installation} {key}" if key else f"feed {installation}").urn


def _title(document: Mapping[str, Any]) -> str:
    if document["kind"] != "corrected":
        return share_title(document)
    is_new_check = any(correction["kind"] == "new_check" for correction in document["corrections"][:1])
    prefix = "New check: " if is_new_check else "Corrected: "
    return f"{prefix}{share_title(document)}"


def _summary(document: Mapping[str, Any], zone: tzinfo) -> str:
    """The notices of corrections, the verdict, the claim, and the newest notice of each item as paragraphs of plain text."""
    claim, verdict = document["claim"], document["verdict"]
    paragraphs = [
        f"{c['words'].capitalize()}, {time_in_zone(c['at'], zone)[:10]}: {isolated(c['notice'])}" for c in document["corrections"]
    ]
    if document["kind"] == "retracted":
        paragraphs.append("What was published stays readable on its page, under the notice.")
    else:
        rated = f"{rated_layer(claim['layer']).capitalize()} " if check_headline(document) else ""
        paragraphs += [f"{rated}{isolated(verdict['rating'])}: {isolated(verdict['summary'])}", *document["about"]]
    claimant = claim["claimant"]
    party = " (party to the dispute)" if claimant.get("is_party") else ""
    paragraphs.append(f"Claim by {isolated(claimant['name'])}{party}: {isolated(claim['statement'])}")
    for item in (item for items in document["evidence"].values() for item in items if item.get("notices")):
        notice = item["notices"][0]
        checked = f"Evidence [{notice['number']}], checked on {notice['checked_on']}"
        paragraphs.append(f"{checked}: {notice['sentence']} {isolated(notice['text'])}")
    return "\n\n".join(paragraphs)


def _xml_text(text: str) -> str:
    """`text` with U+FFFD in place of each character that XML cannot represent."""
    return _NOT_IN_XML.sub("\ufffd", text)
