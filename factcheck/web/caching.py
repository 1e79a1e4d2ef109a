"""Cacheable responses: the same for everybody, without cookies, kept by caches for a minute and then revalidated by their ETag.

A minute, because a retraction has to reach readers; after that a cache asks, and gets 304 as long as nothing changed.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

MINUTE = 60
HTML = "text/html; charset=utf-8"


def cacheable_response(
    request: HttpRequest,
    content: bytes,
    *,
    content_type: str = HTML,
    etag: str = "",
    modified: datetime | None = None,
    max_age: int = MINUTE,
) -> HttpResponse:
    """The content, or 304 if the client has it. `etag` defaults to the hash of the content; `max_age` is in seconds."""
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
