"""Public pages, for everybody and every cache: they read publications alone and never the session."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString

from factcheck.ledger.chain import digest
from factcheck.publishing import queries
from factcheck.publishing.cacheable import address, answer, base_of, page
from factcheck.publishing.claimreview import claim_review, json_in_page, shown_rating
from factcheck.publishing.forms import FilterForm
from factcheck.web.errors import Invalid
from factcheck.web.signin import get_only
from factcheck.web.templatetags.parts import difference

KEPT = 512
"""Rendered checks that a process keeps, some 40 KB each. They are keyed by their hash, so none can be out of date."""
KEPT_VERSIONS = 64
"""Rendered versions that a process keeps: 40 KB each as a rule, 300 KB where a rationale of full length was rewritten."""


@get_only
def index(request: HttpRequest) -> HttpResponse:
    form = FilterForm(request.GET, offered=queries.offered())
    if not form.is_valid():
        raise Invalid({field: [str(one) for one in said] for field, said in form.errors.items()})
    found = queries.index(form.chosen, request.GET.get("page", ""))
    return answer(
        request,
        page(
            "public/index.html",
            request.path,
            form=form,
            page=found,
            chosen=form.chosen,
            kept=_kept(request),
            canonical=address(base_of(request), "index"),
        ),
    )


@get_only
def check(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.current(slug)
    if found is None:
        raise Http404
    pk, sha256, published_at = found
    render = _check.__wrapped__ if settings.DEBUG else _check
    content, seal = render(pk, sha256, base_of(request), settings.NEWSROOM_NAME)
    return answer(request, content, etag=f"{sha256}.{seal}", modified=published_at)


@lru_cache(maxsize=KEPT)
def _check(pk: int, sha256: str, base: str, newsroom: str) -> tuple[bytes, str]:
    """The page of one published document, and a short digest of its looks: a new design is another page of the same document."""
    document = queries.document_of(pk)
    url, home = address(base, "check", slug=document["slug"]), address(base, "index")
    review = claim_review(document, url=url, home=home)
    content = page(
        "public/check.html",
        reverse("publishing:check", args=[document["slug"]]),
        check=document,
        sha256=sha256,
        shown=shown_rating(document),
        canonical=url,
        permanent=address(base, "version", slug=document["slug"], number=document["number"]),
        claimreview=SafeString(json_in_page(review)),
    )
    return content, digest(content.decode())[:8]


@get_only
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One version of a check, kept readable, with what changed since."""
    found = queries.version_and_current(slug, number)
    if found is None:
        raise Http404
    then, now = found
    render = _version.__wrapped__ if settings.DEBUG else _version
    content, seal = render((then.pk, then.sha256), (now.pk, now.sha256), base_of(request), settings.NEWSROOM_NAME)
    return answer(request, content, etag=f"{then.sha256}.{now.sha256}.{seal}", modified=now.published_at)


@lru_cache(maxsize=KEPT_VERSIONS)
def _version(then_known: tuple[int, str], now_known: tuple[int, str], base: str, newsroom: str) -> tuple[bytes, str]:
    """The page of one version beside the current one, with the same short digest of its looks as `_check`.

    Both documents are named by id and hash and never change.
    """
    then, now = queries.document_of(then_known[0]), queries.document_of(now_known[0])
    slug, number = then["slug"], then["number"]
    content = page(
        "public/version.html",
        reverse("publishing:version", args=[slug, number]),
        check=then,
        now=now,
        sha256=then_known[1],
        shown=shown_rating(then),
        is_current=number == now["number"],
        changes=[(part, _compared(before, after)) for part, before, after in _changes(then, now)],
        evidence_changed=then["evidence"] != now["evidence"],
        replaced=next((v for v in [*now["versions"]][::-1] if v["number"] > number), None),
        canonical=address(base, "check", slug=slug),
        permanent=address(base, "version", slug=slug, number=number),
    )
    return content, digest(content.decode())[:8]


@lru_cache(maxsize=4 * KEPT_VERSIONS)
def _compared(before: str, after: str) -> SafeString:
    """The comparison of two texts as HTML. Made once for as long as it is kept, under whatever host the page is asked for.

    Requests that arrive together before that each compare: the work is bounded, and a lock would make readers wait.
    """
    return difference(before, after)


@get_only
def corrections(request: HttpRequest) -> HttpResponse:
    found = queries.corrections(request.GET.get("page", ""))
    canonical = address(base_of(request), "corrections")
    return answer(request, page("public/corrections.html", request.path, page=found, canonical=canonical))


@get_only
def method(request: HttpRequest) -> HttpResponse:
    canonical = address(base_of(request), "method")
    return answer(
        request, page("public/method.html", request.path, scale=queries.scale(), canonical=canonical, contact=settings.CONTACT)
    )


def _changes(then: dict[str, Any], now: dict[str, Any]) -> list[tuple[str, str, str]]:
    """(what, before, after) for each text of a check that differs."""
    parts = {
        "Rating": ("verdict", "rating"),
        "Statement": ("claim", "statement"),
        "Context": ("claim", "context"),
        "Summary": ("verdict", "summary"),
        "Why": ("verdict", "rationale"),
    }
    compared = ((words, then[part][key], now[part][key]) for words, (part, key) in parts.items())
    return [(words, before, after) for words, before, after in compared if before != after]


def _kept(request: HttpRequest) -> str:
    """The reader's filters as a query string, for the pager."""
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()
