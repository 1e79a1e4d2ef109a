"""What the pages of a published document need: its dates and its Markdown, which JSON keeps as plain text."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils.safestring import SafeString

from factcheck.claims.anchoring import CONTEXT
from factcheck.web.markdown import html_of

register = template.Library()


@register.filter
def moment(said: str) -> date | datetime | None:
    """The date or the moment (UTC) that an ISO 8601 text in a document stands for."""
    if not said:
        return None
    return datetime.fromisoformat(said) if "T" in said else date.fromisoformat(said)


@register.filter
def rendered(text: str) -> SafeString:
    """Markdown as safe HTML."""
    return html_of(text)


@register.filter
def from_word(words: str) -> str:
    """What stands before a quote, without the piece of a word that a context of full length may begin with."""
    rest = words.partition(" ")[2] if len(words) >= CONTEXT else words
    return rest if rest.strip() else words


@register.filter
def to_word(words: str) -> str:
    """What stands after a quote, without the piece of a word that a context of full length may end with."""
    rest = words.rpartition(" ")[0] if len(words) >= CONTEXT else words
    return rest if rest.strip() else words
