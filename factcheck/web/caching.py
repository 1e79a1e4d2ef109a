"""Public answers: the same for everybody, cookieless, kept by caches for a minute and confirmed by their hash afterwards.

A minute, because a retraction has to reach readers; after that a cache asks, and is told 304 as long as nothing changed.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

MINUTE = 60
HTML = "text/html; charset=utf-8"


def base_of(request: HttpRequest) -> str:
    """Scheme and host that readers use, without a slash at the end."""
    return settings.PUBLIC_URL or f"{request.scheme}://{request.get_host()}"


def address(base: str, name: str, **kwargs: Any) -> str:
    """The absolute address of one of our public pages."""
    return base + reverse(f"publishing:{name}", kwargs=kwargs or None)


def page(template: str, path: str, **context: Any) -> bytes:
    """A public page. Rendered without the request, so that nothing of whoever asks can get into it."""
    return render_to_string(template, {"newsroom_name": settings.NEWSROOM_NAME, "request": _Place(path), **context}).encode()


class _Place:
    """Where the page stands, for the navigation to mark. All that a public template may know of a request."""

    def __init__(self, path: str) -> None:
        self.path = path


def answer(
    request: HttpRequest,
    content: bytes,
    *,
    content_type: str = HTML,
    etag: str = "",
    modified: datetime | None = None,
    max_age: int = MINUTE,
) -> HttpResponse:
    """The content, or 304 where the asker has it. `etag` is the hash it is known by; without one the content's own."""
    tag = quote_etag(etag or sha256(content).hexdigest())
    moment = int(modified.timestamp()) if modified else None
    response = HttpResponse(content, content_type=content_type)
    conditional = get_conditional_response(request, etag=tag, last_modified=moment, response=response)
    if conditional is None:
        return response
    conditional["ETag"] = tag
    if moment:
        conditional["Last-Modified"] = http_date(moment)
    conditional["Cache-Control"] = f"public, max-age={max_age}"
    return conditional
