"""Template filters for links to the pages of topics, claimants, and sources."""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from factcheck.publishing.slugs import name_slug

register = template.Library()


@register.simple_tag
def named(kind: str, name: str) -> SafeString:
    """The name of a topic, claimant, or source as a link to its page; without a link if it has no letters or digits."""
    if slug := name_slug(name):
        return format_html('<a href="{}"><bdi>{}</bdi></a>', reverse(f"public:{kind}", args=[slug]), name)
    return format_html("<bdi>{}</bdi>", name)
