"""The logo, the style sheet that applies the newsroom’s colors, and a picture of them for the settings screen.

All of them are immutable. The address contains the colors, and the content depends on nothing else, so they need no query; the
address of the logo contains its hash.
"""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse

from factcheck.newsroom.colors import preview, style_sheet
from factcheck.publishing.logos.queries import logo_content
from factcheck.web.access import get_only
from factcheck.web.caching import cacheable_response

YEAR = 365 * 24 * 3600


class ColorsConverter:
    """The two colors in an address, such as "0d3b36-0b5d56". Either may be empty."""

    regex = "(?:[0-9a-f]{6})?-(?:[0-9a-f]{6})?"

    def to_python(self, value: str) -> tuple[str, str]:
        brand, _, accent = value.partition("-")
        return f"#{brand}" if brand else "", f"#{accent}" if accent else ""

    def to_url(self, value: str) -> str:
        if not re.fullmatch(self.regex, value):
            raise ValueError(value)
        return value


class Sha256Converter:
    """A SHA-256 in lower case."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


@get_only
def colors(request: HttpRequest, colors: tuple[str, str]) -> HttpResponse:
    """The style sheet. Not found for colors that cannot be read."""
    try:
        content = style_sheet(*colors)
    except ValueError as error:
        raise Http404 from error
    return _immutable(request, content.encode(), "text/css; charset=utf-8")


@get_only
def colors_preview(request: HttpRequest, colors: tuple[str, str]) -> HttpResponse:
    """A picture of the colors, also of those that cannot be read."""
    return _immutable(request, preview(*colors).encode(), "image/svg+xml")


@get_only
def logo(request: HttpRequest, sha256: str) -> HttpResponse:
    """A logo that the newsroom has or had. Other sites may display it: feeds and structured data contain its address."""
    content = logo_content(sha256)
    if content is None:
        raise Http404
    response = _immutable(request, content, "image/png", etag=sha256)
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _immutable(request: HttpRequest, content: bytes, content_type: str, etag: str = "") -> HttpResponse:
    response = cacheable_response(request, content, content_type=content_type, etag=etag, max_age=YEAR)
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response
