"""What the links and buttons of an item of evidence have in common."""

from __future__ import annotations

from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString

from factcheck.evidence.copies.quote_search import QUOTE_LABELS, QuoteState

register = Library()
register.filter("quotewords", lambda state: QUOTE_LABELS[QuoteState(state)])


@register.simple_tag
def item_name(number: int, title: str) -> SafeString:
    """The hidden end of the label of a link or button, which names the item that it belongs to."""
    return format_html('<span class="sr-only"> [{}] <bdi>{}</bdi></span>', number, title)
