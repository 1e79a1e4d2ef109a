"""Feeds and other machine-readable responses: Atom, ClaimReview of one check and of all, and robots.txt."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from factcheck.formats.atom import build_atom_feed
from factcheck.formats.claim_review import claim_review_json
from factcheck.formats.data_feed import FEED_FORMAT, stream_data_feed
from factcheck.newsroom.queries import name_and_installation, newsroom_name
from factcheck.publishing import queries
from factcheck.publishing.heads import heads_document
from factcheck.web.access import get_only
from factcheck.web.caching import MINUTE, cacheable_response, cacheable_stream
from factcheck.web.dates import newsroom_zone
from factcheck.web.public_urls import public_base, public_url

ROBOTS = "User-agent: *\nDisallow: /desk/\nDisallow: /accounts/\nDisallow: /api/\n"


@get_only
def atom(request: HttpRequest) -> HttpResponse:
    base = public_base(request)
    newsroom, installation = name_and_installation()
    content = build_atom_feed(
        queries.recently_changed_documents(),
        newsroom=newsroom,
        home=public_url(base, "index"),
        feed=public_url(base, "feed"),
        installation=installation,
        url_of=lambda slug: public_url(base, "check", slug=slug),
        zone=newsroom_zone(),
    )
    return cacheable_response(request, content, content_type="application/atom+xml; charset=utf-8")


@get_only
def claimreview(request: HttpRequest, slug: str) -> HttpResponse:
    publication = queries.current_publication(slug)
    if publication is None:
        raise Http404
    base = public_base(request)
    document = queries.read_documents([publication.pk], publication.additions)[publication.pk]
    url, home = public_url(base, "check", slug=slug), public_url(base, "index")
    content = claim_review_json(document, url=url, home=home, zone=newsroom_zone())
    return cacheable_response(
        request,
        content,
        content_type="application/ld+json",
        modified=publication.modified,
    )


@get_only
def data(request: HttpRequest) -> HttpResponse:
    """All checks as one DataFeed. Streamed, because its size has no limit."""
    base, newsroom = public_base(request), newsroom_name()
    state = queries.publication_state()
    chunks = stream_data_feed(
        queries.iter_current_documents(),
        newsroom=newsroom,
        home=public_url(base, "index"),
        modified=state.changed_at.isoformat() if state.changed_at else "",
        url_of=lambda slug: public_url(base, "check", slug=slug),
        zone=newsroom_zone(),
    )
    # Everything that determines the content, which is not hashed itself, because a revalidation would have to build all of it.
    key = [
        FEED_FORMAT,
        settings.TIME_ZONE,
        state.newest_id,
        state.newest_sha256,
        state.hidden,
        state.newest_notice,
        base,
        newsroom,
    ]
    etag = sha256(json.dumps(key).encode()).hexdigest()
    response = cacheable_stream(request, chunks, content_type="application/ld+json", etag=etag, modified=state.changed_at)
    return cast(HttpResponse, response)  # the decorators are typed for HttpResponse only


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
    return cacheable_response(request, ROBOTS.encode(), content_type="text/plain; charset=utf-8", max_age=60 * MINUTE)
