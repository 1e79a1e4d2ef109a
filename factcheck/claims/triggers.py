"""Database triggers of claims and mentions, and the SQL conditions that the doctor shares with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pgtrigger

MOVED_ROWS = "rows"
"""The key of ledger entries under which the actions that move rows to another claim record them: kind → id → changed values."""


CLAIM_CLOSED = "FC001"
"""SQLSTATE of a write to a claim that another transaction has closed or merged in the meantime."""


class RecordsContribution(pgtrigger.Trigger):
    """Records the person who inserts a row as a contributor to its claim, for each interface that writes it."""

    when = pgtrigger.After
    operation = pgtrigger.Insert

    def __init__(self, *, claim: str = "NEW.claim_id", person: str = "NEW.created_by_id", **options: Any) -> None:
        self.claim, self.person = claim, person
        super().__init__(**options)

    def get_func(self, model: Any) -> str:
        return f"""
            INSERT INTO claims_contribution (claim_id, person_id, since)
            VALUES ({self.claim}, {self.person}, clock_timestamp()) ON CONFLICT DO NOTHING;
            RETURN NULL;
        """


class StoresEntry(pgtrigger.Trigger):
    """At commit, stores the number of the head of the ledger in the column `entry`.

    The transaction has appended its entries by then and holds the lock on the head, so this orders the row among all other
    entries. The clock of the database can be set back.
    """

    when = pgtrigger.After
    operation = pgtrigger.Insert
    timing = pgtrigger.Deferred

    def get_func(self, model: Any) -> str:
        return f"""
            UPDATE {model._meta.db_table} SET entry = (SELECT h.number FROM ledger_head h WHERE h.id = 1)
            WHERE id = NEW.id AND entry IS NULL;
            RETURN NULL;
        """


SURROUNDINGS_MATCH = """(
    {row}.prefix = substr(r.text, greatest(1, {row}.start + 1 - length({row}.prefix)), least({row}.start, length({row}.prefix)))
    AND {row}.suffix = substr(r.text, {row}."end" + 1, length({row}.suffix)))"""
"""SQL condition: the stored prefix and suffix of a quote equal the text around it in revision `r`."""


class QuoteMatchesText(pgtrigger.Trigger):
    """Rejects a row whose quote, prefix, or suffix differs from the text at its offsets. `substr` counts code points from 1."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def __init__(self, *, revision: str, when_set: str = "TRUE", **options: Any) -> None:
        self.revision, self.when_set = revision, when_set
        super().__init__(**options)

    def get_func(self, model: Any) -> str:
        return f"""
            IF {self.when_set} AND NOT EXISTS (
                SELECT 1 FROM articles_revision r WHERE r.id = {self.revision}
                AND NEW."end" <= r.length AND substr(r.text, NEW.start + 1, NEW."end" - NEW.start) = NEW.exact
                AND {SURROUNDINGS_MATCH.format(row="NEW")}
            ) THEN
                RAISE EXCEPTION 'the quote is not what stands at %–%', NEW.start, NEW."end"
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """


STORED_SPANS = """(
    SELECT coalesce(jsonb_agg(jsonb_build_object(
        'start', s.start, 'end', s."end", 'exact', s.exact, 'prefix', s.prefix, 'suffix', s.suffix) ORDER BY s.position), '[]')
    FROM claims_span s WHERE s.mention_id = {mention})"""
"""SQL: the stored spans of a mention, in the format of the ledger."""

STORED_CHAIN = """(
    SELECT coalesce(jsonb_agg(a.actor_id ORDER BY a.position), '[]') FROM claims_attribution a WHERE a.mention_id = {mention})"""
"""SQL: the stored attribution chain of a mention, as a JSON array of actor ids."""

ENTERED_VALUE = """(
    SELECT said.values -> {name} FROM ledger_touch t JOIN ledger_entry e ON e.number = t.entry_id
    CROSS JOIN LATERAL (
        SELECT coalesce(e.after -> 'rows' -> 'mention' -> {mention}::text, e.after -> 'mention', e.after) AS values) said
    WHERE t.kind = 'mention' AND t.object_id = {mention} AND said.values ? {name}
    ORDER BY e.number DESC LIMIT 1)"""
"""SQL: the value of `name` in the last ledger entry of the mention that has such a value.

The entry of a new claim has its first mention under "mention", an entry that moves mentions to another claim has them under
"rows"; entries of a mention have the values at the top level.
"""


class MatchesEntry(pgtrigger.Trigger):
    """At commit, rejects spans or an attribution chain that differ from the last ledger entry of their mention.

    Spans and links have no versions. They are part of their mention, and its ledger entries contain them.
    """

    when = pgtrigger.After
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
    timing = pgtrigger.Deferred
    declare = [("of_mention", "bigint")]

    def __init__(self, *, part: str, stored: str, **options: Any) -> None:
        self.part, self.stored = part, stored
        super().__init__(**options)

    def get_func(self, model: Any) -> str:
        return f"""
            FOREACH of_mention IN ARRAY array_remove(ARRAY[OLD.mention_id, NEW.mention_id], NULL) LOOP
                IF {self.stored.format(mention="of_mention")}
                IS DISTINCT FROM {ENTERED_VALUE.format(mention="of_mention", name=f"'{self.part}'")} THEN
                    RAISE EXCEPTION 'the {self.part} of mention % are not those of its ledger entry', of_mention
                        USING ERRCODE = 'check_violation';
                END IF;
            END LOOP;
            RETURN NULL;
        """


