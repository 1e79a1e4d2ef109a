"""The view of the annotated article. Like all public pages, it is the same for all readers, and cached."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from factcheck.newsroom.queries import Branding, branding
from factcheck.public.pages import render_public_page
from factcheck.publishing.annotated.page import annotated_article
from factcheck.publishing.annotated.quoted_articles import QuotedArticle, quoted_article
from factcheck.web.access import get_only
from factcheck.web.caching import cacheable_response
from factcheck.web.public_urls import public_base, public_url

CACHED_ARTICLES = 64
"""Rendered articles that each process caches: usually 30 KB each, and 1 MB for 50,000 words with 500 marks."""


@get_only
def article(request: HttpRequest, article_id: int) -> HttpResponse:
    """An article with its published checks marked in its text, or in the quoted passages."""
    found = quoted_article(article_id)
    if found is None:
        raise Http404
    quoted, modified = found
    render = _rendered_article.__wrapped__ if settings.DEBUG else _rendered_article
    content = render(quoted, public_base(request), branding())
    if content is None:
        raise Http404
    return cacheable_response(request, content, modified=modified)


@lru_cache(maxsize=CACHED_ARTICLES)
def _rendered_article(quoted: QuotedArticle, base: str, newsroom: Branding) -> bytes | None:
    """The page; None if no published claim appeared in the article. The key identifies all that the page shows."""
    page = annotated_article(quoted)
    if page is None:
        return None
    return render_public_page(
        "public/article.html",
        reverse("public:article", args=[quoted.pk]),
        newsroom=newsroom,
        page=page,
        canonical=public_url(base, "article", article_id=quoted.pk),
    )
