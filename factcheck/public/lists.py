"""Lists of published checks: the index, the pages of topics, claimants, and sources, and the corrections log.

The responses are cacheable and identical for all readers: no view reads the session.
"""

from __future__ import annotations

from urllib.parse import unquote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from factcheck.newsroom.queries import branding
from factcheck.public.forms import PublicFilterForm
from factcheck.public.pages import render_public_page
from factcheck.publishing import listing, queries
from factcheck.publishing.models import CorrectionKind
from factcheck.web.access import get_only
from factcheck.web.caching import cacheable_response
from factcheck.web.errors import Invalid
from factcheck.web.public_urls import public_base, public_url
from factcheck.web.search import is_wordless

UNKNOWN_KIND = "Choose one of the kinds of corrections."


@get_only
def index(request: HttpRequest) -> HttpResponse:
    """The published checks. Raises Invalid for a search or a filter that is not valid."""
    options = listing.filter_options()
    form = PublicFilterForm(request.GET, options=options)
    if not form.is_valid():
        raise Invalid({field: [str(message) for message in messages] for field, messages in form.errors.items()})
    filters, cursor = form.filter, request.GET.get("page", "")
    return cacheable_response(
        request,
        render_public_page(
            "public/index.html",
            request.path,
            newsroom=branding(),
            form=form,
            options=options,
            page=listing.index(filters, cursor),
            chosen=filters,
            is_wordless=is_wordless(filters.words),
            is_first=not filters and not cursor,
            filters=_query_without_cursor(request),
            canonical=public_url(public_base(request), "index"),
        ),
    )


@get_only
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    return _subject(request, "topic", slug)


@get_only
def claimant(request: HttpRequest, slug: str) -> HttpResponse:
    return _subject(request, "claimant", slug)


@get_only
def source(request: HttpRequest, slug: str) -> HttpResponse:
    return _subject(request, "source", slug)


def _subject(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """The published checks of a topic, claimant, or source. Redirects from other spellings."""
    address = reverse(f"public:{kind}", args=[slug])
    if request.path != unquote(address):
        return HttpResponsePermanentRedirect(address)
    cursor = request.GET.get("page", "")
    found = listing.subject_page(kind, slug, cursor)
    if found is None:
        raise Http404
    return cacheable_response(
        request,
        render_public_page(
            "public/subject.html",
            request.path,
            newsroom=branding(),
            kind=kind,
            name=found.name,
            slug=slug,
            page=found.page,
            is_first=not cursor,
            canonical=public_url(public_base(request), kind, slug=slug),
        ),
    )


@get_only
def corrections(request: HttpRequest) -> HttpResponse:
    """Corrections and retractions, all or of one kind. Raises Invalid for an unknown kind."""
    kind = request.GET.get("kind", "")
    if kind and kind not in CorrectionKind.values:
        raise Invalid({"kind": UNKNOWN_KIND})
    content = render_public_page(
        "public/corrections.html",
        request.path,
        newsroom=branding(),
        page=queries.corrections(request.GET.get("page", ""), kind=kind),
        kind=kind,
        filters=f"kind={kind}" if kind else "",
        canonical=public_url(public_base(request), "corrections"),
    )
    return cacheable_response(request, content)


def _query_without_cursor(request: HttpRequest) -> str:
    """The query string without the cursor: the search and the filters, for the pager."""
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
