"""Cacheable responses: identical for everyone, without cookies. Caches store them for a minute, then revalidate them by ETag.

The time is short because a retraction must reach readers soon. A revalidation gets 304 if the content has not changed.
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
    """Return the content, or 304 if the client has it. `etag` defaults to the content's SHA-256; `max_age` is in seconds."""
    tag = quote_etag(etag or sha256(content).hexdigest())
    last_modified = int(modified.timestamp()) if modified else None
    response = HttpResponse(content, content_type=content_type)
    conditional = get_conditional_response(request, etag=tag, last_modified=last_modified, response=response)
    if conditional is None:
        return response
    conditional["ETag"] = tag
    if last_modified:
        conditional["Last-Modified"] = http_date(last_modified)
    conditional["Cache-Control"] = f"public, max-age={max_age}"
    return conditional
