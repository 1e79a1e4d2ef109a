"""Database triggers of captures."""

from __future__ import annotations

from typing import Any

import pgtrigger

HELD_CAPTURES = """
    WITH RECURSIVE held AS (
        SELECT e.id, e.capture_id, e.revision_id FROM evidence_evidence e WHERE EXISTS (
            SELECT 1 FROM evidence_legalhold h
            WHERE h.ended_at IS NULL AND (h.evidence_id = e.id OR h.claim_id = e.claim_id))
    ), stored AS (
        SELECT capture_id FROM held WHERE capture_id IS NOT NULL
        UNION SELECT c.capture_id FROM evidence_evidencecopy c JOIN held ON held.id = c.evidence_id
        UNION SELECT r.original_id FROM articles_revision r JOIN held ON held.revision_id = r.id
        UNION SELECT p.parent_id FROM archive_capture p JOIN stored s ON s.capture_id = p.id WHERE p.parent_id IS NOT NULL
    )
    SELECT capture_id FROM stored"""
"""SQL query: the ids of the captures of items that are under a legal hold, and of their parents."""


class HeldStays(pgtrigger.Trigger):
    """A capture under a legal hold is not deleted, also if a later version permits the deletion of others."""

    when = pgtrigger.Before
    operation = pgtrigger.Delete

    def get_func(self, model: Any) -> str:
        return f"""
            IF OLD.id IN ({HELD_CAPTURES}) THEN
                RAISE EXCEPTION 'capture % is under a legal hold', OLD.id USING ERRCODE = 'check_violation';
            END IF;
            RETURN OLD;
        """
