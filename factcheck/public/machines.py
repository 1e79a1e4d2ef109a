"""Files about the site for programs: robots.txt, security.txt, sitemaps, and the signed heads of the ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from itertools import chain
from typing import Any, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate

import factcheck
from factcheck.formats.security_txt import security_txt
from factcheck.formats.sitemap import stream_sitemap, stream_sitemap_index
from factcheck.publishing import queries
from factcheck.publishing.heads import heads_document
from factcheck.publishing.sharing.queries import iter_sitemap, sitemap_parts
from factcheck.web.access import get_only
from factcheck.web.caching import MINUTE, cacheable_response, cacheable_stream
from factcheck.web.dates import newsroom_zone
from factcheck.web.public_urls import public_base, public_url

ROBOTS = "User-agent: *\nDisallow: /desk/\nDisallow: /accounts/\nDisallow: /api/\n\nSitemap: {sitemap}\n"
XML = "application/xml; charset=utf-8"


@get_only
def ledger_head(request: HttpRequest) -> HttpResponse:
    """The newest signed heads of the ledger, and the keys. `before` is the number of an entry, for earlier heads."""
    text = request.GET.get("before", "")
    if text and not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Http404
    document = heads_document(int(text) if text else None)
    if document.pop("has_more"):
        document["next"] = f"{request.path}?before={document['heads'][-1]['number']}"
    return cacheable_response(request, json.dumps(document, indent=1).encode(), content_type="application/json")


@get_only
def robots(request: HttpRequest) -> HttpResponse:
    content = ROBOTS.format(sitemap=public_url(public_base(request), "sitemap"))
    return cacheable_response(request, content.encode(), content_type="text/plain; charset=utf-8", max_age=60 * MINUTE)


@get_only
def security(request: HttpRequest) -> HttpResponse:
    """security.txt, unless no contact is set or it has expired."""
    expires = settings.SECURITY_EXPIRES
    if expires is None or expires < localdate():
        raise Http404
    content = security_txt(
        contacts=settings.SECURITY_CONTACTS,
        expires=expires,
        canonical=public_url(public_base(request), "security"),
        zone=newsroom_zone(),
    )
    return cacheable_response(request, content.encode(), content_type="text/plain; charset=utf-8", max_age=60 * MINUTE)


@get_only
def sitemap(request: HttpRequest) -> HttpResponse:
    """All pages, or an index of the sitemaps if one is too small for them."""
    base, parts = public_base(request), sitemap_parts()
    if len(parts) < 2:
        return _sitemap(request, parts[0][0] if parts else 0, is_first=True)
    pages = ((public_url(base, "sitemap-part", part=part), changed) for part, changed in parts)
    return _streamed_xml(request, stream_sitemap_index(pages, newsroom_zone()), ["index"])


@get_only
def sitemap_part(request: HttpRequest, part: int) -> HttpResponse:
    parts = [number for number, _ in sitemap_parts()]
    if part not in parts:
        raise Http404
    return _sitemap(request, part, is_first=part == parts[0])


def _sitemap(request: HttpRequest, part: int, *, is_first: bool) -> HttpResponse:
    """The checks of one part. The first sitemap, which may have any number, also has the lists."""
    base = public_base(request)
    pages = ((public_url(base, "check", slug=slug), changed) for slug, changed in iter_sitemap(part))
    lists = ((public_url(base, name), None) for name in ("index", "corrections", "method"))
    chunks = stream_sitemap(chain(lists if is_first else (), pages), newsroom_zone())
    return _streamed_xml(request, chunks, [part, is_first])


def _streamed_xml(request: HttpRequest, chunks: Iterator[str], key: list[Any]) -> HttpResponse:
    """A stream that is sent only if any publication, takedown, or notice has changed it for the client."""
    state = queries.publication_state()
    known = [
        *key,
        factcheck.__version__,
        settings.TIME_ZONE,
        state.newest_id,
        state.newest_sha256,
        state.newest_notice,
        public_base(request),
    ]
    etag = sha256(json.dumps(known).encode()).hexdigest()
    return cast(HttpResponse, cacheable_stream(request, chunks, content_type=XML, etag=etag, modified=state.changed_at))
