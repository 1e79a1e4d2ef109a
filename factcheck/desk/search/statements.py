"""The statements of a search: by words in claims and articles, and by a part of a title, a headline, a statement, or a name.

One statement returns several kinds of hits, because preparing and sending a statement takes longer than executing it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection

from factcheck.articles.models import INDEXED_CODE_POINTS
from factcheck.claims.claimant_party import is_claimant_party_sql
from factcheck.web.containing import SearchedTable, newest_containing, part_sql
from factcheck.web.name_identity import name_identity
from factcheck.web.newest_matches import newest_matches
from factcheck.web.search_key import search_key

MAX_RANKED = 200
"""The number of newest matches that are ranked, so that a frequent word costs no more than a rare one."""
MAX_MATCHES = 3 * MAX_RANKED
"""The number of newest matches among which closed rows and earlier revisions are left out."""

_CLAIMS = newest_matches("c.id, c.words, c.closed_at", "claims_claim c", "c.words @@ {query}", MAX_MATCHES)
_REVISIONS = newest_matches("r.id, r.words, r.article_id, r.number", "articles_revision r", "r.words @@ {query}", MAX_MATCHES)
# The limits are constants of the statements: with parameters, a prepared statement would read the whole table in its order. The
# first two expressions are read in their order, newest first, so the limits of the next two need no sort. Only the newest
# revision of an article is searched.
_BY_WORDS = """
WITH newest_claims AS MATERIALIZED {newest_claims}, newest_revisions AS MATERIALIZED {newest_revisions}, matching_claims AS (
    SELECT c.id, c.words FROM newest_claims c WHERE TRUE {open_claims} LIMIT {ranked}
), claims AS (
    SELECT c.id, ts_rank_cd(c.words, {query}) AS rank FROM matching_claims c ORDER BY rank DESC, c.id DESC LIMIT {most}
), matching_revisions AS (
    SELECT r.id, r.words FROM newest_revisions r
    WHERE r.number = (SELECT max(n.number) FROM articles_revision n WHERE n.article_id = r.article_id) {open_articles}
    LIMIT {ranked}
), revisions AS (
    SELECT r.id, ts_rank_cd(r.words, {query}) AS rank FROM matching_revisions r ORDER BY rank DESC, r.id DESC LIMIT {most}
)
SELECT 'claim' AS kind, b.rank, b.id AS place, c.id, c.statement AS title, c.context AS text, '' AS sha256, a.name, c.layer,
    coalesce(v.state, '') AS state, {is_party} AS is_party, NULL::date AS day
FROM claims b JOIN claims_claim c ON c.id = b.id JOIN claims_actor a ON a.id = c.claimant_id
LEFT JOIN verdicts_verdict v ON v.claim_id = c.id
UNION ALL
SELECT 'article', b.rank, b.id, t.id, coalesce(nullif(t.title, ''), t.opening), '', r.sha256,
    coalesce(s.name, ''), '', '', FALSE, t.published_on
FROM revisions b JOIN articles_revision r ON r.id = b.id JOIN articles_article t ON t.id = r.article_id
LEFT JOIN articles_source s ON s.id = t.outlet_id
ORDER BY rank DESC, place DESC
"""
_OPEN_CLAIMS = "AND c.closed_at IS NULL"
_OPEN_ARTICLES = "AND (SELECT o.closed_at FROM articles_article o WHERE o.id = r.article_id) IS NULL"

_ARTICLES = SearchedTable("articles_article")
_CHECKS = SearchedTable("publishing_publication", ("published_at", "id"), "is_current")
_BY_PART = """
WITH {part}
SELECT 'article' AS kind, row_number() OVER (ORDER BY a.id DESC) AS place, a.id, a.title, '' AS text,
    coalesce(s.name, '') AS name,
    '' AS conclusion, '' AS publication_kind, '' AS slug, a.published_on AS day, NULL::timestamptz AS published_at
