"""The sentence, the day, and the time of day of a history entry."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from factcheck.desk.history.entry_presenter import PresentedEntry
from factcheck.desk.history.sentences import Part

register = template.Library()


@register.simple_tag
def sentence(entry: PresentedEntry, *, is_linked: bool = False) -> SafeString:
    """What the person did. `is_linked`: the name of the row is a link to its history."""
    url = reverse("desk:history", args=[entry.kind, entry.object_id]) if is_linked else ""
    return format_html_join("", "{}", ((_rendered(part, url),) for part in entry.sentence))


def _rendered(part: Part, url: str) -> str:
    if part.is_row and url:
        return format_html('<a href="{}"><bdi>{}</bdi></a>', url, part.text)
    if part.is_row:
        return format_html("<bdi>{}</bdi>", part.text)
    if part.is_value:
        return format_html('<b class="entry-value"><bdi>{}</bdi></b>', part.text)
    return part.text


@register.filter
def local_day(value: datetime) -> str:
    """ "Wednesday, 14 December 2022", in the current time zone."""
    return date_format(timezone.localtime(value), "l, j F Y")


@register.simple_tag
def clock(value: datetime) -> SafeString:
    """The time of day as `<time>`. The day is in the heading above."""
    local = timezone.localtime(value)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), date_format(local, "H:i"))
