"""The passages of a revision that are evidence."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.db import connection

from factcheck.articles.models import Revision


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """A passage of this revision that is evidence for a claim."""

    id: int
    claim_id: int
    statement: str
    stance: str
    start: int
    end: int
    quote: str
    number: int
    """within the claim"""


PASSAGES = """
(SELECT coalesce(json_agg(json_build_array(e.id, e.claim_id, c.statement, e.stance, e.start, e."end", e.exact, e.number)
    ORDER BY e.start, e.id), '[]')::text
FROM evidence_evidence e JOIN claims_claim c ON c.id = e.claim_id
WHERE e.revision_id = %(revision)s AND e.withdrawn_at IS NULL AND NOT e.is_hidden AND c.closed_at IS NULL)
"""
"""SQL for the value of `passages_of`. What a takedown hides is not marked."""


def marked_passages(revision: Revision) -> list[MarkedPassage]:
    """The passages in the order of the text."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {PASSAGES}", {"revision": revision.pk})
        return passages_of(*cursor.fetchone())


def passages_of(found: str) -> list[MarkedPassage]:
    """The passages in `found`, the value of PASSAGES."""
    return [MarkedPassage(*values) for values in json.loads(found)]
