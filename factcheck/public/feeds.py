"""The published checks for programs: Atom and RSS, and ClaimReview of one check and of all."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.templatetags.static import static

import factcheck
from factcheck.formats.atom import FeedSource, build_atom_feed, build_rss_feed
from factcheck.formats.claim_review import Publisher, claim_review_json
from factcheck.formats.data_feed import FEED_FORMAT, stream_data_feed
from factcheck.newsroom.queries import Branding, branding, installation_hash
from factcheck.public.kept_content import Content, kept_content
from factcheck.publishing import queries
from factcheck.publishing.listing import publications_of_subject, subject_page
from factcheck.publishing.state import PublicState
from factcheck.web.access import get_only
from factcheck.web.caching import cacheable_response, cacheable_stream
from factcheck.web.dates import newsroom_zone
from factcheck.web.public_urls import public_base, public_url

ATOM = "application/atom+xml; charset=utf-8"
RSS = "application/rss+xml; charset=utf-8"
_FORMATS: dict[str, tuple[Any, str]] = {"feed": (build_atom_feed, ATOM), "rss": (build_rss_feed, RSS)}
"""The function and the media type, by the name of the URL."""


def publisher(base: str, newsroom: Branding) -> Publisher:
    """The newsroom of today in structured data. Without a logo, it has the icon of the software."""
    home, logo = public_url(base, "index"), newsroom.logo
    if logo is None:
        return Publisher(home, base + static("icons/favicon.svg"), newsroom.name)
    return Publisher(home, public_url(base, "logo", sha256=logo.sha256), newsroom.name, (logo.width, logo.height))


def _feed_source(base: str, state: PublicState, page: str, feed: str, subject: str = "", key: str = "") -> FeedSource:
    """The description of a feed. One query."""
    newsroom, installation = state.newsroom, installation_hash()
    if newsroom.logo is None:
        return FeedSource(newsroom.name, page, feed, installation, subject, key)
    address, size = public_url(base, "logo", sha256=newsroom.logo.sha256), (newsroom.logo.width, newsroom.logo.height)
    return FeedSource(newsroom.name, page, feed, installation, subject, key, address, size)


@get_only
@kept_content
def feed(request: HttpRequest, name: str, *, state: PublicState) -> Content:
    """The feed of all checks. `name` is that of its URL, and names its format."""
    build, media_type = _FORMATS[name]
    base = public_base(request)
    source = _feed_source(base, state, public_url(base, "index"), public_url(base, name))
    documents = queries.recently_changed_documents()
    content = build(documents, source, url_of=lambda slug: public_url(base, "check", slug=slug), zone=newsroom_zone())
    return Content(content, media_type)


@get_only
@kept_content
def subject_feed(request: HttpRequest, slug: str, kind: str, name: str, *, state: PublicState) -> Content:
    """The feed of a topic or a claimant. `name` is that of its URL, and names its format.

    It is empty if its checks are now published under other names, as the page is.
    """
    build, media_type = _FORMATS[name.removeprefix(f"{kind}-")]
    found = subject_page(kind, slug, size=1)
    if found is None:
        raise Http404
    base = public_base(request)
    page, feed = public_url(base, kind, slug=slug), public_url(base, name, slug=slug)
    source = _feed_source(base, state, page, feed, found.name, f"{kind} {slug}")
    documents = queries.recently_changed_documents(publications_of_subject(kind, slug))
    content = build(documents, source, url_of=lambda slug: public_url(base, "check", slug=slug), zone=newsroom_zone())
    return Content(content, media_type)


@get_only
def claimreview(request: HttpRequest, slug: str) -> HttpResponse:
    publication = queries.current_publication(slug)
    if publication is None:
        raise Http404
    base = public_base(request)
    document = queries.read_document(publication.pk, publication.additions)
    content = claim_review_json(
        document,
        url=public_url(base, "check", slug=slug),
        publisher=publisher(base, publication.newsroom),
        image=public_url(base, "share-image", slug=slug),
        zone=newsroom_zone(),
    )
    return cacheable_response(
        request,
        content,
        content_type="application/ld+json",
        modified=publication.modified,
    )


@get_only
def data(request: HttpRequest) -> HttpResponse:
    """All checks as one DataFeed. Streamed, because its size has no limit."""
    base = public_base(request)
    published_by = publisher(base, branding())
    state = queries.publication_state()
    chunks = stream_data_feed(
        queries.iter_current_documents(),
        publisher=published_by,
        modified=state.changed_at.isoformat() if state.changed_at else "",
        url_of=lambda slug: public_url(base, "check", slug=slug),
        image_of=lambda slug: public_url(base, "share-image", slug=slug),
        zone=newsroom_zone(),
    )
    # Everything that determines the content, which is not hashed itself, because a revalidation would have to build all of it.
    key = [
        factcheck.__version__,
        FEED_FORMAT,
        settings.TIME_ZONE,
        state.newest_id,
        state.newest_sha256,
        state.hidden,
        state.newest_notice,
        base,
        published_by,
    ]
    etag = sha256(json.dumps(key).encode()).hexdigest()
    response = cacheable_stream(request, chunks, content_type="application/ld+json", etag=etag, modified=state.changed_at)
    return cast(HttpResponse, response)  # the decorators are typed for HttpResponse only
