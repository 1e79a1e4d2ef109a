"""Database triggers of copies and of requests for them."""

from __future__ import annotations

from typing import Any

import pgtrigger

from factcheck.evidence.copies.states import OPEN_STATES


class ProgressAdvances(pgtrigger.Trigger):
    """The progress of a request never goes back, and never changes after the request has ended."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_func(self, model: Any) -> str:
        states = ", ".join(f"'{state.value}'" for state in OPEN_STATES)
        return f"""
            IF OLD.state NOT IN ({states}) OR NEW.attempts < OLD.attempts
            OR NEW.request_id <> OLD.request_id OR NEW.evidence_id <> OLD.evidence_id THEN
                RAISE EXCEPTION 'the progress of the request % cannot change in this way', OLD.request_id
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """


class PlaceMatchesText(pgtrigger.Trigger):
    """Rejects a place whose words differ from the text of its copy, or whose copy belongs to another item."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: Any) -> str:
        return """
            IF NOT EXISTS (
                SELECT 1 FROM evidence_evidencecopy c LEFT JOIN evidence_preservedtext t ON t.id = c.text_id
                WHERE c.id = NEW.copy_id AND c.evidence_id = NEW.evidence_id
                AND (NEW.start IS NULL OR substr(t.text, NEW.start + 1, NEW."end" - NEW.start) = NEW.exact)
            ) THEN
                RAISE EXCEPTION 'the words at this place of copy % are different', NEW.copy_id USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """
