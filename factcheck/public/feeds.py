"""Feeds and other machine-readable responses: Atom, ClaimReview of one check and of all, and robots.txt."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse

from factcheck.formats.atom import atom as atom_feed
from factcheck.formats.claim_review import claim_review_json
from factcheck.formats.data_feed import data_feed
from factcheck.publishing import queries
from factcheck.web.access import get_only
from factcheck.web.caching import MINUTE, cacheable_response
from factcheck.web.public_urls import public_base, public_url

ROBOTS = "User-agent: *\nDisallow: /desk/\nDisallow: /accounts/\nDisallow: /api/\n"


@get_only
def atom(request: HttpRequest) -> HttpResponse:
    base = public_base(request)
    content = atom_feed(
        queries.changed_last(),
        newsroom=settings.NEWSROOM_NAME,
        home=public_url(base, "index"),
        feed=public_url(base, "feed"),
        url_of=lambda slug: public_url(base, "check", slug=slug),
    )
    return cacheable_response(request, content, content_type="application/atom+xml; charset=utf-8")


@get_only
def claimreview(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.current(slug)
    if found is None:
        raise Http404
    pk, sha256, published_at = found
    base = public_base(request)
    document = queries.document_of(pk)
    content = claim_review_json(document, url=public_url(base, "check", slug=slug), home=public_url(base, "index"))
    return cacheable_response(
        request, content, content_type="application/ld+json", etag=f"{sha256}.review", modified=published_at
    )


@get_only
def data(request: HttpRequest) -> HttpResponse:
    """All checks as one DataFeed, streamed: it grows with the newsroom."""
    base = public_base(request)
    newest = queries.newest_change()
    pieces = data_feed(
        queries.all_current(),
        newsroom=settings.NEWSROOM_NAME,
        home=public_url(base, "index"),
        modified=newest.isoformat() if newest else "",
        url_of=lambda slug: public_url(base, "check", slug=slug),
    )
    headers = {"Cache-Control": f"public, max-age={10 * MINUTE}"}
    response = StreamingHttpResponse(pieces, content_type="application/ld+json", headers=headers)
    return cast(HttpResponse, response)  # the decorators are typed for HttpResponse only


@get_only
def robots(request: HttpRequest) -> HttpResponse:
    return cacheable_response(request, ROBOTS.encode(), content_type="text/plain; charset=utf-8", max_age=60 * MINUTE)
