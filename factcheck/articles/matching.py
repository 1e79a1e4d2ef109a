"""Finds articles by the words of a revision or by a part of their title, and sources by what is known about them."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db import connection

from factcheck.web.containing import SearchedTable, part_sql, some_containing
from factcheck.web.name_identity import name_identity
from factcheck.web.pagination import Cursor
from factcheck.web.search import TextQuery, tsquery_literal
from factcheck.web.search_key import search_key

MOST_ARTICLES = 3_000
"""The most articles that are found for a list. If more match, it reads articles in its order, and stops when a page is full."""
# To fill a page of 50 in its order, a list reads 50 * articles / matches. Finding all is faster if they are fewer than this.
_MOST_FOUND = f"""
SELECT greatest(500, least({MOST_ARTICLES}, sqrt(50 * greatest(0, reltuples))))::bigint AS number
FROM pg_class WHERE oid = 'articles_article'::regclass
"""  # noqa: S608  (constants)
MOST_SOURCES = 500
"""The most sources that are found for a list. If more contain the text, the list compares each source."""

# For a query that is no constant, PostgreSQL expects few revisions and reads the index of the words, until they reach the
# limit. The titles are compared only if they do not. `matching` has a constant limit: for an unknown one, PostgreSQL expects that
# a tenth of the rows is needed, and may read the whole table.
_FOUND = """
WITH query AS MATERIALIZED (SELECT {query} AS words), {part}{common}, limits AS MATERIALIZED ({most_found}),
matching AS MATERIALIZED (
    SELECT r.article_id AS id FROM articles_revision r WHERE r.words @@ (SELECT words FROM query) AND {is_needed} LIMIT {most}
), worded AS MATERIALIZED (
    SELECT id FROM matching LIMIT (SELECT number FROM limits)
)
SELECT found.*{columns} FROM (
    SELECT (SELECT words FROM query)::text AS words,
        CASE WHEN {is_needed} AND (SELECT count(*) FROM worded) < (SELECT number FROM limits)
        THEN ARRAY(SELECT id FROM {titled} AS titled UNION SELECT id FROM worded) END AS ids
) AS found {join}
"""
_ARTICLES = SearchedTable("articles_article")
READ, SAMPLED, COMMON = 200, 24, 8
"""If COMMON of the next SAMPLED articles match, a page is filled from the next READ ones, and the index is not needed."""
_MATCHES = """(
    (SELECT r.id FROM articles_revision r WHERE r.article_id = f.id AND r.words @@ (SELECT words FROM query) LIMIT 1) IS NOT NULL
    OR position((SELECT key FROM part) IN f.search_key) > 0
)"""
_AT_START = "((SELECT imported_at FROM start), (SELECT id FROM start))"
# `following` is read in its order, so the sample and the page are its first rows, and the rest is not compared.
_NEXT = """, following AS MATERIALIZED (
    SELECT a.id, a.search_key FROM articles_article a WHERE a.closed_at IS NULL AND {after}
    ORDER BY a.imported_at {direction}, a.id {direction} LIMIT {read}
), sample AS MATERIALIZED (
    SELECT count(*) >= {common} AS is_common FROM (SELECT * FROM following LIMIT {sampled}) AS f WHERE {matches}
), near AS MATERIALIZED (
    SELECT f.id FROM following f WHERE (SELECT is_common FROM sample) AND {matches} LIMIT {most}
), is_full AS MATERIALIZED (SELECT count(*) >= {most} AS yes FROM near)"""

_SOURCES = SearchedTable("articles_source")
_NAMES = SearchedTable("articles_knownsourcename", row="owner_id", grams_of="name_key(n.key)", part="name")
_SOURCES_FOUND = f"""
WITH {part_sql()}, {part_sql("name")}
SELECT id FROM {some_containing(_SOURCES, MOST_SOURCES)} AS described
UNION SELECT id FROM {some_containing(_NAMES, MOST_SOURCES)} AS named
"""  # noqa: S608  (constants)


class Matching(NamedTuple):
    """The ids of all articles that match, or None if they are many. `query`: the tsquery as a literal."""

    ids: list[int] | None
    query: str


def matching_articles(query: TextQuery, text: str) -> Matching:
    """The articles that match `query`, or with `text` in the title, ignoring typography. One statement."""
    (row,), literal = _found(query, text, {}, common="", is_needed="TRUE", columns="", join="")
    return Matching(_all_ids(row[1]), literal)


def next_or_all_matching(
    query: TextQuery, text: str, start: Cursor, rows: str, most: int
) -> tuple[list[tuple[Any, ...]] | None, Matching]:
    """The rows of the next `most` open articles that match after `start`, in the order of the library. One statement.

    If the next articles do not fill a page, the rows are None, and the second value says which articles match. If many articles
    contain the words, the page is found without the index, which would find all of them first. `rows` is a query for the columns
    of the list; the ids are those of `{page}`, and the order that of the columns `imported_at` and `id`.
    """
    direction = "ASC" if start.upwards else "DESC"
    after, values = "TRUE", {}
    common = ""
    if start.values:
        common = ", start AS MATERIALIZED (SELECT %(at)s::timestamptz AS imported_at, %(id)s::bigint AS id)"
        after = f"(a.imported_at, a.id) {'>' if start.upwards else '<'} {_AT_START}"
        values = dict(zip(("at", "id"), start.values, strict=True))
    common += _NEXT.format(
        after=after, direction=direction, most=most, matches=_MATCHES, read=READ, sampled=SAMPLED, common=COMMON
    )
    page = rows.replace("{page}", "SELECT id FROM near WHERE (SELECT yes FROM is_full)").replace("{direction}", direction)
    join = f"LEFT JOIN ({page}) AS listed ON TRUE ORDER BY listed.imported_at {direction}, listed.id {direction}"
    is_needed = "NOT (SELECT yes FROM is_full)"
    found, literal = _found(query, text, values, common=common, is_needed=is_needed, columns=", listed.*", join=join)
    listed = None if found[0][2] is None else [row[2:] for row in found]
    return listed, Matching(_all_ids(found[0][1]), literal)


def _found(query: TextQuery, text: str, values: dict[str, Any], **parts: str) -> tuple[list[tuple[Any, ...]], str]:
    """The rows of _FOUND, and the tsquery as a literal."""
    titled = some_containing(_ARTICLES, MOST_ARTICLES)
    statement = _FOUND.format(
        query=query.sql(), part=part_sql(), most_found=_MOST_FOUND, most=MOST_ARTICLES, titled=titled, **parts
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, {**query.parameters, "part": search_key(text), **values})
        rows = cursor.fetchall()
        return rows, tsquery_literal(rows[0][0], cursor.connection)


def _all_ids(ids: list[int] | None) -> list[int] | None:
    """The ids, or None if they are not those of all articles that match."""
    return None if ids is None or len(ids) >= MOST_ARTICLES or None in ids else ids


def matching_sources(text: str) -> list[int] | None:
    """The ids of all sources with `text` in a name, the country, or the interest, ignoring typography; None if they are many.

    One statement. None also for a text that has no letters and digits or no words.
    """
    part = search_key(text)
    if not part or not any(map(str.isalnum, text)):
        return None
    with connection.cursor() as cursor:
        cursor.execute(_SOURCES_FOUND, {"part": part, "name": name_identity(text)})
        ids = [pk for (pk,) in cursor.fetchall()]
    return None if len(ids) >= MOST_SOURCES or None in ids else ids
