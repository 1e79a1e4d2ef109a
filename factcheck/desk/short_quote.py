"""The quote of an item of evidence, as the board and the verdict screen display it."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from factcheck.web.isolation import isolated_in_quotes
from factcheck.web.typography import has_own_quotes, shorten

MAX_QUOTE = 320
"""Code points of a quote; the page of the item has all of it."""


def short_quote(quote: str) -> SafeString:
    """`quote`, shortened, as HTML. It gets quotation marks unless it has its own."""
    text = shorten(quote, MAX_QUOTE)
    return format_html("<bdi>{}</bdi>", text) if has_own_quotes(quote) else isolated_in_quotes(text)
