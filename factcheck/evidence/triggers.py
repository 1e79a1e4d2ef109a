"""Database triggers of evidence, of its numbers, and of the search log."""

from __future__ import annotations

from typing import Any

import pgtrigger


class OnlyClaimChanges(pgtrigger.Trigger):
    """Rejects an update of any column except the claim and the version.

    `claims.triggers.MovesWithEntry` rejects another claim unless claims were merged.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_func(self, model: Any) -> str:
        return f"""
            IF to_jsonb(NEW) - 'claim_id' - 'version' <> to_jsonb(OLD) - 'claim_id' - 'version'
            OR NEW.claim_id = OLD.claim_id THEN
                RAISE EXCEPTION '{model._meta.db_table} % cannot change', OLD.id USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """


class KeepsNumber(pgtrigger.Trigger):
    """The number of an item is one that its claim has assigned. It changes only if the item moves to another claim."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def get_func(self, model: Any) -> str:
        return """
            IF TG_OP = 'UPDATE' AND NEW.claim_id = OLD.claim_id THEN
                IF NEW.number <> OLD.number THEN
                    RAISE EXCEPTION 'evidence % keeps its number %', OLD.id, OLD.number USING ERRCODE = 'check_violation';
                END IF;
            ELSIF NOT EXISTS (SELECT 1 FROM evidence_numbering n WHERE n.claim_id = NEW.claim_id AND NEW.number <= n.last) THEN
                RAISE EXCEPTION 'claim % has not assigned the number %', NEW.claim_id, NEW.number
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """


class NumberAdvances(pgtrigger.Trigger):
    """The counter of a claim only goes forward."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_func(self, model: Any) -> str:
        return """
            IF NEW.claim_id <> OLD.claim_id OR NEW.last <= OLD.last THEN
                RAISE EXCEPTION 'the numbers of claim % go on after %', OLD.claim_id, OLD.last USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """
