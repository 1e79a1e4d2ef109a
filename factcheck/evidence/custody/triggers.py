"""Database triggers of takedowns and legal holds."""

from __future__ import annotations

from typing import Any

import pgtrigger


class EndsOnce(pgtrigger.Trigger):
    """A measure ends once, and nothing else about it changes."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_func(self, model: Any) -> str:
        ending = "- 'ended_at' - 'ended_by_id' - 'ended_reason' - 'version'"
        return f"""
            IF OLD.ended_at IS NOT NULL OR to_jsonb(NEW) {ending} <> to_jsonb(OLD) {ending} THEN
                RAISE EXCEPTION '{model._meta.db_table} % can only end, and only once', OLD.id USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """
