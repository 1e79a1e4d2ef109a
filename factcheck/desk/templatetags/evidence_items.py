"""What the links and buttons of an item of evidence have in common."""

from __future__ import annotations

from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = Library()


@register.simple_tag
def item_name(number: int, title: str) -> SafeString:
    """The hidden end of the label of a link or button, which names the item that it belongs to."""
    return format_html('<span class="sr-only"> [{}] <bdi>{}</bdi></span>', number, title)
