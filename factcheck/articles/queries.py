"""Reads for the library: a page of articles with what is counted of each, the sources."""

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
"""Code points up to which the words of a text are counted one by one; beyond, their number is estimated from the length."""
CODE_POINTS_PER_WORD = 6  # code points, with the space


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """One article as the library shows it. `claims` and `mentions` count those in its newest revision."""

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


def library_page(person: Any, *, words: str = "", outlet: Source | None = None, cursor: str = "", size: int = 50) -> KeysetPage:
    """Articles that `person` may see, imported last first, as LibraryRows. Three queries, however many rows."""
    rows = Article.objects.visible_to(person).select_related("outlet", "imported_by")
    if outlet:
        rows = rows.filter(outlet=outlet)
    if words:
        rows = articles_matching(rows, words)
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


def articles_matching(articles: QuerySet[Article], words: str) -> Any:
    """The queryset of those `articles` that hold `words` in a text or have them in the title; none where `words` has no word."""
    sought = parse(words)
    if not sought:
        return articles.none()
    holding = Revision.objects.filter(words=sought.query)
    return articles.filter(Q(pk__in=holding.values("article_id")) | Q(title__icontains=words))


def _newest_revisions(articles: list[int]) -> Iterable[Any]:
    pieces = Func(F("text"), template=r"cardinality(regexp_split_to_array(btrim(%(expressions)s, E' \t\n'), '\s+'))")
    counted = Case(When(length__lte=EXACT_COUNT_LIMIT, then=pieces), output_field=IntegerField())
    newest = Revision.objects.filter(article_id__in=articles).order_by("article_id", "-number").distinct("article_id")
    return newest.annotate(counted=counted).values("id", "article_id", "number", "length", "counted")


def _claim_and_mention_counts(revisions: list[int]) -> dict[int, tuple[int, int]]:
    """Revision → (claims, mentions). Counted over the relation by name: the nouns behind articles are not known here."""
    stands = Q(mentions__withdrawn_at=None)
    rows = Revision.objects.filter(pk__in=revisions, mentions__isnull=False).annotate(
        of_claims=Count("mentions__claim", filter=stands, distinct=True), of_mentions=Count("mentions", filter=stands)
    )
    return {pk: (claims, mentions) for pk, claims, mentions in rows.values_list("pk", "of_claims", "of_mentions")}


def revisions_of(article: Article) -> QuerySet[Revision]:
    """Newest first, without the texts."""
    return article.revisions.select_related("imported_by", "original").defer("text", "words").order_by("-number")


def sources_by_name(words: str = "", *, most: int = 200) -> tuple[list[Source], int]:
    """Sources by name with the number of their articles (`uses`), at most `most` of them, and how many there are."""
    # counted for the rows that are shown alone: a join would group the articles of all sources first
    of_source = Article.objects.filter(outlet=OuterRef("pk")).order_by().values("outlet").annotate(number=Count("pk"))
    rows = Source.objects.annotate(uses=Coalesce(Subquery(of_source.values("number")), 0)).order_by("name", "pk")
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(country__icontains=words) | Q(interest__icontains=words))
    found: list[Any] = list(rows[: most + 1])
    return found[:most], len(found) if len(found) <= most else rows.count()
