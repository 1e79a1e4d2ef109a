"""Lists of published checks: the index, the pages of topics, claimants, and sources, and the corrections log.

The responses are cacheable and identical for all readers: no view reads the session. Each process keeps them (`kept_content`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from factcheck.public.forms import PublicFilterForm
from factcheck.public.kept_content import Content, kept_content
from factcheck.public.pages import render_public_page
from factcheck.publishing import listing, queries
from factcheck.publishing.listing import Filter
from factcheck.publishing.models import CorrectionKind
from factcheck.publishing.state import PublicState
from factcheck.web.access import get_only
from factcheck.web.errors import Invalid
from factcheck.web.pagination import KeysetPage
from factcheck.web.public_urls import public_base, public_url
from factcheck.web.search import is_wordless


@get_only
@kept_content
def index(request: HttpRequest, *, state: PublicState) -> Content | HttpResponse:
    """The published checks. For a search or a filter that is not valid, the form with its errors."""
    options = listing.filter_options()
    form = PublicFilterForm(request.GET, options=options)
    filters, cursor = form.filter if form.is_valid() else Filter(), request.GET.get("page", "")
    return _list_page(
        request,
        state,
        "public/index.html",
        form=form,
        options=options,
        page=_page(lambda: listing.index(filters, cursor)) if form.is_valid() else None,
        chosen=filters,
        is_wordless=is_wordless(filters.words),
        is_first=form.is_valid() and not filters and not cursor,
        filters=_query_without_cursor(request),
        canonical=public_url(public_base(request), "index"),
    )


@get_only
@kept_content
def topic(request: HttpRequest, slug: str, *, state: PublicState) -> Content | HttpResponse:
    return _subject(request, state, "topic", slug)


@get_only
@kept_content
def claimant(request: HttpRequest, slug: str, *, state: PublicState) -> Content | HttpResponse:
    return _subject(request, state, "claimant", slug)


@get_only
@kept_content
def source(request: HttpRequest, slug: str, *, state: PublicState) -> Content | HttpResponse:
    return _subject(request, state, "source", slug)


def _subject(request: HttpRequest, state: PublicState, kind: str, slug: str) -> Content | HttpResponse:
    """The published checks of a topic, claimant, or source. Redirects from other spellings."""
    address = reverse(f"public:{kind}", args=[slug])
    if request.path != unquote(address):
        return HttpResponsePermanentRedirect(address)
    cursor = request.GET.get("page", "")
    try:
        found, is_page = listing.subject_page(kind, slug, cursor), True
    except Invalid:
        found, is_page = listing.subject_page(kind, slug), False
    if found is None:
        raise Http404
    return _list_page(
        request,
        state,
        "public/subject.html",
        kind=kind,
        name=found.name,
        slug=slug,
        page=found.page if is_page else None,
        is_first=not cursor,
        canonical=public_url(public_base(request), kind, slug=slug),
    )


@get_only
@kept_content
def corrections(request: HttpRequest, *, state: PublicState) -> Content | HttpResponse:
    """Corrections and retractions, all or of one kind."""
    kind = request.GET.get("kind", "")
    is_kind = not kind or kind in CorrectionKind.values
    return _list_page(
        request,
        state,
        "public/corrections.html",
        page=_page(lambda: queries.corrections(request.GET.get("page", ""), kind=kind)) if is_kind else None,
        kind=kind if is_kind else "",
        is_kind=is_kind,
        filters=f"kind={kind}" if kind else "",
        canonical=public_url(public_base(request), "corrections"),
    )


def _list_page(
    request: HttpRequest, state: PublicState, template: str, *, page: KeysetPage | None, **context: Any
) -> Content | HttpResponse:
    """A page of a list. Without one, because the address is not valid, the response has the status 422."""
    content = render_public_page(template, request.path, newsroom=state.newsroom, page=page, **context)
    return HttpResponse(content, status=422) if page is None else Content(content)


def _page(read: Callable[[], KeysetPage]) -> KeysetPage | None:
    """The page that `read` returns; None if its cursor is not valid."""
    try:
        return read()
    except Invalid:
        return None


def _query_without_cursor(request: HttpRequest) -> str:
    """The query string without the cursor: the search and the filters, for the pager."""
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
