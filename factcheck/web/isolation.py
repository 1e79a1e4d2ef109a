"""Markup that isolates a text from the text around it: quotation marks, the language, and the host of an address."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from factcheck.web.http_urls import ascii_host, has_other_letters
from factcheck.web.typography import in_quotes


def isolated_in_quotes(text: object, mark: str = "") -> SafeString:
    """Put `text` in quotation marks (see `typography.in_quotes`); its writing direction does not affect the text around it."""
    quoted = in_quotes(str(text), mark)
    end = 1 + len(str(text))
    return format_html("{}<bdi>{}</bdi>{}", quoted[0], quoted[1:end], quoted[end:])


def language_attribute(tag: object) -> SafeString:
    """The attribute `lang` with a language tag (BCP 47); empty if there is none."""
    return format_html('lang="{}"', tag) if tag else SafeString("")


def other_host(address: str) -> SafeString:
    """The host of a URL in Punycode, if it contains letters that can imitate Latin ones; empty for all other URLs."""
    return (
        SafeString("")
        if not has_other_letters(address)
        else format_html(' <span class="quiet">(host: <code>{}</code>)</span>', ascii_host(address))
    )
