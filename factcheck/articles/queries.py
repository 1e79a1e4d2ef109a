"""Queries for the library: pages of articles with their counts, revisions, and sources."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Count, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from factcheck.articles.models import Article, Revision, Source
from factcheck.web.pagination import KeysetPage, keyset_page
from factcheck.web.search import parse

EXACT_COUNT_LIMIT = 60_000
"""Length in code points up to which the words of a text are counted. For longer texts, the count is estimated."""
CODE_POINTS_PER_WORD = 6
"""Average length of a word with its space, for the estimate."""


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """One article in the library. `revision` is the number of the newest revision.

    `words`, `claims`, and `mentions` are counts for that revision; `is_estimate` refers to `words`.
    """

    pk: int
    title: str
    outlet: str
    author: str
    published_on: date | None
    language: str
    is_graphic: bool
    imported_at: datetime
    imported_by: Any
    revision: int
    words: int
    is_estimate: bool
    claims: int
    mentions: int


def library_page(person: Any, *, query: str = "", outlet: Source | None = None, cursor: str = "", size: int = 50) -> KeysetPage:
    """Return one page of the articles that are visible to `person`, newest import first, as LibraryRows. Takes three queries."""
    rows = Article.objects.visible_to(person).select_related("outlet", "imported_by")
    if outlet:
        rows = rows.filter(outlet=outlet)
    if query:
        rows = articles_matching(rows, query)
    page = keyset_page(rows, order=("imported_at", "id"), cursor=cursor, size=size)
    newest = {row["article_id"]: row for row in _newest_revisions([article.pk for article in page.items])}
    counts = _claim_and_mention_counts([row["id"] for row in newest.values()])
    items = []
    for article in page.items:
        revision = newest[article.pk]
        claims, mentions = counts.get(revision["id"], (0, 0))
        counted = revision["counted"]
        items.append(
            LibraryRow(
                pk=article.pk,
                title=article.title,
                outlet=article.outlet.name if article.outlet else "",
                author=article.author,
                published_on=article.published_on,
                language=article.language,
                is_graphic=article.is_graphic,
                imported_at=article.imported_at,
                imported_by=article.imported_by,
                revision=revision["number"],
                words=counted if counted is not None else revision["length"] // CODE_POINTS_PER_WORD // 1000 * 1000,
                is_estimate=counted is None,
                claims=claims,
                mentions=mentions,
            )
        )
    return dataclasses.replace(page, items=items)


def articles_matching(articles: QuerySet[Article], query: str) -> Any:
    """Filter `articles` by a full-text search of their revisions or by a substring of their title.

    Returns an empty queryset if `query` contains no word.
    """
    parsed = parse(query)
    if not parsed:
        return articles.none()
    revisions = Revision.objects.filter(words=parsed.query)
    return articles.filter(Q(pk__in=revisions.values("article_id")) | Q(title__icontains=query))


def _newest_revisions(article_ids: list[int]) -> Iterable[Any]:
    word_count = Func(F("text"), template=r"cardinality(regexp_split_to_array(btrim(%(expressions)s, E' \t\n'), '\s+'))")
    counted = Case(When(length__lte=EXACT_COUNT_LIMIT, then=word_count), output_field=IntegerField())
    newest = Revision.objects.filter(article_id__in=article_ids).order_by("article_id", "-number").distinct("article_id")
    return newest.annotate(counted=counted).values("id", "article_id", "number", "length", "counted")


def _claim_and_mention_counts(revision_ids: list[int]) -> dict[int, tuple[int, int]]:
    """Map revision ids to (claims, mentions).

    The query uses the reverse relation by name, because articles must not import claims.
    """
    is_active = Q(mentions__withdrawn_at=None)
    rows = Revision.objects.filter(pk__in=revision_ids, mentions__isnull=False).annotate(
        claim_count=Count("mentions__claim", filter=is_active, distinct=True), mention_count=Count("mentions", filter=is_active)
    )
    return {pk: (claims, mentions) for pk, claims, mentions in rows.values_list("pk", "claim_count", "mention_count")}


def revisions_of(article: Article) -> QuerySet[Revision]:
    """Return the revisions of an article, newest first, with their texts deferred."""
    return article.revisions.select_related("imported_by", "original").defer("text", "words").order_by("-number")


def sources_by_name(query: str = "", *, limit: int = 200) -> tuple[list[Source], int]:
    """Return at most `limit` sources in the order of their names, and the total number of matches.

    `query` is a substring of the name, country, or interest. Each source has the number of its articles as `uses`.
    """
    # A subquery counts articles only for the returned rows; a join would group the articles of all sources first.
    counts = Article.objects.filter(outlet=OuterRef("pk")).order_by().values("outlet").annotate(number=Count("pk"))
    rows = Source.objects.annotate(uses=Coalesce(Subquery(counts.values("number")), 0)).order_by("name", "pk")
    if query:
        rows = rows.filter(Q(name__icontains=query) | Q(country__icontains=query) | Q(interest__icontains=query))
    page: list[Any] = list(rows[: limit + 1])
    return page[:limit], len(page) if len(page) <= limit else rows.count()
