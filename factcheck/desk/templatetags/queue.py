"""The template filter for the rows of the queue."""

from __future__ import annotations

from django import template

from factcheck.desk.queue.queries import EXCERPT
from factcheck.web.typography import shorten

register = template.Library()


@register.filter
def excerpt(text: str) -> str:
    """The beginning of a reason, a message, or a sentence; the page of the verdict has all of it."""
    return shorten(text, EXCERPT)
