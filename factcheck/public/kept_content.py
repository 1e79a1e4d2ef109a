"""Lists and feeds for readers, kept in each process as they are sent, until what they are composed of changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from factcheck.publishing.state import PublicState, public_state
from factcheck.web.bounded_cache import BoundedCache
from factcheck.web.caching import HTML, cacheable_response
from factcheck.web.markup_cache import TIME, TODAY, NotRepeatable, reads_noted, report
from factcheck.web.public_urls import public_base

MOST_BYTES = 16 * 2**20
"""The most content that a process keeps."""
MOST_ADDRESS = 300
"""Longer addresses are not kept: few people request the same one."""


@dataclass(frozen=True, slots=True)
class Content:
    """The body of a response with status 200."""

    body: bytes
    content_type: str = HTML
    etag: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "etag", sha256(self.body).hexdigest())


KEPT: BoundedCache[tuple[PublicState, str, str], Content] = BoundedCache(MOST_BYTES)


def kept_content(view: Callable[..., Content | HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose content depends only on its address, its host, and the `PublicState`, which it gets as `state`.

    The content is kept for requests with the same three, so such a request takes one query. It cannot depend on the time. A
    response, such as a redirect or a form with errors, is sent and not kept.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        state, address = public_state(), f"{request.path}?{request.META.get('QUERY_STRING', '')}"
        key = (state, public_base(request), address)
        content = KEPT.get(key)
        if content is None:
            with reads_noted() as reads:
                found = view(request, *args, state=state, **kwargs)
            if isinstance(found, HttpResponse):
                return found
            content = found
            if reads & {TIME, TODAY}:
                report(NotRepeatable("reads the time, on which its content would depend"), view.__name__)
            elif len(address) <= MOST_ADDRESS and not settings.DEBUG:
                KEPT.add(key, content, len(content.body) + len(address))
        return cacheable_response(request, content.body, content_type=content.content_type, etag=content.etag)

    return wrapped
