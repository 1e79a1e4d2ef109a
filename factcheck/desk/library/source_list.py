"""The list of sources: what refers to each of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import EmptyResultSet
from django.db import connection

from factcheck.articles.models import SourceKind
from factcheck.articles.queries import sources_in_name_order

MOST = 200
"""The sources that the list has at most."""

# The order of the subquery is that of the array. The numbers are counted for the listed sources only.
_ROWS = """
SELECT s.id, s.name, s.source_kind, s.country, s.interest,
    (SELECT count(*) FROM articles_article a WHERE a.outlet_id = s.id),
    (SELECT count(*) FROM evidence_evidence e WHERE e.source_id = s.id AND e.withdrawn_at IS NULL)
    + (SELECT count(*) FROM evidence_evidence e WHERE e.origin_id = s.id AND e.withdrawn_at IS NULL
        AND e.source_id IS DISTINCT FROM e.origin_id)
FROM unnest(ARRAY({page})) WITH ORDINALITY AS page (id, place) JOIN articles_source s ON s.id = page.id
ORDER BY page.place
"""


@dataclass(frozen=True, slots=True)
class SourceListRow:
    """A source. `items` are the items of evidence from it, or whose original source it is, without withdrawn ones."""

    id: int
    name: str
    kind: str
    country: str
    interest: str
    articles: int
    items: int


def source_list(query: str = "", *, most: int = MOST) -> tuple[list[SourceListRow], bool]:
    """At most `most` sources in the order of their names, and whether there are more. One query. `query` is as in
    `sources_in_name_order`.
    """
    try:
        page, values = sources_in_name_order(query)[: most + 1].values("pk").query.sql_with_params()
    except EmptyResultSet:  # no source can match
        return [], False
    with connection.cursor() as db:
        db.execute(_ROWS.replace("{page}", page), values)
        rows = [SourceListRow(pk, name, SourceKind(kind).label, *more) for pk, name, kind, *more in db]
    return rows[:most], len(rows) > most