FROM {articles} AS f JOIN articles_article a ON a.id = f.id LEFT JOIN articles_source s ON s.id = a.outlet_id
UNION ALL
SELECT 'check', row_number() OVER (ORDER BY p.published_at DESC, p.id DESC), p.id, p.headline, p.statement, p.rating,
    p.conclusion, p.publication_kind, p.slug, NULL, p.published_at
FROM {checks} AS f JOIN publishing_publication p ON p.id = f.id
UNION ALL
SELECT 'actor', row_number() OVER (), a.id, a.name, a.description, '', '', '', '', NULL, NULL
FROM (
    SELECT o.id, o.name, o.description FROM claims_actor o JOIN claims_knownactorname d ON d.owner_id = o.id AND NOT d.is_alias
    WHERE o.merged_into_id IS NULL AND o.id IN (
        SELECT k.owner_id FROM claims_knownactorname k WHERE {is_name} LIMIT 2147483647
    )
    ORDER BY name_key(d.key) COLLATE "C", o.name, o.id LIMIT {most}
) AS a
ORDER BY kind, place
"""
_CONTAINS_NAME = "position((SELECT name_key(%(name)s::text)) IN k.search_key) > 0"
_IS_NAME = "k.key = %(name)s"
_TEXTS = f"SELECT id, left(text, {INDEXED_CODE_POINTS}) FROM articles_revision WHERE id = ANY(%s)"  # noqa: S608  a constant

Rows = list[tuple[Any, ...]]
"""Rows as the database returns them."""


class WordHit(NamedTuple):
    """A claim or an article whose words match. `name`: of the claimant or of the outlet. `layer` and `state`: of a claim.

    `place`: the id of the claim or of the revision. `text`: the context of the claim; the revision has a digest of its text,
    `sha256`, instead (see `texts_of`).
    """

    kind: str
    rank: float
    place: int
    pk: int
    title: str
    text: str
    sha256: str
    name: str
    layer: str
    state: str
    is_party: bool
    day: date | None


class PartHit(NamedTuple):
    """An article, a check, or an actor. The title of a check is its headline, which may be empty, and `name` its rating.

    The text of an actor is its description.
    """

    kind: str
    place: int
    pk: int
    title: str
    text: str
    name: str
    conclusion: str
    publication_kind: str
    slug: str
    day: date | None
    published_at: datetime | None


def hits_by_words(query: str, most: int, *, has_closed: bool) -> Rows:
    """The values of `WordHit`, best first: the best `most` claims and articles. `query`: see `literal` of `QueryWords`."""
    statement = _BY_WORDS.format(
        query=query,
        newest_claims=_CLAIMS.format(query=query),
        newest_revisions=_REVISIONS.format(query=query),
        open_claims="" if has_closed else _OPEN_CLAIMS,
        open_articles="" if has_closed else _OPEN_ARTICLES,
        is_party=is_claimant_party_sql("c.id", "a"),
        ranked=MAX_RANKED,
        most=most,
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, {})
        rows: Rows = cursor.fetchall()
        return rows


def hits_by_part(query: str, most: int, *, has_closed: bool) -> Rows:
    """The values of `PartHit`: the newest `most` articles and checks that contain `query`, and actors with such a name.

    Actors are in the order of their names.
    """
    statement = _BY_PART.format(
        part=part_sql(),
        articles=newest_containing(_ARTICLES, most, "TRUE" if has_closed else "closed_at IS NULL"),
        checks=newest_containing(_CHECKS, most),
        # A name without letters and digits is only found as a whole (see `web.names.with_name_containing`).
        is_name=_CONTAINS_NAME if any(map(str.isalnum, query)) else _IS_NAME,
        most=most,
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, {"part": search_key(query), "name": name_identity(query)})
        rows: Rows = cursor.fetchall()
        return rows


def texts_of(revisions: list[int]) -> dict[int, str]:
    """The part of the text that is searched, by the id of the revision. A revision is immutable, and so is its `sha256`."""
    with connection.cursor() as cursor:
        cursor.execute(_TEXTS, [revisions])
        return dict(cursor.fetchall())
