"""Views of checks, their versions, and the method; `lists` has those of lists.

The responses are cacheable and identical for all readers: no view reads the session.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString

from factcheck.formats.claim_review import build_claim_review, json_in_page
from factcheck.formats.titles import displayed_rating
from factcheck.newsroom.queries import Branding, branding, name_and_contact
from factcheck.public.feeds import publisher
from factcheck.public.pages import render_public_page
from factcheck.public.sharing import share_context
from factcheck.publishing import queries
from factcheck.publishing.document import evidence_values
from factcheck.publishing.queries import Additions
from factcheck.publishing.related import related_checks
from factcheck.web.access import get_only
from factcheck.web.caching import cacheable_response
from factcheck.web.dates import newsroom_zone
from factcheck.web.public_urls import public_base, public_url
from factcheck.web.templatetags.parts import difference

CACHED_CHECKS = 512
"""Rendered checks that each process caches, about 40 KB each. The key includes the hash of the document, so none is stale."""
CACHED_VERSIONS = 64
"""Rendered versions that each process caches: usually 40 KB each, 300 KB if a rationale of full length was rewritten."""


@get_only
def check(request: HttpRequest, slug: str) -> HttpResponse:
    publication = queries.current_publication(slug)
    if publication is None:
        raise Http404
    render = _rendered_check.__wrapped__ if settings.DEBUG else _rendered_check
    content, page_digest = render(
        publication.pk,
        publication.sha256,
        public_base(request),
        publication.newsroom,
        publication.additions,
        publication.newest,
    )
    etag = f"{publication.sha256}.{page_digest}"
    return cacheable_response(request, content, etag=etag, modified=publication.modified)


@lru_cache(maxsize=CACHED_CHECKS)
def _rendered_check(pk: int, sha256: str, base: str, newsroom: Branding, additions: Additions, newest: str) -> tuple[bytes, str]:
    """The page of a published document, and a short digest of the page, which changes with the templates and the additions.

    `newest` identifies the newest publication, which determines the related checks.
    """
    document = queries.read_document(pk, additions)
    url = public_url(base, "check", slug=document["slug"])
    image = public_url(base, "share-image", slug=document["slug"])
    review = build_claim_review(document, url=url, publisher=publisher(base, newsroom), zone=newsroom_zone(), image=image)
    content = render_public_page(
        "public/check.html",
        reverse("public:check", args=[document["slug"]]),
        newsroom=newsroom,
        check=document,
        sha256=sha256,
        displayed_rating=displayed_rating(document),
        canonical=url,
        permanent=public_url(base, "version", slug=document["slug"], number=document["number"]),
        claimreview=SafeString(json_in_page(review)),
        sharing=share_context(document, pk=pk, base=base, newsroom=newsroom.name),
        related=related_checks(document),
    )
    return content, _short_digest(content)


@get_only
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One version of a check, with the changes since."""
    versions = queries.version_and_current(slug, number)
    if versions is None:
        raise Http404
    then, now = versions
    render = _rendered_version.__wrapped__ if settings.DEBUG else _rendered_version
    content, page_digest = render((then.pk, then.sha256), (now.pk, now.sha256), public_base(request), now.newsroom, now.additions)
    return cacheable_response(request, content, etag=f"{then.sha256}.{now.sha256}.{page_digest}", modified=now.modified)


@lru_cache(maxsize=CACHED_VERSIONS)
def _rendered_version(
    then_key: tuple[int, str], now_key: tuple[int, str], base: str, newsroom: Branding, additions: Additions
) -> tuple[bytes, str]:
    """The page of one version compared with the current one, and a short digest of the page.

    A key is the id and the hash of an immutable document, and `additions` identifies the takedowns and notices. So no cached page
    is stale.
    """
    documents = queries.read_documents({then_key[0], now_key[0]}, additions)
    then, now = documents[then_key[0]], documents[now_key[0]]
    slug, number = then["slug"], then["number"]
    content = render_public_page(
        "public/version.html",
        reverse("public:version", args=[slug, number]),
        newsroom=newsroom,
        check=then,
        now=now,
        sha256=then_key[1],
        displayed_rating=displayed_rating(then),
        is_current=number == now["number"],
        changes=[(label, _cached_difference(before, after)) for label, before, after in _changed_texts(then, now)],
        evidence_changed=evidence_values(then) != evidence_values(now),
        replies_changed=then.get("replies", []) != now.get("replies", []),
        replaced=next((v for v in [*now["versions"]][::-1] if v["number"] > number), None),
        canonical=public_url(base, "check", slug=slug),
        permanent=public_url(base, "version", slug=slug, number=number),
    )
    return content, _short_digest(content)


@lru_cache(maxsize=4 * CACHED_VERSIONS)
def _cached_difference(before: str, after: str) -> SafeString:
    """The difference between two texts as HTML, cached for all hosts.

    Concurrent requests may each compute it before it is cached: the work is bounded, and a lock would make readers wait.
    """
    return difference(before, after)


@get_only
def method(request: HttpRequest) -> HttpResponse:
    _, contact = name_and_contact()
    content = render_public_page(
        "public/method.html",
        request.path,
        scale=queries.active_ratings(),
        requirements=queries.publication_requirements(),
        canonical=public_url(public_base(request), "method"),
        contact=contact,
        newsroom=branding(),
    )
    return cacheable_response(request, content)


def _changed_texts(then: dict[str, Any], now: dict[str, Any]) -> list[tuple[str, str, str]]:
    """(label, before, after) of each text that differs between two documents."""
    texts = {
        "Headline": ("verdict", "headline"),
        "Rating": ("verdict", "rating"),
        "Statement": ("claim", "statement"),
        "Context": ("claim", "context"),
        "Summary": ("verdict", "summary"),
        "Why": ("verdict", "rationale"),
    }
    # documents that predate headlines have no such key
    compared = ((label, then[part].get(key, ""), now[part].get(key, "")) for label, (part, key) in texts.items())
    return [(label, before, after) for label, before, after in compared if before != after]


def _short_digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:8]
