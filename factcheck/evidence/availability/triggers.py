"""Database triggers of the schedule of checks."""

from __future__ import annotations

from typing import Any

import pgtrigger


class WatchAdvances(pgtrigger.Trigger):
    """The number of the check never decreases, nor does the number of attempts within a check. A row keeps its item."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_func(self, model: Any) -> str:
        return """
            IF NEW.evidence_id <> OLD.evidence_id OR NEW.number < OLD.number
            OR NEW.number = OLD.number AND NEW.attempts < OLD.attempts THEN
                RAISE EXCEPTION 'the schedule of evidence % cannot change in this way', OLD.evidence_id
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """


class CheckIsOfItem(pgtrigger.Trigger):
    """Rejects a check that names the copy or the previous check of another item."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: Any) -> str:
        return """
            IF EXISTS (
                SELECT 1 FROM evidence_evidencecopy c
                WHERE c.id IN (NEW.compared_id, NEW.copy_id) AND c.evidence_id <> NEW.evidence_id
            ) OR EXISTS (
                SELECT 1 FROM evidence_addresscheck p WHERE p.id = NEW.previous_id AND p.evidence_id <> NEW.evidence_id
            ) THEN
                RAISE EXCEPTION 'a check of evidence % names a row of another item', NEW.evidence_id
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """
