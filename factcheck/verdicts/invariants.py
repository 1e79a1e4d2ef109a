"""What must always hold of verdicts and reviews."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.ledger.invariants import Invariant, rows
from factcheck.verdicts.four_eyes import changed_unseen


def _one_verdict_per_claim() -> Iterator[str]:
    for claim, many in rows("SELECT claim_id, count(*) FROM verdicts_verdict GROUP BY claim_id HAVING count(*) > 1"):
        yield f"claim {claim} has {many} current verdicts"


def _approved_by_another() -> Iterator[str]:
    for verdict, state in rows(
        """
        SELECT v.id, v.state FROM verdicts_verdict v
        WHERE v.state IN ('approved', 'published', 'correcting', 'retracted') AND NOT EXISTS (
            SELECT 1 FROM verdicts_review r JOIN verdicts_verdictversion w ON w.id = r.verdict_version_id
            WHERE w.verdict_id = v.id AND r.decision = 'approve' AND (v.approved_id IS NULL OR w.id = v.approved_id)
            AND r.created_by_id <> v.author_id AND r.created_by_id <> w.created_by_id
            AND NOT EXISTS (
                SELECT 1 FROM claims_contribution c
                WHERE c.claim_id = v.claim_id AND c.person_id = r.created_by_id AND c.since < r.created_at)
        ) ORDER BY v.id
        """
    ):
        yield f"verdict {verdict} is {state} without an approval by another person"


def _no_unseen_edit_before_approval() -> Iterator[str]:
    edited = changed_unseen(
        verdict="reviewed.id", claim="reviewed.claim_id", person="review.created_by_id", before="decided.entry_id"
    )
    for review, person, verdict in rows(
        f"""
        SELECT review.id, review.created_by_id, reviewed.id FROM verdicts_review review
        JOIN ledger_touch decided ON decided.kind = 'review' AND decided.object_id = review.id
        JOIN verdicts_verdictversion version ON version.id = review.verdict_version_id
        JOIN verdicts_verdict reviewed ON reviewed.id = version.verdict_id
        WHERE review.decision = 'approve' AND {edited} ORDER BY review.id
        """  # noqa: S608  (a condition of our own)
    ):
        yield f"review {review} of verdict {verdict} is by person {person}, who edited what it shows after it was submitted"


INVARIANTS = [
    Invariant("each claim has at most one current verdict", _one_verdict_per_claim),
    Invariant("no verdict is approved by somebody who contributed to it", _approved_by_another),
    Invariant("no approval is by somebody who edited what it shows after the submission", _no_unseen_edit_before_approval),
]
