"""Queries for the library: pages of articles with their counts, revisions, and sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from factcheck.articles.matching import Matching, matching_articles, matching_sources, next_or_all_matching
from factcheck.articles.models import UNTITLED, Article, Revision, Source
from factcheck.web.names import in_name_order, with_name_containing
from factcheck.web.pagination import KeysetPage, keyset_page_of, read_cursor
from factcheck.web.search import ConstantQuery, containing, contains, parse

ORDER = ("imported_at", "id")
CODE_POINTS_PER_WORD = 6
"""Average length of a word with its space, for the estimate."""


# The tables of claims and verdicts by name, because articles must not import them. One article at a time, by its index: the
# planner would otherwise aggregate all mentions for a page.
_ROWS = """
SELECT a.id, coalesce(nullif(a.title, ''), a.opening), coalesce(s.name, ''), a.author, a.published_on, a.language, a.is_graphic,
    a.imported_at, coalesce(p.name, ''), r.number, r.word_count, r.length, n.claims, n.published, n.mentions,
    a.closed_at IS NOT NULL
FROM ({page}) AS page (id)
JOIN articles_article a ON a.id = page.id
LEFT JOIN articles_source s ON s.id = a.outlet_id
LEFT JOIN accounts_person p ON p.id = a.imported_by_id
CROSS JOIN LATERAL (
    SELECT o.id, o.number, o.word_count, o.length FROM articles_revision o WHERE o.article_id = a.id
    ORDER BY o.number DESC LIMIT 1
) r
CROSS JOIN LATERAL (
    SELECT count(DISTINCT m.claim_id) AS claims, count(DISTINCT m.claim_id) FILTER (WHERE v.state = 'published') AS published,
        count(*) AS mentions
    FROM claims_mention m JOIN claims_claim c ON c.id = m.claim_id AND c.closed_at IS NULL
    LEFT JOIN verdicts_verdict v ON v.claim_id = c.id
    WHERE m.revision_id = r.id AND m.withdrawn_at IS NULL
) n
ORDER BY a.imported_at {direction}, a.id {direction}
"""


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """One article in the library. `revision` is the number of the newest revision.

    `words`, `claims`, `published`, and `mentions` are counts for that revision; `is_estimate` refers to `words`. `published` are
    the claims with a published check.
    """

    id: int
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
    """Return one page of the articles that are visible to `person`, newest import first, as LibraryRows.

    Unless `is_closed`, closed articles are left out; with it, all others are. Takes one query, and at most one more with `query`.
    """
    rows = Article.objects.visible_to(person).filter(closed_at__isnull=not is_closed)
    if outlet:
        rows = rows.filter(outlet=outlet)
    if query and (is_closed or outlet or rows.query.is_empty()):
        rows = articles_matching(rows, query)
    elif query:
        parsed = parse(query)
        if not parsed:
            return KeysetPage([], "", "")
        start = read_cursor(Article, cursor, order=ORDER)
        listed, found = next_or_all_matching(parsed, query, start, _ROWS, size + 1)
        if listed is not None:
            return start.page([_library_row(*row) for row in listed], size)
        rows = _among(rows, query, found)
    return keyset_page_of(_ROWS, rows, _library_row, order=ORDER, cursor=cursor, size=size)


def _library_row(pk: int, title: str, *columns: Any) -> LibraryRow:
    *details, words, length, claims, published, mentions, is_closed = columns
    is_estimate = words is None
    words = length // CODE_POINTS_PER_WORD // 1000 * 1000 if is_estimate else words
    values = [pk, title or UNTITLED, *details, words, is_estimate, claims, published, mentions, is_closed]
    return LibraryRow(*values)


def articles_matching(articles: QuerySet[Article], query: str) -> Any:
    """Filter `articles` by a full-text search of their revisions or by a part of their title, ignoring typography.

    Returns an empty queryset if `query` contains no word. Takes one query before that of the queryset.
    """
    parsed = parse(query)
    if not parsed:
        return articles.none()
    return _among(articles, query, matching_articles(parsed, query))


def _among(articles: QuerySet[Article], query: str, found: Matching) -> Any:
    """Those of the articles that are found."""
    if found.ids is not None:
        return articles.filter(pk__in=found.ids)
    revisions = Revision.objects.filter(words=ConstantQuery(found.query))
    # A scalar subquery, evaluated for each article of the list until a page is full. EXISTS would read all revisions first.
    matching = revisions.filter(article=OuterRef("pk")).order_by().values("pk")[:1]
    return articles.alias(match=Subquery(matching)).filter(Q(match__isnull=False) | Q(contains(query)))


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


def sources_in_name_order(query: str = "") -> QuerySet[Source]:
    """The sources in the order of their names. `query` is a part of a name, the country, or the interest, without typography.

    One query before that of the queryset if there is a `query`.
    """
    rows = in_name_order(Source.objects.unmerged())
    found = matching_sources(query) if query else None
    if found is not None:
        return rows.filter(pk__in=found)
    if query:
        named = with_name_containing(Source.objects.all(), query).values("pk")
        described = containing(Source.objects.all(), query).values("pk")
        rows = rows.filter(Q(pk__in=named) | Q(pk__in=described))
    return rows
