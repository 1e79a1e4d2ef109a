"""What machines read of many checks at once: the Atom feed (RFC 4287) and the DataFeed of ClaimReviews. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as xml

from factcheck.publishing.claimreview import data_feed_item, shown_rating

ATOM = "http://www.w3.org/2005/Atom"
_NEVER = "1970-01-01T00:00:00+00:00"
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Address = Callable[[str], str]
"""From a slug to the absolute address of its check."""


def atom(documents: Iterable[Mapping[str, Any]], *, newsroom: str, home: str, feed: str, address: Address) -> bytes:
    """One entry a check, with its newest state: a correction or retraction updates the entry, whose id stays.

    `documents` come newest change first; `home` and `feed` are the absolute addresses of the index and of the feed itself.
    """
    xml.register_namespace("", ATOM)
    root = xml.Element(f"{{{ATOM}}}feed")
    rows = list(documents)
    _text(root, "id", feed)
    _text(root, "title", f"{newsroom}: fact-checks")
    _text(root, "updated", max((row["published_at"] for row in rows), default=_NEVER))
    _link(root, home, "alternate", "text/html")
    _link(root, feed, "self", "application/atom+xml")
    _text(xml.SubElement(root, f"{{{ATOM}}}author"), "name", newsroom)
    for row in rows:
        _entry(xml.SubElement(root, f"{{{ATOM}}}entry"), row, address(row["slug"]))
    return bytes(xml.tostring(root, encoding="utf-8", xml_declaration=True))


def data_feed(
    documents: Iterable[Mapping[str, Any]], *, newsroom: str, home: str, modified: str, address: Address
) -> Iterator[str]:
    """A DataFeed in pieces, so that any number of checks can be sent. `modified` is the newest change, ISO 8601, or empty."""
    head = {
        "@context": "https://schema.org",
        "@type": "DataFeed",
        "name": f"{newsroom}: fact-checks",
        "url": home,
        "dateModified": modified or _NEVER,
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "dataFeedElement": ['
    before = "\n"
    for document in documents:
        item = data_feed_item(document, url=address(document["slug"]), home=home)
        yield before + json.dumps(item, ensure_ascii=False)
        before = ",\n"
    yield "\n]}\n"


def tag_of(url: str, day: str) -> str:
    """A name for a check that stays the same when its page changes: a tag URI (RFC 4151) of the host, the day, and the path."""
    parts = urlsplit(url)
    host = re.sub(r"[^A-Za-z0-9.-]", "-", parts.hostname or "localhost")
    return f"tag:{host},{day[:10]}:{parts.path}"


def _entry(entry: xml.Element, document: Mapping[str, Any], url: str) -> None:
    claim, verdict = document["claim"], document["verdict"]
    word = {"corrected": "Corrected: ", "retracted": ""}.get(document["kind"], "")
    _text(entry, "id", tag_of(url, document["first_published_at"]))
    _text(entry, "title", f"{word}{shown_rating(document)}: {claim['statement']}")
    _text(entry, "published", document["first_published_at"])
    _text(entry, "updated", document["published_at"])
    _link(entry, url, "alternate", "text/html")
    for topic in claim["topics"]:
        xml.SubElement(entry, f"{{{ATOM}}}category", {"term": _clean(topic)})
    said = [f"{c['words'].capitalize()}, {c['at'][:10]}: {c['notice']}" for c in document["corrections"]]
    if document["kind"] == "retracted":
        said.append("What was published stays readable on its page, under the notice.")
    else:
        said += [f"{verdict['rating']}: {verdict['summary']}", *document["about"]]
    said.append(f"Claim by {claim['claimant']['name']}: {claim['statement']}")
    _text(entry, "summary", "\n\n".join(said))


def _text(parent: xml.Element, name: str, words: str) -> None:
    xml.SubElement(parent, f"{{{ATOM}}}{name}").text = _clean(words)


def _link(parent: xml.Element, address: str, relation: str, kind: str) -> None:
    xml.SubElement(parent, f"{{{ATOM}}}link", {"href": _clean(address), "rel": relation, "type": kind})


def _clean(words: str) -> str:
    """XML has no way to write most control characters: a mark stands in their place."""
    return _NOT_IN_XML.sub("\ufffd", words)
