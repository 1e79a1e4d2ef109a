"""Public pages: cacheable, the same for everybody. They read publications only and never the session."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString

from factcheck.formats.claim_review import claim_review, displayed_rating, json_in_page
from factcheck.public.forms import PublicFilterForm
from factcheck.public.pages import render_public_page
from factcheck.publishing import queries
from factcheck.web.access import get_only
from factcheck.web.caching import cacheable_response
from factcheck.web.errors import Invalid
from factcheck.web.public_urls import public_base, public_url
from factcheck.web.templatetags.parts import difference

CACHED_CHECKS = 512
"""Rendered checks that each process caches, about 40 KB each. The key includes the hash of the document, so none is stale."""
CACHED_VERSIONS = 64
"""Rendered versions that each process caches: usually 40 KB each, 300 KB if a rationale of full length was rewritten."""


@get_only
def index(request: HttpRequest) -> HttpResponse:
    form = PublicFilterForm(request.GET, options=queries.filter_options())
    if not form.is_valid():
        raise Invalid({field: [str(message) for message in messages] for field, messages in form.errors.items()})
    return cacheable_response(
        request,
        render_public_page(
            "public/index.html",
            request.path,
            form=form,
            page=queries.index(form.filter, request.GET.get("page", "")),
            is_filtered=bool(form.filter),
            kept=_query_without_cursor(request),
            canonical=public_url(public_base(request), "index"),
        ),
    )


@get_only
def check(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.current(slug)
    if found is None:
        raise Http404
    pk, sha256, published_at = found
    render = _check.__wrapped__ if settings.DEBUG else _check
    content, page_digest = render(pk, sha256, public_base(request), settings.NEWSROOM_NAME)
    return cacheable_response(request, content, etag=f"{sha256}.{page_digest}", modified=published_at)


@lru_cache(maxsize=CACHED_CHECKS)
def _check(pk: int, sha256: str, base: str, newsroom: str) -> tuple[bytes, str]:
    """The page of a published document, and a short digest of the page: a new template changes the page of the same document."""
    document = queries.document_of(pk)
    url, home = public_url(base, "check", slug=document["slug"]), public_url(base, "index")
    review = claim_review(document, url=url, home=home)
    content = render_public_page(
        "public/check.html",
        reverse("public:check", args=[document["slug"]]),
        check=document,
        sha256=sha256,
        shown=displayed_rating(document),
        canonical=url,
        permanent=public_url(base, "version", slug=document["slug"], number=document["number"]),
        claimreview=SafeString(json_in_page(review)),
    )
    return content, _short_digest(content)


@get_only
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One version of a check, which remains readable, and the changes since."""
    found = queries.version_and_current(slug, number)
    if found is None:
        raise Http404
    then, now = found
    render = _version.__wrapped__ if settings.DEBUG else _version
    content, page_digest = render((then.pk, then.sha256), (now.pk, now.sha256), public_base(request), settings.NEWSROOM_NAME)
    return cacheable_response(request, content, etag=f"{then.sha256}.{now.sha256}.{page_digest}", modified=now.published_at)


@lru_cache(maxsize=CACHED_VERSIONS)
def _version(then_known: tuple[int, str], now_known: tuple[int, str], base: str, newsroom: str) -> tuple[bytes, str]:
    """The page of one version compared with the current one, and a short digest of the page.

    Each document is given by its id and hash; neither ever changes.
    """
    then, now = queries.document_of(then_known[0]), queries.document_of(now_known[0])
    slug, number = then["slug"], then["number"]
    content = render_public_page(
        "public/version.html",
        reverse("public:version", args=[slug, number]),
        check=then,
        now=now,
        sha256=then_known[1],
        shown=displayed_rating(then),
        is_current=number == now["number"],
        changes=[(part, _compared(before, after)) for part, before, after in _changes(then, now)],
        evidence_changed=then["evidence"] != now["evidence"],
        replaced=next((v for v in [*now["versions"]][::-1] if v["number"] > number), None),
        canonical=public_url(base, "check", slug=slug),
        permanent=public_url(base, "version", slug=slug, number=number),
    )
    return content, _short_digest(content)


@lru_cache(maxsize=4 * CACHED_VERSIONS)
def _compared(before: str, after: str) -> SafeString:
    """The comparison of two texts as HTML, cached for all hosts.

    Requests that arrive before it is cached each compare: the work is bounded, and a lock would make readers wait.
    """
    return difference(before, after)


@get_only
def corrections(request: HttpRequest) -> HttpResponse:
    found = queries.corrections(request.GET.get("page", ""))
    canonical = public_url(public_base(request), "corrections")
    return cacheable_response(
        request, render_public_page("public/corrections.html", request.path, page=found, canonical=canonical)
    )


@get_only
def method(request: HttpRequest) -> HttpResponse:
    content = render_public_page(
        "public/method.html",
        request.path,
        scale=queries.scale(),
        canonical=public_url(public_base(request), "method"),
        contact=settings.CONTACT,
    )
    return cacheable_response(request, content)


def _changes(then: dict[str, Any], now: dict[str, Any]) -> list[tuple[str, str, str]]:
    """(label, before, after) for each text of a check that differs."""
    parts = {
        "Rating": ("verdict", "rating"),
        "Statement": ("claim", "statement"),
        "Context": ("claim", "context"),
        "Summary": ("verdict", "summary"),
        "Why": ("verdict", "rationale"),
    }
    compared = ((label, then[part][key], now[part][key]) for label, (part, key) in parts.items())
    return [(label, before, after) for label, before, after in compared if before != after]


def _query_without_cursor(request: HttpRequest) -> str:
    """The reader's filters as a query string, for the pager."""
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()


def _short_digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:8]
