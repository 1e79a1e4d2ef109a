"""Names by which a person finds a row: unique regardless of case, searched while they are typed, chosen in a combobox."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import connection, models
from django.db.models.functions import Collate

Row = TypeVar("Row", bound=models.Model)

MOST_OPTIONS = 20
"""Options that a search offers."""
LONGEST = 200
"""Code points of the text that is searched for: no name is longer."""


class UniqueName(models.UniqueConstraint):
    """No two rows whose names differ in case alone. Over `Upper(name)`, which is what `iexact` asks for: it reads this index.

    Forms leave it to the database. The action reports the conflict, in the same words on every screen and in the API.
    """

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Nothing, see above."""


class NameKey(models.Func):
    """A name as searches compare it: lower case, without accents, punctuation as spaces."""

    function = "name_key"
    output_field = models.TextField()


class NameGrams(models.Func):
    """The trigrams of the words of a key, two spaces before each word, as an array: what pg_trgm makes, without the extension."""

    function = "name_grams"
    output_field = ArrayField(models.TextField())


def name_indexes(prefix: str) -> list[models.Index]:
    """The indexes that `search_names` reads: keys in the order of their bytes, and trigrams.

    Without `fastupdate`: names are searched at each key press and added now and then, so no search has to read a pending list.
    """
    return [
        models.Index(Collate(NameKey("name"), "C"), name=f"{prefix}_name_key"),
        GinIndex(NameGrams(NameKey("name")), fastupdate=False, name=f"{prefix}_name_grams"),
    ]


@dataclass(frozen=True, slots=True)
class NameMatches(Generic[Row]):
    """`rows` are the best matches, best first. `is_known`: one row has exactly this name, case ignored."""

    rows: list[Row]
    has_more: bool
    is_known: bool


# Best matches first: names that start with the text (the exact name leads them), names in which each typed word starts a word,
# names that contain the text. Each arm reads an index, and runs only where the arms before it did not fill the list. An arm
# stops after `ranked` matches, so that a common word costs no more. The scalar subqueries keep the order of the index scan.
_SEARCH = """
WITH asked AS MATERIALIZED (
    SELECT k.key, name_grams(k.key) AS grams,
        ARRAY(SELECT gram FROM unnest(name_grams(k.key)) AS gram WHERE gram NOT LIKE ' %%') AS inner_grams
    FROM (SELECT name_key(%(words)s::text) AS key) AS k
), starting AS MATERIALIZED (
    SELECT t.id, name_key(t.name) AS key FROM {table} t
    WHERE name_key(t.name) COLLATE "C" >= (SELECT key FROM asked)
        AND name_key(t.name) COLLATE "C" < (SELECT key || chr(1114111) FROM asked)
    ORDER BY name_key(t.name) COLLATE "C" LIMIT %(most)s
), worded AS MATERIALIZED (
    SELECT t.id, name_key(t.name) AS key FROM {table} t
    WHERE (SELECT count(*) FROM starting) < %(most)s
        AND name_grams(name_key(t.name)) @> (SELECT grams FROM asked)
        AND NOT EXISTS (
            SELECT 1 FROM unnest(string_to_array((SELECT key FROM asked), ' ')) AS word
            WHERE position(' ' || word IN ' ' || name_key(t.name)) = 0
        )
    LIMIT %(ranked)s
), containing AS MATERIALIZED (
    SELECT t.id, name_key(t.name) AS key FROM {table} t
    WHERE (SELECT count(*) FROM (SELECT id FROM starting UNION SELECT id FROM worded) AS found) < %(most)s
        AND (SELECT cardinality(inner_grams) FROM asked) > 0
        AND name_grams(name_key(t.name)) @> (SELECT inner_grams FROM asked)
        AND position((SELECT key FROM asked) IN name_key(t.name)) > 0
    LIMIT %(ranked)s
)
SELECT id FROM (
    SELECT id, key, 1 AS rank FROM starting
    UNION ALL SELECT id, key, 2 FROM worded WHERE id NOT IN (SELECT id FROM starting)
    UNION ALL SELECT id, key, 3 FROM containing WHERE id NOT IN (SELECT id FROM starting UNION SELECT id FROM worded)
) AS found
ORDER BY rank, key COLLATE "C", id LIMIT %(most)s
"""
RANKED = 500
"""Candidates among which an arm of the search chooses."""


def search_names(rows: models.QuerySet[Row], words: str, most: int = MOST_OPTIONS) -> NameMatches[Row]:
    """The best `most` of `rows` whose `name` has `words` in it, the newest for no words. Three queries at most.

    The table needs `name_indexes`. Case, accents and punctuation make no difference. Punctuation alone finds nothing but the row
    that has exactly this name.
    """
    words = " ".join(words.split())[:LONGEST]
    if not words:
        newest = list(rows.order_by("-pk")[: most + 1])
        return NameMatches(newest[:most], len(newest) > most, False)
    known = rows.filter(name__iexact=words).first()
    ids = _ids(rows.model._meta.db_table, words, most + 1) if any(map(str.isalnum, words)) else []
    by_id = rows.in_bulk(ids)
    found = [by_id[pk] for pk in ids if pk in by_id]
    if known is not None:
        found = [known, *(row for row in found if row.pk != known.pk)]
    return NameMatches(found[:most], len(found) > most, known is not None)


def _ids(table: str, words: str, most: int) -> Sequence[int]:
    with connection.cursor() as cursor:
        cursor.execute(_SEARCH.format(table=connection.ops.quote_name(table)), {"words": words, "most": most, "ranked": RANKED})
        return [pk for (pk,) in cursor.fetchall()]


class NameInput(forms.TextInput):
    """A field for a name that may exist: a plain text field that `static/js/combobox.js` makes a combobox.

    `options` is the address that offers names (a lazy URL), `new` what is shown where no row has the typed name.
    """

    def __init__(self, options: Any, *, new: str = "", **attrs: Any) -> None:
        new_name = {"data-combobox-new": new} if new else {}
        super().__init__({"data-combobox": options, **new_name, "autocomplete": "off", **attrs})
