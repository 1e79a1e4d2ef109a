"""The initials of a person, which stand beside the name and never replace it."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def initials(name: str) -> SafeString:
    """The first letters of the first and the last name in a circle."""
    words = [word for word in name.split() if word[0].isalnum()]
    letters = "".join(word[0] for word in words[:1] + words[1:][-1:])
    return format_html('<span class="initials" aria-hidden="true">{}</span>', letters.upper())
