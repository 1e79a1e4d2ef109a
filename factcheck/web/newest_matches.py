"""SQL for the newest rows that contain words, which reads few rows of a table with up to a million, also for unknown words."""

from __future__ import annotations

FREQUENT = 1_400
"""PostgreSQL reads a table from its newest row on, instead of its index, if it expects to find this number of matches sooner.

With 600, it does so for an unknown word if the table has more than 460,000 rows; with 1,400, more than 1.3 million. With 2,000,
it no longer does so for a word in each third of 10,000 rows, which takes four times as long.
"""


def newest_matches(columns: str, table: str, condition: str, most: int) -> str:
    """A subquery with `columns` of the newest `most` rows that meet `condition`, newest first.

    `table` is the name of a table with the alias to which the other parts refer. PostgreSQL expects that one of 200 rows contains
    a word that it does not know. Often none does; with a low limit, it would read the whole table from its newest row on, for
    most of a second in a million rows. It still does so for several unknown words of which one is sufficient. The rows are read
    when the outer query needs them, in their order, so it does not sort.
    """
    alias = table.split()[-1]
    found = f"SELECT {columns} FROM {table} WHERE {condition} ORDER BY {alias}.id DESC LIMIT {FREQUENT}"  # noqa: S608  (constants)
    return f"(WITH found AS MATERIALIZED ({found}) SELECT * FROM found LIMIT {most})"  # noqa: S608  (as above)
