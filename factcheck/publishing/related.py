"""Related checks: what readers of a check may want to read next, chosen by a fixed rule from publications alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from factcheck.publishing.slugs import name_slug
from factcheck.web.database.replica import reading_connection

MAX_RELATED = 5
CANDIDATES = 20
"""How many of the newest checks of a claimant are compared by their topics, and of an outlet by the words of the claim."""

# Each branch reads few rows through an index. The values are literals in the statement (decision 8), so that the planner knows
# whether a topic is rare. Retracted checks are left out.
_CURRENT = "p.is_current AND p.publication_kind <> 'retracted' AND p.slug <> %(slug)s"
_NEWEST = "ORDER BY p.first_published_at DESC, p.id DESC LIMIT"
_RELATED = f"""
    WITH found AS (
        (SELECT p.id, 1 AS rank FROM publishing_publication p WHERE p.slug = ANY (%(relations)s) AND {_CURRENT})
        UNION ALL
        (SELECT c.id, 2 FROM (
            SELECT p.id, p.document -> 'appearances' AS appearances FROM publishing_publication p
            WHERE p.source_slugs && %(sources)s::text[] AND {_CURRENT} {_NEWEST} %(candidates)s
        ) c WHERE EXISTS (
            SELECT FROM jsonb_array_elements(c.appearances) AS a, jsonb_array_elements(a -> 'words') AS w
            WHERE concat(a ->> 'sha256', ' ', w ->> 'exact') = ANY (%(passages)s)
        ))
        UNION ALL
        (SELECT p.id, CASE WHEN p.topic_slugs && %(topics)s::text[] THEN 3 ELSE 4 END FROM publishing_publication p
            WHERE p.claimant_slug = %(claimant)s AND {_CURRENT} {_NEWEST} %(candidates)s)
        UNION ALL
        (SELECT p.id, 5 FROM publishing_publication p
            WHERE p.topic_slugs && %(topics)s::text[] AND {_CURRENT} {_NEWEST} %(most)s)
    )
    SELECT p.slug, p.headline, p.statement, p.rating, p.conclusion, p.claimant, p.document #>> '{{claim,layer}}', b.rank
    FROM (SELECT id, min(rank) AS rank FROM found GROUP BY id) b JOIN publishing_publication p ON p.id = b.id
    ORDER BY b.rank, p.first_published_at DESC, p.id DESC LIMIT %(most)s"""  # noqa: S608


class RelatedCheck(NamedTuple):
    """A current check. `rank` is the reason why it is related: 1 the check names its claim as related; 2 its claim is about
    the same words, in another layer; 3 same claimant and topic; 4 same claimant; 5 same topic.
    """

    slug: str
    headline: str
    statement: str
    rating: str
    conclusion: str
    claimant: str
    layer: str
    rank: int


def related_checks(document: Mapping[str, Any]) -> list[RelatedCheck]:
    """At most MAX_RELATED checks that are related to that of the document, by their rank, then newest first. One query.

    Retracted checks, and earlier versions, are never related.
    """
    claim, appearances = document["claim"], document["appearances"]
    values = {
        "slug": document["slug"],
        "relations": [relation["slug"] for relation in document["relations"] if relation.get("slug")],
        "sources": sorted({name_slug(appearance["outlet"]) for appearance in appearances} - {""}),
        "passages": [f"{each['sha256']} {quote['exact']}" for each in appearances for quote in each["words"]],
        # An empty slug is that of names without letters and digits.
        "claimant": name_slug(claim["claimant"]["name"]) or None,
        "topics": sorted({name_slug(topic) for topic in claim.get("topics", [])} - {""}),
        "candidates": CANDIDATES,
        "most": MAX_RELATED,
    }
    with reading_connection().cursor() as cursor:
        cursor.execute(_RELATED, values)
        return [RelatedCheck(*row) for row in cursor.fetchall()]
