"""Invariants of evidence, which the doctor verifies."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.claims.triggers import SURROUNDINGS_MATCH
from factcheck.evidence.custody.models import LegalHold, Takedown
from factcheck.evidence.models import Evidence
from factcheck.ledger.invariants import Invariant, person_of_last, select_rows


def _passages_match_text() -> Iterator[str]:
    for (pk,) in select_rows(
        f"""
        SELECT e.id FROM evidence_evidence e JOIN articles_revision r ON r.id = e.revision_id
        WHERE substr(r.text, e.start + 1, e."end" - e.start) <> e.exact OR e."end" > r.length
        OR NOT {SURROUNDINGS_MATCH.format(row="e")} ORDER BY e.id
        """  # noqa: S608  (contains only constants)
    ):
        yield f"the quote of evidence {pk} differs from the text at its offsets"


def _numbers_are_assigned() -> Iterator[str]:
    for pk, number, last in select_rows(
        """
        SELECT e.id, e.number, n.last FROM evidence_evidence e LEFT JOIN evidence_numbering n USING (claim_id)
        WHERE n.last IS NULL OR e.number > n.last ORDER BY e.id
        """
    ):
        yield f"evidence {pk} has the number {number}, but its claim has assigned {f'those up to {last}' if last else 'none'}"


def _quotes_are_counted() -> Iterator[str]:
    """Placed + needs review + orphan + being placed = all: what is placed is in the newest revision.

    Only articles whose newest revision counted its mentions and passages are checked. Version 0.1 did not place passages.
    """
    for kind, pk, number, newest in select_rows(
        """
        WITH newest AS (
            SELECT DISTINCT ON (r.article_id) r.article_id, r.number FROM articles_revision r ORDER BY r.article_id, r.number DESC
        ), counted AS (
            SELECT n.article_id, n.number FROM newest n WHERE EXISTS (
                SELECT 1 FROM ledger_entry e WHERE e.kind = 'article' AND e.object_id = n.article_id
                AND e.action = 'article.revised' AND e.after ? 'passages' AND (e.after->>'revision')::int = n.number)
        ), quotes AS (
            SELECT 'mention' AS kind, m.id, m.revision_id, m.anchor FROM claims_mention m WHERE m.withdrawn_at IS NULL
            UNION ALL
            SELECT 'evidence', e.id, e.revision_id, CASE e.anchor WHEN '' THEN 'anchored' ELSE e.anchor END
            FROM evidence_evidence e WHERE e.withdrawn_at IS NULL AND e.revision_id IS NOT NULL
        )
        SELECT q.kind, q.id, r.number, c.number FROM quotes q
        JOIN articles_revision r ON r.id = q.revision_id JOIN counted c ON c.article_id = r.article_id
        WHERE q.anchor NOT IN ('needs_review', 'orphan', 'being_placed') AND r.number <> c.number ORDER BY q.kind, q.id
        """
    ):
        yield f"{kind} {pk} quotes revision {number}, but the newest one is {newest}, and nobody is asked to place it"


INVARIANTS = [
    Invariant("each mention and passage is in the newest revision of its article or waits", _quotes_are_counted),
    Invariant("each passage of evidence quotes the text at its offsets", _passages_match_text),
    Invariant("each number of evidence was assigned by its claim", _numbers_are_assigned),
    person_of_last(Evidence, "withdrawn_by", "evidence.withdrawn"),
    person_of_last(Takedown, "ended_by", "takedown.lifted"),
    person_of_last(LegalHold, "ended_by", "hold.ended"),
]
