"""Cacheable responses: identical for everyone, without cookies. Caches store them, but revalidate them before each use.

So no request after a correction or retraction returns the old rating. A revalidation gets 304 if the content has not changed.
Only entity tags are compared. Dates do not identify content: they have whole seconds, and names, permissions, and related checks
change content without a new date.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
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
    max_age: int = 0,
) -> HttpResponse:
    """Return the content, or 304 if the client has it. `etag` defaults to the content's SHA-256. `modified` is only sent.

    For `max_age` seconds, caches may serve the content without a revalidation. Use the default for anything that a correction
    or retraction can change.
    """
    response = HttpResponse(content, content_type=content_type)
    tag = etag or sha256(content).hexdigest()
    return cast(HttpResponse, _conditional(request, response, etag=tag, modified=modified, max_age=max_age))


def cacheable_stream(
    request: HttpRequest, chunks: Iterator[str], *, content_type: str, etag: str, modified: datetime | None
) -> HttpResponseBase:
    """Return the streamed content, or 304 if the client has it; then no chunk is read.

    `etag` must identify the content. `modified` is only sent.
    """
    response = StreamingHttpResponse(chunks, content_type=content_type)
    return _conditional(request, response, etag=etag, modified=modified, max_age=0)


def _conditional(
    request: HttpRequest, response: HttpResponseBase, *, etag: str, modified: datetime | None, max_age: int
) -> HttpResponseBase:
    tag = quote_etag(etag)
    conditional = get_conditional_response(request, etag=tag, response=response)  # type: ignore[arg-type]
    if conditional is None:
        return response
    conditional["ETag"] = tag
    if modified:
        conditional["Last-Modified"] = http_date(int(modified.timestamp()))
    conditional["Cache-Control"] = f"public, max-age={max_age}" + ("" if max_age else ", must-revalidate")
    return conditional
