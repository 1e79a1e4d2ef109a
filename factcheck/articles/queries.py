"""Queries for the library: pages of articles with their counts, revisions, and sources."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from factcheck.articles.models import Article, Revision, Source
from factcheck.web.names import in_name_order, with_name_containing
from factcheck.web.pagination import KeysetPage, keyset_page
from factcheck.web.search import ConstantQuery, constant_queries, containing, contains, parse

CODE_POINTS_PER_WORD = 6
"""Average length of a word with its space, for the estimate."""
FREQUENT = 500
"""The number of articles with a word from which a list reads articles in its order, and stops when a page is full."""


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """One article in the library. `revision` is the number of the newest revision.

    `words`, `claims`, `published`, and `mentions` are counts for that revision; `is_estimate` refers to `words`. `published` are
    the claims with a published check.
    """

    pk: int
    title: str
    outlet: str
    author: str
    published_on: date | None
    language: str
    is_graphic: bool
    imported_at: datetime
    imported_by: str
    """a name, or empty"""
    revision: int
    words: int
    is_estimate: bool
    claims: int
    published: int
    mentions: int
    is_closed: bool


def library_page(
    person: Any,
    *,
    query: str = "",
    outlet: Source | None = None,
    is_closed: bool = False,
    cursor: str = "",
    size: int = 50,
) -> KeysetPage:
    """Return one page of the articles that are visible to `person`, newest import first, as LibraryRows. Takes three queries.

    Unless `is_closed`, closed articles are left out; with it, all others are.
    """
    rows = Article.objects.visible_to(person).select_related("outlet", "imported_by").filter(closed_at__isnull=not is_closed)
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
        claims, published, mentions = counts.get(revision["id"], (0, 0, 0))
        counted = revision["word_count"]
        items.append(
            LibraryRow(
                pk=article.pk,
                title=article.display_title,
                outlet=article.outlet.name if article.outlet else "",
                author=article.author,
                published_on=article.published_on,
                language=article.language,
                is_graphic=article.is_graphic,
                imported_at=article.imported_at,
                imported_by=article.imported_by.name if article.imported_by else "",
                revision=revision["number"],
                words=counted if counted is not None else revision["length"] // CODE_POINTS_PER_WORD // 1000 * 1000,
                is_estimate=counted is None,
                claims=claims,
                published=published,
                mentions=mentions,
                is_closed=article.is_closed,
            )
        )
    return dataclasses.replace(page, items=items)


def articles_matching(articles: QuerySet[Article], query: str) -> Any:
    """Filter `articles` by a full-text search of their revisions or by a part of their title, ignoring typography.

    Returns an empty queryset if `query` contains no word. Takes two queries before the one of the queryset.
    """
    parsed = parse(query)
    if not parsed:
        return articles.none()
    (literal,) = constant_queries([parsed.sql()], parsed.parameters)
    revisions = Revision.objects.filter(words=ConstantQuery(literal))
    titled = containing(Article.objects.all(), query).values("pk")
    # A union of two index scans: a disjunction would scan all articles.
    found = list(revisions.order_by().values_list("article_id").union(titled.values_list("pk"))[:FREQUENT])
    if len(found) < FREQUENT:
        return articles.filter(pk__in=[pk for (pk,) in found])
    # A scalar subquery, evaluated for each article of the list until a page is full. EXISTS would read all revisions first.
    matching = revisions.filter(article=OuterRef("pk")).order_by().values("pk")[:1]
    return articles.alias(match=Subquery(matching)).filter(Q(match__isnull=False) | Q(contains(query)))


def _newest_revisions(article_ids: list[int]) -> Iterable[Any]:
    newest = Revision.objects.filter(article_id__in=article_ids).order_by("article_id", "-number").distinct("article_id")
    return newest.values("id", "article_id", "number", "length", "word_count")


def _claim_and_mention_counts(revision_ids: list[int]) -> dict[int, tuple[int, int, int]]:
    """Map revision ids to (open claims, those with a published check, mentions of open claims).

    The query uses the reverse relations by name, because articles must not import claims and verdicts.
    """
    is_active = Q(mentions__withdrawn_at=None, mentions__claim__closed_at=None)
    is_published = is_active & Q(mentions__claim__verdict__state="published")
    rows = Revision.objects.filter(pk__in=revision_ids, mentions__isnull=False).annotate(
        claim_count=Count("mentions__claim", filter=is_active, distinct=True),
        published_count=Count("mentions__claim", filter=is_published, distinct=True),
        mention_count=Count("mentions", filter=is_active),
    )
    values = rows.values_list("pk", "claim_count", "published_count", "mention_count")
    return {pk: (claims, published, mentions) for pk, claims, published, mentions in values}


def is_in_use(article: Article) -> bool:
    """Whether an open claim has a mention or evidence in the article that is not withdrawn. One query.

    The query uses the reverse relations by name, because articles must not import claims.
    """
    mentioned = Q(mentions__withdrawn_at=None, mentions__isnull=False, mentions__claim__closed_at=None)
    quoted = Q(evidence__withdrawn_at=None, evidence__isnull=False, evidence__claim__closed_at=None)
    return Revision.objects.filter(mentioned | quoted, article=article).exists()


def revisions_of(article: Article) -> QuerySet[Revision]:
    """Return the revisions of an article, newest first, with their texts deferred."""
    return article.revisions.select_related("imported_by", "original").defer("text", "words").order_by("-number")


def sources_by_name(query: str = "", *, limit: int = 200) -> tuple[list[Source], bool]:
    """Return at most `limit` sources in the order of their names, and whether there are more matches.

    `query` is a part of a name, the country, or the interest; typography is ignored. Each source has the number of its articles
    as `uses`.
    """
    # A subquery counts articles only for the returned rows; a join would group the articles of all sources first.
    counts = Article.objects.filter(outlet=OuterRef("pk")).order_by().values("outlet").annotate(number=Count("pk"))
    rows = in_name_order(Source.objects.unmerged()).annotate(uses=Coalesce(Subquery(counts.values("number")), 0))
    if query:
        named = with_name_containing(Source.objects.all(), query).values("pk")
        described = containing(Source.objects.all(), query).values("pk")
        rows = rows.filter(Q(pk__in=named) | Q(pk__in=described))
    page: list[Any] = list(rows[: limit + 1])
    return page[:limit], len(page) > limit
