"""Published documents as an Atom feed (RFC 4287), written by Django's feed generator. Pure.

Each check has one entry for its current version: a correction or retraction updates the entry and keeps its id.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any
from urllib.parse import urlsplit

from django.utils.feedgenerator import Atom1Feed
from django.utils.xmlutils import SimplerXMLGenerator

from factcheck.formats.claim_review import displayed_rating, time_in_zone

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _ChecksFeed(Atom1Feed):
    def latest_post_date(self) -> datetime:
        """The newest update. An empty feed has a constant date, so that its ETag does not change."""
        return max((item["updateddate"] for item in self.items), default=_EPOCH)

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Write the summary as plain text. Django would write a `description` as HTML."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("summary", item["summary"])


def build_atom_feed(
    documents: Iterable[Mapping[str, Any]],
    *,
    newsroom: str,
    home: str,
    feed: str,
    url_of: Callable[[str], str],
    zone: tzinfo,
) -> bytes:
    """The feed of `documents`, newest change first.

    `home` and `feed` are the absolute URLs of the public index and of the feed itself; `url_of` gives the absolute URL of a check
    from its slug. Times and days are in `zone`.
    """
    name = _xml_text(newsroom)
    writer = _ChecksFeed(
        title=f"{name}: fact-checks", link=home, description=None, author_name=name, feed_url=feed, feed_guid=feed
    )
    for document in documents:
        url = url_of(document["slug"])
        writer.add_item(
            title=_xml_text(_title(document)),
            link=url,
            description=None,  # type: ignore[arg-type]  # the stubs omit None
            summary=_xml_text(_summary(document, zone)),
            unique_id=tag_uri(url, document["first_published_at"]),
            pubdate=datetime.fromisoformat(document["first_published_at"]).astimezone(zone),
            updateddate=datetime.fromisoformat(document["published_at"]).astimezone(zone),
            categories=[_xml_text(topic) for topic in document["claim"]["topics"]],
        )
    return str(writer.writeString("utf-8")).encode()


def tag_uri(url: str, day: str) -> str:
    """The permanent id of a check: a tag URI (RFC 4151) of the host, the day (ISO 8601), and the path of its URL.

    The day is that of the UTC time, regardless of the newsroom's time zone, because the id must never change.
    """
    parts = urlsplit(url)
    host = re.sub(r"[^A-Za-z0-9.-]", "-", parts.hostname or "localhost")
    return f"tag:{host},{day[:10]}:{parts.path}"


def _title(document: Mapping[str, Any]) -> str:
    prefix = "Corrected: " if document["kind"] == "corrected" else ""
    return f"{prefix}{displayed_rating(document)}: {document['claim']['statement']}"


def _summary(document: Mapping[str, Any], zone: tzinfo) -> str:
    """The notices, the verdict, and the claim as paragraphs of plain text."""
    claim, verdict = document["claim"], document["verdict"]
    paragraphs = [
        f"{c['words'].capitalize()}, {time_in_zone(c['at'], zone)[:10]}: {c['notice']}" for c in document["corrections"]
    ]
    if document["kind"] == "retracted":
        paragraphs.append("What was published stays readable on its page, under the notice.")
    else:
        paragraphs += [f"{verdict['rating']}: {verdict['summary']}", *document["about"]]
    paragraphs.append(f"Claim by {claim['claimant']['name']}: {claim['statement']}")
    return "\n\n".join(paragraphs)


def _xml_text(text: str) -> str:
    """`text` with U+FFFD in place of each character that XML cannot represent."""
    return _NOT_IN_XML.sub("\ufffd", text)
