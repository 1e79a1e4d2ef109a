"""SQL for the newest rows that contain words, which reads few rows at any size of the table and for any words."""

from __future__ import annotations

FREQUENT = 10_000
"""PostgreSQL reads a table from its newest row on, instead of its index, if it expects to find this number of matches sooner."""


def newest_matches(columns: str, table: str, condition: str, most: int) -> str:
    """A subquery with `columns` of the newest `most` rows that meet `condition`, newest first.

    `table` is the name of a table with the alias to which the other parts refer. PostgreSQL expects that one of 200 rows contains
    a word that it does not know. Often none does; with a low limit, it would read the whole table from its newest row on, for
    most of a second in a million rows. The rows are read when the outer query needs them, in their order, so it does not sort.
    """
    alias = table.split()[-1]
    found = f"SELECT {columns} FROM {table} WHERE {condition} ORDER BY {alias}.id DESC LIMIT {FREQUENT}"  # noqa: S608  (constants)
    return f"(WITH found AS MATERIALIZED ({found}) SELECT * FROM found LIMIT {most})"  # noqa: S608  (as above)
