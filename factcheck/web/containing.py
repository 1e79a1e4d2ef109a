"""SQL for rows whose stored key contains a text. At any size of the table, it reads few rows.

`web.search.containing` has the same condition for the ORM.
"""

from __future__ import annotations

from dataclasses import dataclass

NEWEST = 500
"""The number of newest rows that are read before the index is. They fill a page if at least every 25th row matches."""

_PART = """
{part} AS MATERIALIZED (
    SELECT k.key, ARRAY(SELECT gram FROM unnest(name_grams(k.key)) AS gram WHERE gram NOT LIKE ' %%') AS grams
    FROM (SELECT name_key(%({part})s::text) AS key) AS k
)"""

_NEWEST_CONTAINING = """(
    WITH newest AS MATERIALIZED (
        SELECT {columns} FROM (SELECT * FROM {table} WHERE {indexed} ORDER BY {descending} LIMIT {newest}) AS n
        WHERE position((SELECT key FROM {part}) IN n.search_key) > 0 AND {condition} ORDER BY {descending} LIMIT {most}
    ), is_full AS MATERIALIZED (
        SELECT (SELECT count(*) FROM newest) >= {most}
            OR NOT EXISTS (SELECT 1 FROM {table} WHERE {indexed} ORDER BY {descending} OFFSET {newest}) AS yes
    ), indexed AS MATERIALIZED (
        SELECT {columns} FROM {table} AS n
        WHERE NOT (SELECT yes FROM is_full) AND (SELECT cardinality(grams) FROM {part}) > 0
            AND name_grams({grams_of}) @> (SELECT grams FROM {part})
            AND position((SELECT key FROM {part}) IN n.search_key) > 0 AND {indexed} AND {condition}
    ), scanned AS MATERIALIZED (
        SELECT {columns} FROM {table} AS n
        WHERE NOT (SELECT yes FROM is_full) AND (SELECT cardinality(grams) FROM {part}) = 0
            AND position((SELECT key FROM {part}) IN n.search_key) > 0 AND {indexed} AND {condition}
        ORDER BY {descending} LIMIT {most}
    )
    SELECT * FROM (SELECT * FROM newest UNION SELECT * FROM indexed UNION SELECT * FROM scanned) AS found
    ORDER BY {descending} LIMIT {most}
)"""

FREQUENT_AMONG_NEWEST = 25
"""If as many of the newest rows contain the text, a list in their order is filled by reading twice as many."""

_SOME_CONTAINING = """(
    WITH newest AS MATERIALIZED (
        SELECT {row} AS id FROM (SELECT * FROM {table} WHERE {indexed} ORDER BY {descending} LIMIT {newest}) AS n
        WHERE position((SELECT key FROM {part}) IN n.search_key) > 0
    ), amount AS MATERIALIZED (
        SELECT (SELECT count(*) FROM newest) >= {frequent} AS is_frequent,
            NOT EXISTS (SELECT 1 FROM {table} WHERE {indexed} ORDER BY {descending} OFFSET {newest}) AS is_all
    ), indexed AS MATERIALIZED (
        SELECT {row} AS id FROM {table} AS n
        WHERE (SELECT NOT is_frequent AND NOT is_all FROM amount) AND (SELECT cardinality(grams) FROM {part}) > 0
            AND name_grams({grams_of}) @> (SELECT grams FROM {part})
            AND position((SELECT key FROM {part}) IN n.search_key) > 0 AND {indexed} LIMIT {most}
    ), scanned AS MATERIALIZED (
        SELECT {row} AS id FROM {table} AS n
        WHERE (SELECT NOT is_frequent AND NOT is_all FROM amount) AND (SELECT cardinality(grams) FROM {part}) = 0
            AND position((SELECT key FROM {part}) IN n.search_key) > 0 AND {indexed} LIMIT {most}
    )
    SELECT id FROM newest UNION SELECT id FROM indexed UNION SELECT id FROM scanned
    UNION ALL SELECT NULL FROM amount WHERE is_frequent AND NOT is_all
)"""


@dataclass(frozen=True, slots=True)
class SearchedTable:
    """A table with the column `search_key` (`web.search.stored_key`) and a GIN index on the trigrams of `grams_of`, the same key.

    `order` are the columns of another index, which end with `id`. `indexed` is the condition of both indexes. `row` is the column
    with the id that is searched for, and `part` the name of the common table expression with the text (`part_sql`).
    """

    name: str
    order: tuple[str, ...] = ("id",)
    indexed: str = "TRUE"
    row: str = "id"
    grams_of: str = "search_key"
    part: str = "part"

    @property
    def parts(self) -> dict[str, str]:
        """The parts of a statement."""
        descending = ", ".join(f"{name} DESC" for name in self.order)
        return {
            "table": self.name,
            "descending": descending,
            "indexed": self.indexed,
            "row": self.row,
            "grams_of": self.grams_of,
            "part": self.part,
        }


def part_sql(name: str = "part") -> str:
    """The common table expression that the subqueries read. The parameter with its name is a search key or the key of a name."""
    return _PART.format(part=name)


def newest_containing(table: SearchedTable, most: int, condition: str = "TRUE") -> str:
    """A subquery with the columns of the order, for at most `most` rows that contain the text, newest first.

    A word that many rows contain fills the page from the newest rows. Other texts are looked up in the index by their trigrams.
    A text of words with one or two letters has none, and is compared with each row. `condition` may refer to the row as `n`.
    """
    columns = ", ".join(table.order)
    return _NEWEST_CONTAINING.format(columns=columns, condition=condition, newest=NEWEST, most=most, **table.parts)


def some_containing(table: SearchedTable, most: int) -> str:
    """A subquery with the column `id`, for the rows that contain the text, or for some of them if they are more than `most`.

    It contains NULL if the text is frequent, so that the rows are to be read in the order of a list.
    """
    return _SOME_CONTAINING.format(newest=NEWEST, most=most, frequent=FREQUENT_AMONG_NEWEST, **table.parts)
