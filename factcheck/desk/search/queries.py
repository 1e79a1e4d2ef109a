"""Searches articles and claims by full text, checks by headline and statement, and actors by name. Result lists are limited."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from urllib.parse import urlencode

from django.db import connection
from django.urls import reverse

from factcheck.accounts.models import Person
from factcheck.articles.models import INDEXED_CODE_POINTS, UNTITLED, Article
from factcheck.claims.claimant_party import is_claimant_party_sql
from factcheck.claims.models import Actor
from factcheck.desk.search import messages
from factcheck.desk.search.snippets import Marker, Snippet
from factcheck.publishing.models import LARGE, Publication, PublicationKind
from factcheck.web.names import in_name_order, with_name_containing
from factcheck.web.search import constant_queries, containing, keys_matching, parse

MAX_HITS = 20
MAX_RANKED = 200
"""The number of newest matches that are ranked, so that a frequent word costs no more than a rare one."""
MAX_MATCHES = 3 * MAX_RANKED
"""The number of newest matches among which closed rows and earlier revisions are left out."""
MAX_QUERY = 200

_CLAIMS = """
WITH newest AS MATERIALIZED (
    SELECT c.id, c.words, c.closed_at FROM claims_claim c WHERE c.words @@ {query} ORDER BY c.id DESC LIMIT %(matching)s
),
matching AS (
    SELECT c.id, c.words FROM newest c WHERE TRUE {open} ORDER BY c.id DESC LIMIT %(ranked)s
),
best AS (
    SELECT m.id, ts_rank_cd(m.words, {query}) AS rank FROM matching m ORDER BY rank DESC, m.id DESC LIMIT %(most)s
)
SELECT c.id, c.layer, a.name, {is_party}, coalesce(v.state, ''), c.statement, c.context
FROM best b JOIN claims_claim c ON c.id = b.id JOIN claims_actor a ON a.id = c.claimant_id
LEFT JOIN verdicts_verdict v ON v.claim_id = c.id ORDER BY b.rank DESC, c.id DESC
"""

# Searches only the newest revision of each article.
_ARTICLES = """
WITH newest AS MATERIALIZED (
    SELECT r.id, r.words, r.article_id, r.number FROM articles_revision r WHERE r.words @@ {query}
    ORDER BY r.id DESC LIMIT %(matching)s
),
matching AS (
    SELECT r.id, r.words FROM newest r
    WHERE r.number = (SELECT max(n.number) FROM articles_revision n WHERE n.article_id = r.article_id) {open}
    ORDER BY r.id DESC LIMIT %(ranked)s
),
best AS (
    SELECT m.id, ts_rank_cd(m.words, {query}) AS rank FROM matching m ORDER BY rank DESC, m.id DESC LIMIT %(most)s
)
SELECT t.id, coalesce(nullif(t.title, ''), t.opening), coalesce(s.name, ''), t.published_on, left(r.text, %(searched)s)
FROM best b JOIN articles_revision r ON r.id = b.id JOIN articles_article t ON t.id = r.article_id
LEFT JOIN articles_source s ON s.id = t.outlet_id ORDER BY b.rank DESC, r.id DESC
"""


_OPEN_CLAIMS = "AND c.closed_at IS NULL"
_OPEN_ARTICLES = "AND (SELECT o.closed_at FROM articles_article o WHERE o.id = r.article_id) IS NULL"


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One search result. The template escapes and marks the pieces of `title` and `snippet`."""

    kind: Literal["claim", "article", "check", "actor"]
    url: str
    title: Snippet
    snippet: Snippet
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class SearchResults:
    """`is_wordless`: whether the query is not empty but contains no word. `has_closed`: whether closed rows are included."""

    query: str
    claims: list[SearchHit]
    articles: list[SearchHit]
    checks: list[SearchHit]
    actors: list[SearchHit]
    is_wordless: bool = False
    has_closed: bool = False

    @property
    def all(self) -> list[SearchHit]:
        return [*self.claims, *self.articles, *self.checks, *self.actors]

    @property
    def announcement(self) -> str:
        """The announcement for screen readers."""
        if self.all:
            return messages.results(len(self.all))
        if self.is_wordless:
            return messages.NO_SEARCH_TERM
        return messages.NO_RESULTS if self.query else ""

    @property
    def groups(self) -> list[tuple[str, list[SearchHit]]]:
        groups = [
            ("Claims", self.claims),
            ("Articles", self.articles),
            ("Checks", self.checks),
            ("Actors", self.actors),
        ]
        return [(label, hits) for label, hits in groups if hits]


