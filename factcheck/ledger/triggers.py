"""Database triggers of recorded tables. They enforce an intact hash chain and one entry for each write."""

from __future__ import annotations

from typing import Any

import pgtrigger


class NoTruncate(pgtrigger.Trigger):
    """Rejects TRUNCATE, which does not fire row-level triggers."""

    name = "not_emptied"
    when = pgtrigger.Before
    level = pgtrigger.Statement
    operation = pgtrigger.Truncate

    def get_func(self, model: Any) -> str:
        return f"RAISE EXCEPTION 'Cannot truncate {model._meta.db_table} table';"


class HeadAdvances(pgtrigger.Trigger):
    """The head can only advance, and only to an entry of the chain."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_func(self, model: Any) -> str:
        return """
            IF NEW.number <= OLD.number
            OR NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.number = NEW.number AND e.hash = NEW.hash) THEN
                RAISE EXCEPTION 'the head of the chain goes from entry % to a later one, not to %', OLD.number, NEW.number
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """


class ContinuesChain(pgtrigger.Trigger):
    """Each entry continues the chain: after the head, or after an entry that the same statement inserted.

    A row-level BEFORE trigger sees the rows that its statement has already inserted.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: Any) -> str:
        return """
            IF NOT EXISTS (SELECT 1 FROM ledger_head h WHERE h.number + 1 = NEW.number AND h.hash = NEW.previous)
            AND NOT EXISTS (
                SELECT 1 FROM ledger_entry e JOIN ledger_head h ON e.number > h.number
                WHERE e.number = NEW.number - 1 AND e.hash = NEW.previous
            ) THEN
                RAISE EXCEPTION 'entry % does not continue the chain', NEW.number USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """


class RequiresEntry(pgtrigger.Trigger):
    """At commit, a ledger entry must exist for this row version. `kind` is the `ledger_kind` of the model, if it is set."""

    when = pgtrigger.After
    operation = pgtrigger.Insert | pgtrigger.Update
    timing = pgtrigger.Deferred

    def __init__(self, *, kind: str = "", **options: Any) -> None:
        self.kind = kind
        super().__init__(**options)

    def get_func(self, model: Any) -> str:
        kind = self.kind or model._meta.model_name
        return f"""
            IF NOT EXISTS (
                SELECT 1 FROM ledger_touch
                WHERE kind = '{kind}' AND object_id = NEW.id AND version = NEW.version
            ) THEN
                RAISE EXCEPTION '{kind} % version % has no ledger entry', NEW.id, NEW.version
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        """


class VersionIncrements(pgtrigger.Trigger):
    """Each update increments the version by exactly one."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_func(self, model: Any) -> str:
        return f"""
            IF NEW.version <> OLD.version + 1 THEN
                RAISE EXCEPTION '{model._meta.model_name} % must go from version % to the next', OLD.id, OLD.version
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """
