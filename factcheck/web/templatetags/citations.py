"""The filter that links the citations in a plain text."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.utils.safestring import SafeString

from factcheck.web.citations import may_cite, plain_text_as_html

register = template.Library()


@register.filter
def cited(text: str, urls: Mapping[int, str] | None) -> SafeString:
    """The escaped text with a link for each cited evidence item that has a URL in `urls`."""
    text = str(text or "")
    return SafeString(plain_text_as_html(text, (urls or {}) if may_cite(text) else {}))  # the URLs may have to be loaded
