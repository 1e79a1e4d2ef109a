"""The four-eyes rule as SQL: the conditions under which an editor may not approve a verdict.

Permissions (`verdicts.rules`), triggers (`verdicts.models`, `publishing.models`) and the doctor (`verdicts.invariants`,
`publishing.invariants`) share these conditions. They read the ledger up to a given entry, so the doctor can check a past
approval against the record as it was then.
"""

from __future__ import annotations

from factcheck.accounts.sponsorship import connection_between
from factcheck.ledger.chain import END_OF_LEDGER

REVIEWER_HAD_NOT_CONTRIBUTED = """v.author_id <> r.created_by_id AND w.created_by_id <> r.created_by_id
                AND NOT EXISTS (
                    SELECT 1 FROM claims_contribution c
                    JOIN ledger_touch decided ON decided.kind = 'review' AND decided.object_id = r.id
                    WHERE c.claim_id = v.claim_id AND c.person_id = r.created_by_id AND c.entry < decided.entry_id
                )"""
"""SQL condition on a review `r` of version `w` of verdict `v`: the reviewer had not contributed to the check before it.

Contributions after the review do not count: they change the record, which then needs another approval. The condition is part
of a trigger, so any change to it, including white space, requires a migration of `publishing`.
"""


def edited_after_submission_sql(*, verdict: str, claim: str, person: str, before: str = END_OF_LEDGER) -> str:
    """SQL condition: `person` edited a row that the check displays, or their own name, after the last submission."""
    return f"""(
    EXISTS ({editors_after_submission_sql(verdict=verdict, claim=claim, before=before)} AND edit.person_id = {person})
    OR EXISTS (
        SELECT 1 FROM ledger_entry n WHERE n.kind = 'person' AND n.object_id = {person} AND n.action <> 'person.added'
        AND n.after ? 'name' AND n.number < {before} AND n.number > {_submission(verdict, before)}))"""


def editors_after_submission_sql(*, verdict: str, claim: str, before: str = END_OF_LEDGER) -> str:
    """SQL query: the people who edited a row that readers would see, between the last submission and entry `before`.

    The author has not submitted these edits. The rows are the other claim of each relation, the claimant, the actors of
    attribution chains, articles and their outlets, sources and origins, the rating scale, the levels of the gate lines, and
    the people named as authors of the check. An edit of the claim itself, its mentions, or its evidence is a contribution.

    `verdict` and `claim` are SQL expressions for ids. The query ends in a condition on `edit`, so callers can append others.
    """
    displayed = is_displayed_sql(
        kind="edited.kind",
        row="edited.object_id",
        verdict=verdict,
        claim=claim,
        values="edit.after",
        action="edit.action",
        before=before,
    )
    return f"""
    SELECT edit.person_id FROM ledger_entry edit JOIN ledger_touch edited ON edited.entry_id = edit.number
    WHERE edit.person_id IS NOT NULL AND edit.number < {before} AND edit.number > {_submission(verdict, before)}
    AND edited.kind IN ('rating', 'newsroom', 'claim', 'actor', 'source', 'article', 'person') AND {displayed}"""


def is_displayed_sql(
    *, kind: str, row: str, verdict: str, claim: str, values: str, action: str, before: str = END_OF_LEDGER
) -> str:
    """SQL condition: readers of the check see the row of this kind, or the gate counts it.

    All arguments are SQL expressions. `values` are the new values of an edit of the row, and `action` is its action: the newsroom
    counts only for an edit of its gate levels, and a person only for an edit of their name.
    """
    return f"""CASE {kind}
        WHEN 'rating' THEN TRUE
        WHEN 'newsroom' THEN {values} ? 'gate_levels'
        WHEN 'person' THEN {values} ? 'name' AND {action} <> 'person.added' AND (
            {row} IN (SELECT d.author_id FROM verdicts_verdict d WHERE d.id = {verdict})
            OR {row} IN (SELECT n.created_by_id FROM verdicts_verdictversion n WHERE n.verdict_id = {verdict}))
        WHEN 'claim' THEN EXISTS (
            SELECT 1 FROM claims_relation r WHERE {_belonged("relation", "r", claim, before)} AND r.other_id = {row}
            AND {_exists_at("relation", "r.id", before)} AND NOT EXISTS (
                SELECT 1 FROM ledger_entry w WHERE w.kind = 'relation' AND w.object_id = r.id
                AND w.action = 'relation.withdrawn' AND w.number < {before}))
        WHEN 'actor' THEN {row} = {_value_at("claim", claim, "claimant", before)} OR EXISTS (
            SELECT 1 FROM claims_mention m WHERE {_belonged("mention", "m", claim, before)}
            AND {_chain_at("m.id", before)} @> to_jsonb({row}))
        WHEN 'source' THEN EXISTS (
            SELECT 1 FROM evidence_evidence i WHERE {_belonged("evidence", "i", claim, before)} AND {row} IN (
                {_value_at("evidence", "i.id", "source", before)}, {_value_at("evidence", "i.id", "origin", before)})
            ) OR EXISTS (
            SELECT 1 FROM ({_articles_at(claim, before)}) a
            WHERE {row} = {_value_at("article", "a.article_id", "outlet", before)})
        WHEN 'article' THEN {row} IN ({_articles_at(claim, before)})
        ELSE FALSE END"""


