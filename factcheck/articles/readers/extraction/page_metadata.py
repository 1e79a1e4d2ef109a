"""The metadata that an HTML page declares about itself, all of it untrusted. Runs only in the child process of `isolation`.

Each value is one that the page states: nothing is derived from its text, from its address, or from the current date.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

_MAX_LINKED_DATA = 1_000_000
"""Characters of one JSON-LD script."""
_MAX_NODES = 10_000
_MAX_VALUE = 4_000
"""Characters of a value. The limits of the fields are lower (`readers.metadata`)."""
_DATES = ("article:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "date")
_TITLES = ("og:title", "dc.title", "dcterms.title", "twitter:title")
_PUBLISHERS = ("og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "citation_publisher", "application-name")
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author")


def metadata_of(tree: HtmlElement) -> dict[str, str]:
    """Return title, author, publisher, published_on, language, and address as the page states them; empty if it does not."""
    declared = _declared(tree)
    linked = _linked(tree)
    root = tree.getroottree().getroot()
    values = {
        "title": [linked.get("headline"), *map(declared.get, _TITLES), _only(tree, "h1"), _first_text(tree, "head/title")],
        "author": [linked.get("author"), *(name for name in map(declared.get, _AUTHORS) if name and "://" not in name)],
        "publisher": [linked.get("publisher"), *(name for name in map(declared.get, _PUBLISHERS) if name and "://" not in name)],
        "published_on": [linked.get("datePublished"), *map(declared.get, _DATES)],
        "language": [
            root.get("lang"),
            root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang"),
            declared.get("content-language"),
            linked.get("inLanguage"),
            (declared.get("og:locale") or "").replace("_", "-"),
        ],
        "address": [_canonical_link(tree), declared.get("og:url")],
    }
    return {name: next(filter(None, map(_trimmed, found)), "") for name, found in values.items()}


def _trimmed(value: str | None) -> str:
    return " ".join((value or "")[:_MAX_VALUE].split())


def _declared(tree: HtmlElement) -> dict[str, str]:
    """The contents of meta elements by name, property, `itemprop`, or `http-equiv` in lower case. The first value counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := element.get(attribute)):
                found.setdefault(name.strip().lower(), content)
    for element in tree.iter("time"):
        if (element.get("itemprop") == "datePublished" or "pubdate" in element.attrib) and (at := element.get("datetime")):
            found.setdefault("datepublished", at)
    return found


def _linked(tree: HtmlElement) -> dict[str, str]:
    """Properties of the first article in JSON-LD. Several names are separated by commas."""
    for node in _linked_nodes(tree):
        headline = node.get("headline")
        if not isinstance(headline, str) or not headline.strip():
            continue
        found = {name: value for name in ("headline", "datePublished", "inLanguage") if isinstance(value := node.get(name), str)}
        return found | {name: ", ".join(_linked_names(node.get(name))) for name in ("author", "publisher")}
    return {}


def _linked_names(value: object) -> list[str]:
    """The names in a property of JSON-LD: a name, an object with a name, or a list of them."""
    names = [
        str(each.get("name") or "") if isinstance(each, dict) else each if isinstance(each, str) else ""
        for each in (value if isinstance(value, list) else [value])[:20]
    ]
    return [name for name in names if name]


def _linked_nodes(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json" or len(script.text or "") > _MAX_LINKED_DATA:
            continue
        try:
            waiting = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(_MAX_NODES):
            if not waiting:
                break
            node = waiting.pop(0)
            if isinstance(node, dict):
                yield node
                waiting += [node[name] for name in ("@graph", "mainEntity", "mainEntityOfPage") if name in node]
            elif isinstance(node, list):
                waiting += node[:_MAX_NODES]


def _canonical_link(tree: HtmlElement) -> str:
    for element in tree.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split():
            return element.get("href") or ""
    return ""


def _only(tree: HtmlElement, tag: str) -> str:
    """The text of the element if there is exactly one."""
    found = [element for element, _ in zip(tree.iter(tag), range(2), strict=False)]
    return str(found[0].text_content()) if len(found) == 1 else ""


def _first_text(tree: HtmlElement, path: str) -> str:
    element = tree.find(path)
    return str(element.text_content()) if element is not None else ""
