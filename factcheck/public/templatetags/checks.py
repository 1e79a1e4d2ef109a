"""Filters for the plain JSON values of a published document: dates, Markdown, and the text around a quote."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils.safestring import SafeString

from factcheck.publishing.excerpts import from_word, to_word
from factcheck.web.markdown import render_markdown

register = template.Library()
register.filter("from_word", from_word)
register.filter("to_word", to_word)


@register.filter
def moment(value: str) -> date | datetime | None:
    """The date or time of an ISO 8601 string; None for an empty one. `when` converts a time to the newsroom's time zone."""
    if not value:
        return None
    return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)


@register.filter
def rendered(text: str) -> SafeString:
    """Markdown rendered as safe HTML."""
    return render_markdown(text)
