"""Filters for the plain JSON values of a published document: dates, Markdown, URLs, names in sentences, and quotes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.utils.encoding import uri_to_iri
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from factcheck.formats.titles import check_name, rated_layer, share_text, share_title
from factcheck.publishing.excerpts import from_word, to_word
from factcheck.web.markdown import render_markdown

register = template.Library()
register.filter("from_word", from_word)
register.filter("to_word", to_word)
register.filter("check_name", check_name)
register.filter("rated_layer", rated_layer)
register.filter("share_text", share_text)
register.filter("share_title", share_title)

# For display: letters of other scripts instead of their percent-encoding. Links contain the encoded URL.
register.filter("readable_url", uri_to_iri)


@register.filter
def moment(value: str) -> date | datetime | None:
    """The date or time of an ISO 8601 string; None for an empty one. `when` converts a time to the newsroom's time zone."""
    if not value:
        return None
    return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)


@register.filter
def names_isolated(sentence: str, document: Mapping[str, Any]) -> SafeString:
    """A sentence of the document with the names of people and the statements of claims in `<bdi>` elements.

    The sentence is stored as text, so they are found by their text.
    """
    names = {*document["authors"], document["reviewer"], document["claim"]["claimant"]["name"]}
    names |= {relation["statement"] for relation in document["relations"]}
    pattern = "|".join(re.escape(name) for name in sorted(names - {""}, key=len, reverse=True))
    pieces = re.split(f"({pattern})", sentence) if pattern else [sentence]
    return mark_safe(  # noqa: S308  each piece is escaped
        "".join(f"<bdi>{escape(piece)}</bdi>" if position % 2 else escape(piece) for position, piece in enumerate(pieces))
    )


@register.filter
def citation_urls(document: Mapping[str, Any]) -> dict[int, str]:
    """The URL of each evidence item on the page of the document, by number.

    Empty for a document that predates citations: there, a number in brackets means something else.
    """
    if "citations" not in document["verdict"]:
        return {}
    return {item["number"]: f"#evidence-{item['number']}" for items in document["evidence"].values() for item in items}


@register.filter
def rendered(text: str, urls: Mapping[int, str] | None = None) -> SafeString:
    """Markdown rendered as safe HTML, with links from citations to the evidence in `urls`."""
    return render_markdown(text, urls)
