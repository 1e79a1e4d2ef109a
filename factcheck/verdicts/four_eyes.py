"""The four-eyes rule as SQL: what keeps an editor from approving a verdict.

The rule (`verdicts.rules`), the trigger on reviews (`verdicts.models`) and the doctor (`verdicts.invariants`) share these
conditions. They read the ledger up to a given entry, so the doctor can check a past approval against the record as it was then.
"""

from __future__ import annotations

from factcheck.accounts.sponsorship import link
from factcheck.ledger.chain import END_OF_LEDGER


def changed_unseen(*, verdict: str, claim: str, person: str, before: str = END_OF_LEDGER) -> str:
    """SQL condition: between the last submission and entry `before`, `person` edited a row that readers would see.

    Nobody else has read that edit as part of this verdict. The rows are the other claim of each relation, the claimant, the
    actors of attribution chains, articles and their outlets, sources and origins, and the rating scale. An edit of the claim
    itself, its mentions or its evidence is a contribution, which another condition covers.

    `verdict`, `claim` and `person` are SQL expressions for ids.
    """
    return f"""EXISTS (
    SELECT 1 FROM ledger_entry edit JOIN ledger_touch edited ON edited.entry_id = edit.number
    WHERE edit.person_id = {person} AND edit.number < {before} AND edit.number > (
        SELECT max(s.number) FROM ledger_entry s
        WHERE s.kind = 'verdict' AND s.object_id = {verdict} AND s.action = 'verdict.submitted' AND s.number < {before})
    AND CASE edited.kind
        WHEN 'rating' THEN TRUE
        WHEN 'claim' THEN EXISTS (
            SELECT 1 FROM claims_relation r WHERE r.claim_id = {claim} AND r.other_id = edited.object_id
            AND {_exists_at("relation", "r.id", before)} AND NOT EXISTS (
                SELECT 1 FROM ledger_entry w WHERE w.kind = 'relation' AND w.object_id = r.id
                AND w.action = 'relation.withdrawn' AND w.number < {before}))
        WHEN 'actor' THEN edited.object_id = {_value_at("claim", claim, "claimant", before)} OR EXISTS (
            SELECT 1 FROM claims_mention m WHERE m.claim_id = {claim}
            AND {_chain_at("m.id", before)} @> to_jsonb(edited.object_id))
        WHEN 'source' THEN EXISTS (
            SELECT 1 FROM evidence_evidence i WHERE i.claim_id = {claim} AND edited.object_id IN (
                {_value_at("evidence", "i.id", "source", before)}, {_value_at("evidence", "i.id", "origin", before)})
            ) OR EXISTS (
            SELECT 1 FROM ({_articles_at(claim, before)}) a
            WHERE edited.object_id = {_value_at("article", "a.article_id", "outlet", before)})
        WHEN 'article' THEN edited.object_id IN ({_articles_at(claim, before)})
        ELSE FALSE END)"""


def sponsorship(*, verdict: str, claim: str, person: str, days: str, at: str | None = None, before: str = END_OF_LEDGER) -> str:
    """SQL query: the newest sponsorship in the last `days` that links `person` with a contributor to the claim.

    With the time `at` as of then. Without it every contribution that is visible counts, also one that was committed after this
    transaction began.
    """
    until = f" AND c.since <= {at}" if at else ""
    contributors = f"""
        SELECT c.person_id FROM claims_contribution c WHERE c.claim_id = {claim}{until}
        UNION SELECT w.author_id FROM verdicts_verdict w WHERE w.id = {verdict}"""
    return link(person=person, others=contributors, days=days, at=at or "now()", before=before)


def _exists_at(kind: str, row: str, before: str) -> str:
    return f"""EXISTS (
        SELECT 1 FROM ledger_touch t
        WHERE t.kind = '{kind}' AND t.object_id = {row} AND t.version = 1 AND t.entry_id < {before})"""


def _value_at(kind: str, row: str, field: str, before: str) -> str:
    """The id in a field of a row as the last entry before `before` that names the field left it."""
    return f"""(
        SELECT (e.after ->> '{field}')::bigint FROM ledger_entry e
        WHERE e.kind = '{kind}' AND e.object_id = {row} AND e.number < {before} AND e.after ? '{field}'
        ORDER BY e.number DESC LIMIT 1)"""


def _chain_at(mention: str, before: str) -> str:
    """The attribution chain of a mention, as a JSON array of actor ids. The entry of a claim holds its first mention."""
    return f"""(
        SELECT coalesce(e.after -> 'mention', e.after) -> 'chain' FROM ledger_touch t JOIN ledger_entry e ON e.number = t.entry_id
        WHERE t.kind = 'mention' AND t.object_id = {mention} AND e.number < {before}
        AND coalesce(e.after -> 'mention', e.after) ? 'chain' ORDER BY e.number DESC LIMIT 1)"""


def _articles_at(claim: str, before: str) -> str:
    """The articles that mentions and evidence of the claim quote. A mention and a passage never leave their article."""
    return f"""
            SELECT v.article_id FROM claims_mention m JOIN articles_revision v ON v.id = m.revision_id
            WHERE m.claim_id = {claim} AND {_exists_at("mention", "m.id", before)}
            UNION SELECT v.article_id FROM evidence_evidence i JOIN articles_revision v ON v.id = i.revision_id
            WHERE i.claim_id = {claim} AND {_exists_at("evidence", "i.id", before)}"""
