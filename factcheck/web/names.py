"""Names of rows: unique regardless of case, with search as you type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import connection, models
from django.db.models.functions import Collate

Row = TypeVar("Row", bound=models.Model)

MAX_OPTIONS = 20
"""Maximum number of options that a search returns."""
MAX_LENGTH = 200
"""Maximum length of the search text in code points. No name is longer."""


class UniqueName(models.UniqueConstraint):
    """No two rows have names that differ only in case. The index is on `Upper(name)`, which `iexact` uses.

    Forms do not check it. The action reports the conflict, so every screen and the API show the same message.
    """

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Do nothing: see the class."""


class NameKey(models.Func):
    """A name in normalized form for searches: lower case, without accents, with spaces for punctuation."""

    function = "name_key"
    output_field = models.TextField()


class NameGrams(models.Func):
    """The trigrams of a normalized name as an array, with two spaces before each word: like pg_trgm, without the extension."""

    function = "name_grams"
    output_field = ArrayField(models.TextField())


def name_indexes(prefix: str) -> list[models.Index]:
    """The indexes for `search_names`: normalized names in byte order, and trigrams.

    `fastupdate` is off, because names are searched at each key press and rarely added, so no search has to read a pending list.
    """
    return [
        models.Index(Collate(NameKey("name"), "C"), name=f"{prefix}_name_key"),
        GinIndex(NameGrams(NameKey("name")), fastupdate=False, name=f"{prefix}_name_grams"),
    ]


@dataclass(frozen=True, slots=True)
class NameMatches(Generic[Row]):
    """`rows` are the best matches, best first. `has_exact_match`: a row has exactly this name, ignoring case."""

    rows: list[Row]
    has_more: bool
    has_exact_match: bool


# Best matches first: names that start with the text (an exact match is first), names in which each word of the text starts a
# word, and names that contain the text. Each branch uses an index, and runs only if the previous branches did not fill the list.
# A branch stops after `candidates` matches, which limits the cost of a common word. The scalar subqueries preserve the order of
# the index scan.
_SEARCH = """
WITH search AS MATERIALIZED (
    SELECT k.key, name_grams(k.key) AS grams,
        ARRAY(SELECT gram FROM unnest(name_grams(k.key)) AS gram WHERE gram NOT LIKE ' %%') AS inner_grams
    FROM (SELECT name_key(%(text)s::text) AS key) AS k
), starting AS MATERIALIZED (
    SELECT t.id, name_key(t.name) AS key FROM {table} t
    WHERE name_key(t.name) COLLATE "C" >= (SELECT key FROM search)
        AND name_key(t.name) COLLATE "C" < (SELECT key || chr(1114111) FROM search)
    ORDER BY name_key(t.name) COLLATE "C" LIMIT %(limit)s
), worded AS MATERIALIZED (
    SELECT t.id, name_key(t.name) AS key FROM {table} t
    WHERE (SELECT count(*) FROM starting) < %(limit)s
        AND name_grams(name_key(t.name)) @> (SELECT grams FROM search)
        AND NOT EXISTS (
            SELECT 1 FROM unnest(string_to_array((SELECT key FROM search), ' ')) AS word
            WHERE position(' ' || word IN ' ' || name_key(t.name)) = 0
        )
    LIMIT %(candidates)s
), containing AS MATERIALIZED (
    SELECT t.id, name_key(t.name) AS key FROM {table} t
    WHERE (SELECT count(*) FROM (SELECT id FROM starting UNION SELECT id FROM worded) AS candidates) < %(limit)s
        AND (SELECT cardinality(inner_grams) FROM search) > 0
        AND name_grams(name_key(t.name)) @> (SELECT inner_grams FROM search)
        AND position((SELECT key FROM search) IN name_key(t.name)) > 0
    LIMIT %(candidates)s
)
SELECT id FROM (
    SELECT id, key, 1 AS rank FROM starting
    UNION ALL SELECT id, key, 2 FROM worded WHERE id NOT IN (SELECT id FROM starting)
    UNION ALL SELECT id, key, 3 FROM containing WHERE id NOT IN (SELECT id FROM starting UNION SELECT id FROM worded)
) AS candidates
ORDER BY rank, key COLLATE "C", id LIMIT %(limit)s
"""
MAX_CANDIDATES = 500
"""Maximum number of candidates in each branch of the search."""


def search_names(rows: models.QuerySet[Row], text: str, limit: int = MAX_OPTIONS) -> NameMatches[Row]:
    """The best `limit` of `rows` whose `name` matches `text`, or the newest rows if `text` is empty. At most three queries.

    The table needs `name_indexes`. Case, accents, and punctuation are ignored. Text without letters and digits matches only a row
    with exactly this name.
    """
    text = " ".join(text.split())[:MAX_LENGTH]
    if not text:
        newest = list(rows.order_by("-pk")[: limit + 1])
        return NameMatches(newest[:limit], len(newest) > limit, False)
    exact = rows.filter(name__iexact=text).first()
    ids = _matching_ids(rows.model._meta.db_table, text, limit + 1) if any(map(str.isalnum, text)) else []
    by_id = rows.in_bulk(ids)
    matches = [by_id[pk] for pk in ids if pk in by_id]
    if exact is not None:
        matches = [exact, *(row for row in matches if row.pk != exact.pk)]
    return NameMatches(matches[:limit], len(matches) > limit, exact is not None)


def _matching_ids(table: str, text: str, limit: int) -> Sequence[int]:
    parameters: dict[str, str | int] = {"text": text, "limit": limit, "candidates": MAX_CANDIDATES}
    with connection.cursor() as cursor:
        cursor.execute(_SEARCH.format(table=connection.ops.quote_name(table)), parameters)
        return [pk for (pk,) in cursor.fetchall()]
