"""What machines read: the Atom feed, ClaimReview of one check and of all, and the note for robots."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse

from factcheck.ledger.chain import canonical
from factcheck.publishing import feeds, queries
from factcheck.publishing.cacheable import MINUTE, address, answer, base_of
from factcheck.publishing.claimreview import claim_review
from factcheck.web.signin import get_only

ROBOTS = "User-agent: *\nDisallow: /desk/\nDisallow: /accounts/\nDisallow: /api/\n"


@get_only
def atom(request: HttpRequest) -> HttpResponse:
    base = base_of(request)
    content = feeds.atom(
        queries.changed_last(),
        newsroom=settings.NEWSROOM_NAME,
        home=address(base, "index"),
        feed=address(base, "feed"),
        address=lambda slug: address(base, "check", slug=slug),
    )
    return answer(request, content, content_type="application/atom+xml; charset=utf-8")


@get_only
def claimreview(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.current(slug)
    if found is None:
        raise Http404
    pk, sha256, published_at = found
    base = base_of(request)
    review = claim_review(queries.document_of(pk), url=address(base, "check", slug=slug), home=address(base, "index"))
    content = canonical(review)
    return answer(request, content, content_type="application/ld+json", etag=f"{sha256}.review", modified=published_at)


@get_only
def data(request: HttpRequest) -> HttpResponse:
    """All checks as one DataFeed, sent as it is read: its size is the newsroom's, not ours."""
    base = base_of(request)
    newest = queries.newest_change()
    pieces = feeds.data_feed(
        queries.all_current(),
        newsroom=settings.NEWSROOM_NAME,
        home=address(base, "index"),
        modified=newest.isoformat() if newest else "",
        address=lambda slug: address(base, "check", slug=slug),
    )
    headers = {"Cache-Control": f"public, max-age={10 * MINUTE}"}
    sent = StreamingHttpResponse(pieces, content_type="application/ld+json", headers=headers)
    return cast(HttpResponse, sent)  # the decorators know no other kind of answer, and need none


@get_only
def robots(request: HttpRequest) -> HttpResponse:
    return answer(request, ROBOTS.encode(), content_type="text/plain; charset=utf-8", max_age=60 * MINUTE)
