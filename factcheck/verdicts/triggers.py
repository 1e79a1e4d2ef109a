"""Database triggers of verdicts and reviews."""

from __future__ import annotations

from typing import Any

import pgtrigger

from factcheck.verdicts.four_eyes import edited_after_submission_sql, sponsorship_sql
from factcheck.verdicts.states import OPEN, State
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
            IF TG_OP = 'UPDATE' AND NEW.state = 'published' AND OLD.state NOT IN ('approved', 'published') AND NOT EXISTS (
                SELECT 1 FROM publishing_publication p WHERE p.verdict_id = NEW.id AND p.is_current
                AND p.publication_kind <> 'retracted' AND p.verdict_version_id = NEW.approved_id
            ) THEN
                RAISE EXCEPTION 'verdict % has no current publication of this version', NEW.id
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


class AuthorIsActive(pgtrigger.Trigger):
    """At commit, the author of a verdict that was opened, reopened, or handed over is active.

    Actions check this first. The trigger rejects the verdict if the author is deactivated at the same time: it runs after the
    transaction has the lock of the ledger, so it sees that change.
    """

    when = pgtrigger.After
    operation = pgtrigger.Insert | pgtrigger.Update
    timing = pgtrigger.Deferred

    def get_func(self, model: Any) -> str:
        states = ", ".join(f"'{state}'" for state in sorted(OPEN))
        return f"""
            IF NEW.state IN ({states})
            AND (TG_OP = 'INSERT' OR NEW.author_id <> OLD.author_id OR OLD.state NOT IN ({states}))
            AND EXISTS (
                SELECT 1 FROM verdicts_verdict v JOIN accounts_person p ON p.id = v.author_id
                WHERE v.id = NEW.id AND v.state IN ({states}) AND NOT p.is_active
            ) THEN
                RAISE EXCEPTION 'verdict % is open, but its author % is deactivated', NEW.id, NEW.author_id
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        """


class FourEyes(pgtrigger.Trigger):
    """Rejects reviews by the author, and approvals by contributors, by someone whose edit no one else has read, or by a sponsor.

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
                AND (v.author_id = NEW.created_by_id OR NEW.decision = 'approve' AND c.id IS NOT NULL)
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


class ConfirmedByAnother(pgtrigger.Trigger):
    """Rejects confirmations by someone who made one of the changes that they confirm."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: Any) -> str:
        return """
            IF EXISTS (
                SELECT 1 FROM verdicts_recordchange c JOIN ledger_entry e ON e.number = c.entry_id
                WHERE c.verdict_id = NEW.verdict_id AND c.is_open AND e.person_id = NEW.created_by_id
            ) THEN
                RAISE EXCEPTION 'person % changed the record of this verdict and may not confirm it', NEW.created_by_id
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """
