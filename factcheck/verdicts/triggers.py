"""Database triggers of verdicts and reviews."""

from __future__ import annotations

from typing import Any

import pgtrigger

from factcheck.verdicts.four_eyes import edited_after_submission_sql, sponsorship_sql
from factcheck.verdicts.states import State
from factcheck.verdicts.workflow import transitions


class AllowedTransitions(pgtrigger.Trigger):
    """Enforces that a verdict starts as a draft, follows the table of moves, and has a review of its approved version."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def get_func(self, model: Any) -> str:
        pairs = ", ".join(f"('{a}', '{b}')" for a, b in transitions())
        return f"""
            IF TG_OP = 'INSERT' AND (NEW.state <> '{State.DRAFT.value}' OR NEW.approved_id IS NOT NULL) THEN
                RAISE EXCEPTION 'a verdict begins as a draft that nobody has approved' USING ERRCODE = 'check_violation';
            END IF;
            IF TG_OP = 'UPDATE' AND OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN ({pairs}) THEN
                RAISE EXCEPTION 'a verdict does not go from % to %', OLD.state, NEW.state
                    USING ERRCODE = 'check_violation';
            END IF;
            IF NEW.state = 'retracted' AND NOT EXISTS (
                SELECT 1 FROM ledger_entry e
                WHERE e.kind = 'verdict' AND e.object_id = NEW.id AND e.action = 'verdict.published'
            ) THEN
                RAISE EXCEPTION 'verdict % was never published, so it is not retracted', NEW.id USING ERRCODE = 'check_violation';
            END IF;
            IF (NEW.state IN ('approved', 'published') OR NEW.approved_id IS NOT NULL) AND NOT EXISTS (
                SELECT 1 FROM verdicts_review r JOIN verdicts_verdictversion w ON w.id = r.verdict_version_id
                WHERE w.id = NEW.approved_id AND w.verdict_id = NEW.id AND r.decision = 'approve'
            ) THEN
                RAISE EXCEPTION 'verdict % has no approval of this version', NEW.id USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """


class FourEyes(pgtrigger.Trigger):
    """Rejects reviews by contributors, and approvals by someone whose edit no one else has read or by a recent sponsor.

    `claims.triggers.RecordsContribution` records the contributions.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert
    declare = [("of_verdict", "bigint"), ("of_claim", "bigint")]

    def get_func(self, model: Any) -> str:
        return """
            IF EXISTS (
                SELECT 1 FROM verdicts_verdictversion w
                JOIN verdicts_verdict v ON v.id = w.verdict_id
                LEFT JOIN claims_contribution c ON c.claim_id = v.claim_id AND c.person_id = NEW.created_by_id
                WHERE w.id = NEW.verdict_version_id
                AND (c.id IS NOT NULL OR v.author_id = NEW.created_by_id)
            ) THEN
                RAISE EXCEPTION 'person % contributed to this verdict and may not review it', NEW.created_by_id
                    USING ERRCODE = 'check_violation';
            END IF;
            SELECT v.id, v.claim_id INTO of_verdict, of_claim FROM verdicts_verdictversion w
                JOIN verdicts_verdict v ON v.id = w.verdict_id WHERE w.id = NEW.verdict_version_id;
            IF NEW.decision = 'approve' AND {changed} THEN
                RAISE EXCEPTION 'person % changed what this verdict names after it was submitted', NEW.created_by_id
                    USING ERRCODE = 'check_violation';
            END IF;
            IF NEW.decision = 'approve' AND NEW.cooling_off_days IS NULL THEN
                RAISE EXCEPTION 'an approval names its cooling-off period' USING ERRCODE = 'check_violation';
            END IF;
            IF NEW.decision = 'approve' AND EXISTS {sponsorship} THEN
                RAISE EXCEPTION 'person % and a contributor to this verdict are linked by a recent invitation or promotion',
                    NEW.created_by_id USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """.replace(
            "{changed}", edited_after_submission_sql(verdict="of_verdict", claim="of_claim", person="NEW.created_by_id")
        ).replace(
            "{sponsorship}",
            sponsorship_sql(verdict="of_verdict", claim="of_claim", person="NEW.created_by_id", days="NEW.cooling_off_days"),
        )
