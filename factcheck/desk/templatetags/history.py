"""The day and the time of day of a history entry."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def local_day(value: datetime) -> str:
    """ "Wednesday, 14 December 2022", in the current time zone."""
    return date_format(timezone.localtime(value), "l, j F Y")


@register.simple_tag
def clock(value: datetime) -> SafeString:
    """The time of day as `<time>`. The day is in the heading above."""
    local = timezone.localtime(value)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), date_format(local, "H:i"))
