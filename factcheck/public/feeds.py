"""Machine-readable responses: Atom and RSS, ClaimReview of one check and of all, sitemaps, robots.txt, and security.txt."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from itertools import chain
from typing import Any, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.timezone import localdate

import factcheck
from factcheck.formats.atom import FeedSource, build_atom_feed, build_rss_feed
from factcheck.formats.claim_review import Publisher, claim_review_json
from factcheck.formats.data_feed import FEED_FORMAT, stream_data_feed
from factcheck.formats.security_txt import security_txt
from factcheck.formats.sitemap import stream_sitemap, stream_sitemap_index
from factcheck.newsroom.queries import Branding, branding, name_and_installation
from factcheck.publishing import queries
from factcheck.publishing.heads import heads_document
from factcheck.publishing.listing import publications_of_subject, subject_page
from factcheck.publishing.sharing.queries import iter_sitemap, sitemap_parts
from factcheck.web.access import get_only
from factcheck.web.caching import MINUTE, cacheable_response, cacheable_stream
from factcheck.web.dates import newsroom_zone
from factcheck.web.public_urls import public_base, public_url

ROBOTS = "User-agent: *\nDisallow: /desk/\nDisallow: /accounts/\nDisallow: /api/\n\nSitemap: {sitemap}\n"
ATOM = "application/atom+xml; charset=utf-8"
RSS = "application/rss+xml; charset=utf-8"
XML = "application/xml; charset=utf-8"


def publisher(base: str, newsroom: Branding) -> Publisher:
    """The newsroom of today in structured data."""
    return Publisher(public_url(base, "index"), base + static("icons/favicon.svg"), newsroom.name)


@get_only
def atom(request: HttpRequest) -> HttpResponse:
    return _feed(request, build_atom_feed, ATOM, "feed")


@get_only
def rss(request: HttpRequest) -> HttpResponse:
    return _feed(request, build_rss_feed, RSS, "rss")


def _feed(request: HttpRequest, build: Any, media_type: str, name: str) -> HttpResponse:
    """The feed of all checks."""
    base = public_base(request)
    newsroom, installation = name_and_installation()
    source = FeedSource(newsroom, public_url(base, "index"), public_url(base, name), installation)
    documents = queries.recently_changed_documents()
    content = build(documents, source, url_of=lambda slug: public_url(base, "check", slug=slug), zone=newsroom_zone())
    return cacheable_response(request, content, content_type=media_type)


@get_only
def topic_atom(request: HttpRequest, slug: str) -> HttpResponse:
    return _subject_feed(request, build_atom_feed, ATOM, "topic", "topic-feed", slug)


@get_only
def topic_rss(request: HttpRequest, slug: str) -> HttpResponse:
    return _subject_feed(request, build_rss_feed, RSS, "topic", "topic-rss", slug)


@get_only
def claimant_atom(request: HttpRequest, slug: str) -> HttpResponse:
    return _subject_feed(request, build_atom_feed, ATOM, "claimant", "claimant-feed", slug)


@get_only
def claimant_rss(request: HttpRequest, slug: str) -> HttpResponse:
    return _subject_feed(request, build_rss_feed, RSS, "claimant", "claimant-rss", slug)


def _subject_feed(request: HttpRequest, build: Any, media_type: str, kind: str, name: str, slug: str) -> HttpResponse:
    """The feed of a topic or a claimant. It is empty if its checks are now published under other names, as the page is."""
    found = subject_page(kind, slug, size=1)
    if found is None:
        raise Http404
    base = public_base(request)
    newsroom, installation = name_and_installation()
    page, feed = public_url(base, kind, slug=slug), public_url(base, name, slug=slug)
    source = FeedSource(newsroom, page, feed, installation, found.name, f"{kind} {slug}")
    documents = queries.recently_changed_documents(publications_of_subject(kind, slug))
    content = build(documents, source, url_of=lambda slug: public_url(base, "check", slug=slug), zone=newsroom_zone())
    return cacheable_response(request, content, content_type=media_type)


@get_only
def claimreview(request: HttpRequest, slug: str) -> HttpResponse:
    publication = queries.current_publication(slug)
    if publication is None:
        raise Http404
    base = public_base(request)
    document = queries.read_documents([publication.pk], publication.additions)[publication.pk]
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
        return _sitemap(request, parts[0][0] if parts else 0)
    pages = ((public_url(base, "sitemap-part", part=part), changed) for part, changed in parts)
    return _streamed_xml(request, stream_sitemap_index(pages, newsroom_zone()), ["index"])


@get_only
def sitemap_part(request: HttpRequest, part: int) -> HttpResponse:
    if part not in dict(sitemap_parts()):
        raise Http404
    return _sitemap(request, part)


def _sitemap(request: HttpRequest, part: int) -> HttpResponse:
    base = public_base(request)
    pages = ((public_url(base, "check", slug=slug), changed) for slug, changed in iter_sitemap(part))
    lists = ((public_url(base, name), None) for name in ("index", "corrections", "method"))
    chunks = stream_sitemap(chain(() if part else lists, pages), newsroom_zone())
    return _streamed_xml(request, chunks, [part])


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
