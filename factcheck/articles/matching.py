"""Finds articles by the words of a revision or by a part of their title, and sources by what is known about them."""

from __future__ import annotations

from typing import NamedTuple

from django.db import connection

from factcheck.web.containing import SearchedTable, part_sql, some_containing
from factcheck.web.name_identity import name_identity
from factcheck.web.search import TextQuery, tsquery_literal
from factcheck.web.search_key import search_key

FREQUENT = 3_000
"""The number of articles with a word from which a list reads articles in its order, and stops when a page is full.

Of a million articles, it then reads about 17,000 at most.
"""
MANY_SOURCES = 500
"""The number of sources with a text from which the list of sources compares each one."""

# For a query that is no constant, PostgreSQL expects few revisions and reads the index of the words, until FREQUENT are found.
_FOUND = """
WITH query AS MATERIALIZED (SELECT {query} AS words), {part}, worded AS MATERIALIZED (
    SELECT r.article_id AS id FROM articles_revision r WHERE r.words @@ (SELECT words FROM query) LIMIT {frequent}
)
SELECT NULL::bigint, (SELECT words FROM query)::text, (SELECT count(*) FROM worded)
UNION ALL
SELECT found.id, NULL, NULL FROM (SELECT id FROM {titled} AS titled UNION SELECT id FROM worded) AS found
"""
_ARTICLES = SearchedTable("articles_article")

_SOURCES = SearchedTable("articles_source")
_NAMES = SearchedTable("articles_knownsourcename", row="owner_id", grams_of="name_key(n.key)", part="name")
_SOURCES_FOUND = f"""
WITH {part_sql()}, {part_sql("name")}
SELECT id FROM {some_containing(_SOURCES, MANY_SOURCES)} AS described
UNION SELECT id FROM {some_containing(_NAMES, MANY_SOURCES)} AS named
"""  # noqa: S608  (constants)


class Matching(NamedTuple):
    """The ids of all articles that match, or None if they are many. `query`: the tsquery as a literal."""

    ids: list[int] | None
    query: str


def matching_articles(query: TextQuery, text: str) -> Matching:
    """The articles that match `query`, or with `text` in the title, ignoring typography. One statement."""
    statement = _FOUND.format(query=query.sql(), part=part_sql(), frequent=FREQUENT, titled=some_containing(_ARTICLES, FREQUENT))
    with connection.cursor() as cursor:
        cursor.execute(statement, {**query.parameters, "part": search_key(text)})
        rows = cursor.fetchall()
        words, worded = next((words, worded) for _, words, worded in rows if words is not None)
        literal = tsquery_literal(words, cursor.connection)
    ids = [pk for pk, words, _ in rows if words is None]
    return Matching(None if worded >= FREQUENT or len(ids) >= FREQUENT or None in ids else ids, literal)


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
    return None if len(ids) >= MANY_SOURCES or None in ids else ids
