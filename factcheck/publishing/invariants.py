"""What must always hold of the public record."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.ledger.chain import digest
from factcheck.ledger.invariants import Invariant, rows
from factcheck.publishing.models import Publication


def _documents_have_their_hash() -> Iterator[str]:
    for publication in Publication.objects.order_by("id").iterator(chunk_size=200):
        if digest(publication.document) != publication.sha256:
            yield f"the document of publication {publication.pk} ({publication.slug}) was changed after it was published"


def _approved_by_another() -> Iterator[str]:
    for pk, slug in rows(
        """
        SELECT p.id, p.slug FROM publishing_publication p WHERE NOT EXISTS (
            SELECT 1 FROM verdicts_review r JOIN verdicts_verdictversion w ON w.id = r.verdict_version_id
            JOIN verdicts_verdict v ON v.id = w.verdict_id
            WHERE r.id = p.review_id AND r.decision = 'approve' AND w.id = p.verdict_version_id AND v.id = p.verdict_id
            AND v.author_id <> r.created_by_id AND w.created_by_id <> r.created_by_id
            AND NOT EXISTS (
                SELECT 1 FROM claims_contribution c
                WHERE c.claim_id = v.claim_id AND c.person_id = r.created_by_id AND c.since < r.created_at)
        ) ORDER BY p.id
        """
    ):
        yield f"publication {pk} ({slug}) has no approval by another person"


def _one_current_publication() -> Iterator[str]:
    for verdict, many in rows(
        """
        SELECT v.id, count(p.id) FROM verdicts_verdict v
        LEFT JOIN publishing_publication p ON p.verdict_id = v.id AND p.is_current
        WHERE v.state IN ('published', 'correcting', 'retracted') OR p.id IS NOT NULL
        GROUP BY v.id HAVING count(p.id) <> 1 ORDER BY v.id
        """
    ):
        yield f"verdict {verdict} has {many} current publications, not one"


INVARIANTS = [
    Invariant("each publication's document has its hash", _documents_have_their_hash),
    Invariant("each publication was approved by another person", _approved_by_another),
    Invariant("each public verdict has exactly one current publication", _one_current_publication),
]