class ClaimIsOpen(pgtrigger.Trigger):
    """Rejects a row that is added or moved to a closed claim.

    FOR SHARE waits for a transaction that closes or merges the claim; the next statement sees its outcome. The claims are locked
    in the order of their ids, as by the actions that merge and split claims. The lock of a foreign key would not wait.
    """

    when = pgtrigger.Before
    declare = [("changed", "bigint[]")]

    def __init__(self, *, columns: Sequence[str] = ("claim",), **options: Any) -> None:
        self.columns = columns
        super().__init__(operation=pgtrigger.Insert | pgtrigger.UpdateOf(*(f"{name}_id" for name in columns)), **options)  # type: ignore[no-untyped-call]

    def get_func(self, model: Any) -> str:
        ids = ", ".join(f"CASE WHEN NEW.{name}_id IS DISTINCT FROM OLD.{name}_id THEN NEW.{name}_id END" for name in self.columns)
        return f"""
            changed := array_remove(ARRAY[{ids}], NULL);
            PERFORM 1 FROM claims_claim c WHERE c.id = ANY(changed) ORDER BY c.id FOR SHARE;
            IF EXISTS (SELECT 1 FROM claims_claim c WHERE c.id = ANY(changed) AND c.closed_at IS NOT NULL) THEN
                RAISE EXCEPTION 'claim % is closed', NEW.claim_id USING ERRCODE = '{CLAIM_CLOSED}';
            END IF;
            RETURN NEW;
        """


class MovesOnOpenClaim(pgtrigger.Trigger):
    """Rejects a new verdict of a closed claim, and a change of its state.

    It does not lock the claim: some moves lock the ledger first, and a merge locks the claim before the ledger. Actions that
    close a claim lock its verdict, and `open_verdict` locks the claim.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.UpdateOf("state")  # type: ignore[no-untyped-call]

    def get_func(self, model: Any) -> str:
        return f"""
            IF EXISTS (SELECT 1 FROM claims_claim c WHERE c.id = NEW.claim_id AND c.closed_at IS NOT NULL) THEN
                RAISE EXCEPTION 'claim % is closed', NEW.claim_id USING ERRCODE = '{CLAIM_CLOSED}';
            END IF;
            RETURN NEW;
        """


class MovesWithEntry(pgtrigger.Trigger):
    """At commit, rejects a row that moved to another claim, unless the ledger entry of this version merges or splits claims."""

    when = pgtrigger.After
    timing = pgtrigger.Deferred

    def __init__(self, *, kind: str, columns: Sequence[str] = ("claim",), **options: Any) -> None:
        self.kind, self.columns = kind, columns
        super().__init__(operation=pgtrigger.UpdateOf(*(f"{name}_id" for name in columns)), **options)  # type: ignore[no-untyped-call]

    def get_func(self, model: Any) -> str:
        changed = " OR ".join(f"NEW.{column}_id <> OLD.{column}_id" for column in self.columns)
        recorded = " AND ".join(
            f"coalesce((moved.values ->> '{column}')::bigint, OLD.{column}_id) = NEW.{column}_id" for column in self.columns
        )
        return f"""
            IF ({changed}) AND NOT EXISTS (
                SELECT 1 FROM ledger_touch t JOIN ledger_entry e ON e.number = t.entry_id
                CROSS JOIN LATERAL (SELECT e.after -> '{MOVED_ROWS}' -> '{self.kind}' -> NEW.id::text AS values) moved
                WHERE t.kind = '{self.kind}' AND t.object_id = NEW.id AND t.version = NEW.version
                AND e.action IN ('claims.merged', 'claim.split') AND {recorded}
            ) THEN
                RAISE EXCEPTION '{self.kind} % moved to another claim without a merge or a split', NEW.id
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        """


class NeverPublished(pgtrigger.Trigger):
    """Rejects closing a claim whose check was published."""

    when = pgtrigger.Before
    operation = pgtrigger.Update
    condition = pgtrigger.Q(old__closed_at__isnull=True, new__closed_at__isnull=False)

    def get_func(self, model: Any) -> str:
        return """
            IF EXISTS (
                SELECT 1 FROM verdicts_verdict v JOIN ledger_entry e ON e.kind = 'verdict' AND e.object_id = v.id
                WHERE v.claim_id = NEW.id AND e.action = 'verdict.published'
            ) THEN
                RAISE EXCEPTION 'claim % was published and cannot be closed', NEW.id USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """


def of_claim(
    kind: str, *, columns: Sequence[str] = ("claim",), contributes_if: pgtrigger.Condition | None = None
) -> list[pgtrigger.Trigger]:
    """The triggers of a model whose rows belong to a claim: authors contribute, and rows move only in a merge or a split."""
    condition: dict[str, Any] = {"condition": contributes_if} if contributes_if else {}
    return [
        RecordsContribution(name="contributes", **condition),
        ClaimIsOpen(name="claim_is_open", columns=columns),
        MovesWithEntry(name="moves_with_entry", kind=kind, columns=columns),
    ]