def sponsorship_sql(*, verdict: str, claim: str, person: str, days: str, at: str = "now()", before: str = END_OF_LEDGER) -> str:
    """SQL query: the newest sponsorship in the last `days` that connects `person` with someone who had a part in the check.

    These are the contributors to the claim, the author, and the people who edited it after the submission: otherwise, only an
    account that they sponsored would have read their edits. The period of `days` ends at the time `at`. With `before`, only
    contributions before that entry count; without it, all visible ones count, including those committed after this
    transaction began.
    """
    until = f" AND c.entry < {before}" if before != END_OF_LEDGER else ""
    others = f"""
        SELECT c.person_id FROM claims_contribution c WHERE c.claim_id = {claim}{until}
        UNION SELECT w.author_id FROM verdicts_verdict w WHERE w.id = {verdict}
        UNION {editors_after_submission_sql(verdict=verdict, claim=claim, before=before)}"""
    return connection_between(person=person, others=others, days=days, at=at, before=before)


def _submission(verdict: str, before: str) -> str:
    return f"""(
        SELECT max(s.number) FROM ledger_entry s
        WHERE s.kind = 'verdict' AND s.object_id = {verdict} AND s.action = 'verdict.submitted' AND s.number < {before})"""


def _exists_at(kind: str, row: str, before: str) -> str:
    return f"""EXISTS (
        SELECT 1 FROM ledger_touch t
        WHERE t.kind = '{kind}' AND t.object_id = {row} AND t.version = 1 AND t.entry_id < {before})"""


def _belonged(kind: str, row: str, claim: str, before: str) -> str:
    """SQL condition: the row with the alias `row` belonged to the claim before the entry `before`, which may precede a merge."""
    condition = f"{row}.claim_id = {claim}"
    if before == END_OF_LEDGER:
        return condition
    moved_in = moved_in_since(f"'{kind}'", f"{row}.id", before)
    return f"{condition} AND NOT {moved_in}"


def moved_in_since(kind: str, row: str, entry: str) -> str:
    """SQL condition: a merge or a split moved the row to its claim in the ledger entry `entry` or later."""
    return f"""EXISTS (
        SELECT 1 FROM ledger_touch moved JOIN ledger_entry move ON move.number = moved.entry_id
        WHERE moved.kind = {kind} AND moved.object_id = {row} AND move.number >= {entry}
        AND move.before -> 'rows' -> {kind} -> {row}::text ? 'claim')"""


def _value_at(kind: str, row: str, field: str, before: str) -> str:
    """SQL expression: the id in a field of a row, as of the last entry before `before` that contains the field."""
    return f"""(
        SELECT (e.after ->> '{field}')::bigint FROM ledger_entry e
        WHERE e.kind = '{kind}' AND e.object_id = {row} AND e.number < {before} AND e.after ? '{field}'
        ORDER BY e.number DESC LIMIT 1)"""


def _chain_at(mention: str, before: str) -> str:
    """SQL expression: the attribution chain of a mention as a JSON array of actor ids.

    A claim's entry contains its first mention.
    """
    return f"""(
        SELECT coalesce(e.after -> 'mention', e.after) -> 'chain' FROM ledger_touch t JOIN ledger_entry e ON e.number = t.entry_id
        WHERE t.kind = 'mention' AND t.object_id = {mention} AND e.number < {before}
        AND coalesce(e.after -> 'mention', e.after) ? 'chain' ORDER BY e.number DESC LIMIT 1)"""


def _articles_at(claim: str, before: str) -> str:
    """SQL query: the articles that the claim's mentions and evidence quote. Mentions and passages never change articles."""
    return f"""
            SELECT v.article_id FROM claims_mention m JOIN articles_revision v ON v.id = m.revision_id
            WHERE {_belonged("mention", "m", claim, before)} AND {_exists_at("mention", "m.id", before)}
            UNION SELECT v.article_id FROM evidence_evidence i JOIN articles_revision v ON v.id = i.revision_id
            WHERE {_belonged("evidence", "i", claim, before)} AND {_exists_at("evidence", "i.id", before)}"""
