"""Database triggers of accounts."""

from __future__ import annotations

from typing import Any

import pgtrigger


class KeepsRecentEvents(pgtrigger.Trigger):
    """Rejects the deletion of events that are newer than `days`."""

    when = pgtrigger.Before
    operation = pgtrigger.Delete

    def __init__(self, *, days: int, **options: Any) -> None:
        self.days = days
        super().__init__(**options)

    def get_func(self, model: Any) -> str:
        return f"""
            IF OLD.at > now() - make_interval(days => {self.days}) THEN
                RAISE EXCEPTION 'security event % is newer than {self.days} days', OLD.id USING ERRCODE = 'check_violation';
            END IF;
            RETURN OLD;
        """


class OnlyRestricts(pgtrigger.Trigger):
    """Rejects an update that revives a revoked token, or that gives a token a wider scope.

    `scopes` are all scopes, the narrowest one first.
    """

    when = pgtrigger.Before
    operation = pgtrigger.UpdateOf("revoked_at", "scope")  # type: ignore[no-untyped-call]

    def __init__(self, *, scopes: list[str], **options: Any) -> None:
        self.scopes = scopes
        super().__init__(**options)

    def get_func(self, model: Any) -> str:
        scopes = f"ARRAY[{', '.join(repr(scope) for scope in self.scopes)}]"
        return f"""
            IF OLD.revoked_at IS NOT NULL AND (NEW.revoked_at IS NULL OR NEW.revoked_at > OLD.revoked_at) THEN
                RAISE EXCEPTION 'token % was revoked', OLD.id USING ERRCODE = 'check_violation';
            END IF;
            IF array_position({scopes}, NEW.scope::text) > array_position({scopes}, OLD.scope::text) THEN
                RAISE EXCEPTION 'token % cannot get a wider scope', OLD.id USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """


class OwnName(pgtrigger.Trigger):
    """Rejects a new name that another person has (`web.name_identity`). `accounts.names` also rejects similar names.

    Two people who had the same name before can keep it.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.UpdateOf("name")  # type: ignore[no-untyped-call]

    def get_func(self, model: Any) -> str:
        return f"""
            IF NEW.name <> '' AND (TG_OP = 'INSERT' OR OLD.name IS DISTINCT FROM NEW.name) AND EXISTS (
                SELECT 1 FROM {model._meta.db_table} p
                WHERE p.id <> NEW.id AND name_identity(p.name) = name_identity(NEW.name)
            ) THEN
                RAISE EXCEPTION 'another person has the name of person %', NEW.id USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """
