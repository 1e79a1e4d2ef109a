"""Finds rows by name, among their displayed and other names: exact lookups, and search as you type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import F
from django.db.models.functions import Collate

from factcheck.web.name_identity import name_identity

Row = TypeVar("Row", bound=models.Model)

MAX_OPTIONS = 20
"""Maximum number of options that a search returns."""
MAX_INTEGER = 2**31 - 1
MAX_LENGTH = 200
"""Maximum length of the search text in code points. No name is longer."""


class UniqueName(models.UniqueConstraint):
    """A former constraint, to which migrations refer. `web.known_names` has replaced it."""


class NameKey(models.Func):
    """A name in normalized form for searches: lower case, without accents, with spaces for punctuation."""

    function = "name_key"
    output_field = models.TextField()


class NameGrams(models.Func):
    """The trigrams of a normalized name as an array, with two spaces before each word: like pg_trgm, without the extension."""

    function = "name_grams"
    output_field = ArrayField(models.TextField())


class ContainsText(models.Func):
    """Whether a normalized text contains another one. The subquery normalizes the other text once, not for each row."""

    output_field = models.BooleanField()

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        (text, text_values), (part, part_values) = map(compiler.compile, self.get_source_expressions())
        return f"(position((SELECT {part}) IN {text}) > 0)", [*part_values, *text_values]


@dataclass(frozen=True, slots=True)
class NameMatches(Generic[Row]):
    """`rows` are the best matches, best first. `has_exact_match`: the first row has exactly this name (`web.name_identity`).

    Each row has the attribute `matched_name`: the other name that matched, or an empty string if its displayed name matched.
    """

    rows: list[Row]
    has_more: bool
    has_exact_match: bool


def name_order(name: str) -> Collate:
    """The order of a list by the names in the column `name`: case, accents, and punctuation do not count, nor does the locale."""
    return Collate(NameKey(name), "C")


def in_name_order(rows: models.QuerySet[Row]) -> models.QuerySet[Row]:
    """`rows` in the order of their displayed names. The first of them are read from the index on the normalized names."""
    return rows.filter(known_names__is_alias=False).order_by(name_order("known_names__key"), "name", "pk")


def row_named(rows: models.QuerySet[Row], name: str) -> Row | None:
    """The row among `rows` that has this name, as its displayed name or as another one, or None. One query."""
    matching: Any = rows.filter(known_names__key=name_identity(name))
    row: Row | None = matching.order_by("known_names__is_duplicate", "pk").first()
    return row


def rows_named(rows: models.QuerySet[Row], names: Sequence[str]) -> dict[str, Row]:
    """The rows among `rows` with these names, by the name in `names`. One query, or none without names."""
    if not names:
        return {}
    keys = {name: name_identity(name) for name in names}
    matching: Any = rows.filter(known_names__key__in=set(keys.values())).annotate(matched_key=F("known_names__key"))
    found: dict[str, Row] = {row.matched_key: row for row in matching.order_by("-known_names__is_duplicate", "-pk")}
    return {name: found[key] for name, key in keys.items() if key in found}


def known_among(model: type[models.Model], names: Sequence[str]) -> set[str]:
    """Those of `names` that a row of the model has, as its displayed name or as another one. One query, or none without names."""
    if not names:
        return set()
    keys = {name: name_identity(name) for name in names}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT key FROM {names_table(model)} WHERE key = ANY(%s)", [[*keys.values()]])  # noqa: S608  (a table)
        found = {key for (key,) in cursor.fetchall()}
    return {name for name, key in keys.items() if key in found}


# Best matches first: names that start with the text (an exact match is first), names in which each word of the text starts a
# word, and names that contain the text. Each branch uses an index, and runs only if the previous branches did not fill the list.
# A branch stops after `candidates` matches, which limits the cost of a common word. The scalar subqueries preserve the order of
# the index scan. A row with several matching names is listed once, with the best of them.
_SEARCH = """
WITH search AS MATERIALIZED (
    SELECT k.key, name_grams(k.key) AS grams,
        ARRAY(SELECT gram FROM unnest(name_grams(k.key)) AS gram WHERE gram NOT LIKE ' %%') AS inner_grams
    FROM (SELECT name_key(name_identity(%(text)s::text)) AS key) AS k
), starting AS MATERIALIZED (
    SELECT t.id, name_key(t.key) AS key FROM {names} t
    WHERE name_key(t.key) COLLATE "C" >= (SELECT key FROM search)
        AND name_key(t.key) COLLATE "C" < (SELECT key || chr(1114111) FROM search)
    ORDER BY name_key(t.key) COLLATE "C" LIMIT 2 * %(limit)s
), worded AS MATERIALIZED (
    SELECT t.id, name_key(t.key) AS key FROM {names} t
    WHERE (SELECT count(*) FROM starting) < 2 * %(limit)s
        AND name_grams(name_key(t.key)) @> (SELECT grams FROM search)
        AND NOT EXISTS (
            SELECT 1 FROM unnest(string_to_array((SELECT key FROM search), ' ')) AS word
            WHERE position(' ' || word IN ' ' || name_key(t.key)) = 0
        )
    LIMIT %(candidates)s
), containing AS MATERIALIZED (
    SELECT t.id, name_key(t.key) AS key FROM {names} t
    WHERE (SELECT count(*) FROM (SELECT id FROM starting UNION SELECT id FROM worded) AS candidates) < 2 * %(limit)s
        AND (SELECT cardinality(inner_grams) FROM search) > 0
        AND name_grams(name_key(t.key)) @> (SELECT inner_grams FROM search)
        AND position((SELECT key FROM search) IN name_key(t.key)) > 0
    LIMIT %(candidates)s
), ranked AS (
    SELECT DISTINCT ON (n.owner_id) n.owner_id, candidates.rank, candidates.key,
        CASE WHEN n.is_alias THEN n.name ELSE '' END AS alias
    FROM (
        SELECT id, key, 1 AS rank FROM starting
        UNION ALL SELECT id, key, 2 FROM worded WHERE id NOT IN (SELECT id FROM starting)
        UNION ALL SELECT id, key, 3 FROM containing WHERE id NOT IN (SELECT id FROM starting UNION SELECT id FROM worded)
    ) AS candidates JOIN {names} n ON n.id = candidates.id
    ORDER BY n.owner_id, candidates.rank, n.is_alias, candidates.key COLLATE "C"
)
SELECT owner_id, alias FROM ranked ORDER BY rank, key COLLATE "C", owner_id LIMIT %(limit)s
"""
MAX_CANDIDATES = 500
"""Maximum number of candidates in each branch of the search."""


def search_names(rows: models.QuerySet[Row], text: str, limit: int = MAX_OPTIONS) -> NameMatches[Row]:
    """The best `limit` of `rows` with a name that matches `text`, or the newest rows if `text` is empty. At most three queries.

    The model needs a table of names (`web.known_names`). Case, accents, and punctuation are ignored. Text without letters and
    digits matches only a row with exactly this name.
    """
    text = " ".join(text.split())[:MAX_LENGTH]
    if not text:
        newest = list(rows.order_by("-pk")[: limit + 1])
        return NameMatches([_matched(row) for row in newest[:limit]], len(newest) > limit, False)
    exact = row_named(rows, text)
    aliases = _matching_rows(names_table(rows.model), text, limit + 1) if any(map(str.isalnum, text)) else {}
    by_id = rows.in_bulk(list(aliases))
    matches = [_matched(by_id[pk], alias) for pk, alias in aliases.items() if pk in by_id]
    if exact is not None:
        is_displayed = name_identity(getattr(exact, "name", "")) == name_identity(text)
        first = _matched(exact, "" if is_displayed else text)
        matches = [first, *(row for row in matches if row.pk != exact.pk)]
    return NameMatches(matches[:limit], len(matches) > limit, exact is not None)


def with_name_containing(rows: models.QuerySet[Row], text: str) -> models.QuerySet[Row]:
    """The rows that have a name that contains `text`, ignoring case, accents, and punctuation; all rows for a blank text.

    Text without letters and digits matches only a row with exactly this name.
    """
    if not text.strip():
        return rows
    if not any(map(str.isalnum, text)):
        return rows.filter(known_names__key=name_identity(text))
    names: Any = rows.model._meta.get_field("known_names").related_model
    matching = names.objects.filter(ContainsText("search_key", NameKey(models.Value(name_identity(text)))))
    # The limit exceeds any number of rows. It makes PostgreSQL scan the names once instead of once for each row of `rows`.
    return rows.filter(pk__in=matching.values("owner")[:MAX_INTEGER])


def names_table(model: type[models.Model]) -> str:
    """The quoted name of the table with all names of the rows of `model`."""
    related: Any = model._meta.get_field("known_names").related_model
    return connection.ops.quote_name(related._meta.db_table)


def _matched(row: Row, alias: str = "") -> Row:
    row.matched_name = alias  # type: ignore[attr-defined]
    return row


def _matching_rows(names: str, text: str, limit: int) -> dict[int, str]:
    """The ids of the matching rows, best first, with the other name that matched, or an empty string."""
    parameters: dict[str, str | int] = {"text": text, "limit": limit, "candidates": MAX_CANDIDATES}
    with connection.cursor() as cursor:
        cursor.execute(_SEARCH.format(names=names), parameters)
        return dict(cursor.fetchall())