def search_everything(person: Person, query: str, most: int = MAX_HITS, *, has_closed: bool = False) -> SearchResults:
    """The best `most` results of each kind. `query` may contain quoted phrases, `or`, and `-word`. At most seven statements.

    Closed claims and articles are left out unless `has_closed`.
    """
    query = " ".join(query.split())[:MAX_QUERY]
    # all active staff may see the whole library and all claims
    if not query or not (person.is_authenticated and person.is_active):
        return SearchResults(query, [], [], [], [], has_closed=has_closed)
    parsed = parse(query)
    if not parsed:
        return SearchResults(query, [], [], [], [], is_wordless=True, has_closed=has_closed)
    open_claims, open_articles = ("", "") if has_closed else (_OPEN_CLAIMS, _OPEN_ARTICLES)
    (words,) = constant_queries([parsed.sql()], parsed.parameters)
    claims = _fetch_matches(_CLAIMS, most, query=words, open=open_claims, is_party=is_claimant_party_sql("c.id", "a"))
    articles = _fetch_matches(_ARTICLES, most, query=words, open=open_articles)
    marker = Marker([text for row in claims for text in row[5:]] + [row[4] for row in articles])
    marker.mark(keys_matching(marker.keys, parsed))
    by_text = [
        _article_hit(pk, [(False, title or UNTITLED)], marker.excerpt(text), outlet, day)
        for pk, title, outlet, day, text in articles
    ]
    return SearchResults(
        query,
        [_claim_hit(*row, marker=marker) for row in claims],
        _article_hits(query, by_text, most, has_closed=has_closed),
        _check_hits(query, most),
        _actor_hits(query, most),
        has_closed=has_closed,
    )


def _claim_hit(
    pk: int, layer: str, claimant: str, is_party: bool, state: str, statement: str, context: str, *, marker: Marker
) -> SearchHit:
    snippet = marker.excerpt(context)
    matching = snippet if any(is_match for is_match, _ in snippet) else []
    facts = {"layer": layer, "claimant": claimant, "is_claimant_party": is_party, "state": state}
    return SearchHit("claim", reverse("desk:claim", args=[pk]), marker.whole(statement), matching, facts)


def _article_hits(query: str, by_text: list[SearchHit], most: int, *, has_closed: bool) -> list[SearchHit]:
    """Articles with `query` in the title, then those whose text matches."""
    articles = Article.objects.all() if has_closed else Article.objects.open()
    titled = containing(articles, query).order_by("-id")
    by_title = [
        _article_hit(pk, mark_first_match(title, query), [], outlet or "", day)
        for pk, title, outlet, day in titled.values_list("pk", "title", "outlet__name", "published_on")[:most]
    ]
    urls = {hit.url for hit in by_text}
    return ([hit for hit in by_title if hit.url not in urls] + by_text)[:most]


def _article_hit(pk: int, title: Snippet, snippet: Snippet, outlet: str, day: date | None) -> SearchHit:
    facts = {"outlet": outlet, "published_on": day}
    return SearchHit("article", reverse("desk:article", args=[pk]), title, snippet, facts)


def _check_hits(query: str, most: int) -> list[SearchHit]:
    published = containing(Publication.objects.filter(is_current=True), query).order_by("-published_at", "-id")
    return [_check_hit(row, query) for row in published.defer(*LARGE)[:most]]


def _check_hit(row: Publication, query: str) -> SearchHit:
    """The check with its headline as the title and its statement below. A check without a headline has the statement."""
    facts: dict[str, Any] = {"published_on": row.published_at}
    if row.publication_kind == PublicationKind.RETRACTED:  # it no longer has a rating
        facts["state"] = row.publication_kind
    else:
        facts |= {"rating": row.rating, "conclusion": row.conclusion}
    title = mark_first_match(row.headline or row.statement, query)
    statement = mark_first_match(row.statement, query) if row.headline else []
    return SearchHit("check", reverse("public:check", args=[row.slug]), title, statement, facts)


def _actor_hits(query: str, most: int) -> list[SearchHit]:
    named = with_name_containing(Actor.objects.unmerged(), query)
    rows = in_name_order(named).values_list("name", "description")[:most]
    claims = reverse("desk:claims")
    return [
        SearchHit(
            "actor", f"{claims}?{urlencode({'claimant': name})}", mark_first_match(name, query), [], {"description": description}
        )
        for name, description in rows
    ]


def mark_first_match(text: str, query: str) -> Snippet:
    """`text` with the first occurrence of `query` marked, case-insensitive. The joined pieces are `text`."""
    match = re.search(re.escape(query), text, re.IGNORECASE)  # not in a lower-case copy, whose length may differ
    if match is None:
        return [(False, text)]
    start, end = match.span()
    return [piece for piece in ((False, text[:start]), (True, text[start:end]), (False, text[end:])) if piece[1]]


def _fetch_matches(statement: str, most: int, **parts: str) -> list[tuple[Any, ...]]:
    limits = {"most": most, "ranked": MAX_RANKED, "matching": MAX_MATCHES, "searched": INDEXED_CODE_POINTS}
    with connection.cursor() as cursor:
        cursor.execute(statement.format(**parts), limits)
        return list(cursor.fetchall())
