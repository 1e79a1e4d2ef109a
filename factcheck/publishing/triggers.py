"""Database triggers of publications."""

from __future__ import annotations

from typing import Any

import pgtrigger

from factcheck.verdicts.four_eyes import REVIEWER_HAD_NOT_CONTRIBUTED


class RequiresApproval(pgtrigger.Trigger):
    """Requires an approval of the published version by someone who had not contributed to the claim before the approval.

    A later contribution does not invalidate the approval: it changes the record, which then needs another approval.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: Any) -> str:
        return f"""
            IF NOT EXISTS (
                SELECT 1 FROM verdicts_review r
                JOIN verdicts_verdictversion w ON w.id = r.verdict_version_id
                JOIN verdicts_verdict v ON v.id = w.verdict_id
                WHERE r.id = NEW.review_id AND r.decision = 'approve' AND w.id = NEW.verdict_version_id
                AND v.id = NEW.verdict_id AND {REVIEWER_HAD_NOT_CONTRIBUTED}
            ) THEN
                RAISE EXCEPTION 'this version was not approved by another person' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """
