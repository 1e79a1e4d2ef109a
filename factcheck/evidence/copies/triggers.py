"""Database triggers of requests for copies."""

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
