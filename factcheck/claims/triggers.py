"""Database triggers of claims and mentions, and the SQL conditions that the doctor shares with them."""

from __future__ import annotations

from typing import Any

import pgtrigger


class RecordsContribution(pgtrigger.Trigger):
    """Records the person who inserts a row as a contributor to its claim, for each interface that writes it.

    The time is `clock_timestamp()`, not the start of the transaction, so that it can be compared with the time of an approval.
    """

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
    CROSS JOIN LATERAL (SELECT coalesce(e.after -> 'mention', e.after) AS values) said
    WHERE t.kind = 'mention' AND t.object_id = {mention} AND said.values ? {name}
    ORDER BY e.number DESC LIMIT 1)"""
"""SQL: the value of `name` in the last ledger entry of the mention that has such a value.

The entry of a new claim has its first mention under "mention"; entries of a mention have the values at the top level.
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
