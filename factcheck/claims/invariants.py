"""Invariants of claims and mentions, which the doctor verifies."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.claims.triggers import ENTERED_VALUE, STORED_CHAIN, STORED_SPANS, SURROUNDINGS_MATCH
from factcheck.ledger.invariants import Invariant, select_rows


def _spans_match_text() -> Iterator[str]:
    for pk, mention, exact in select_rows(
        f"""
        SELECT s.id, s.mention_id, s.exact FROM claims_span s
        JOIN claims_mention m ON m.id = s.mention_id JOIN articles_revision r ON r.id = m.revision_id
        WHERE substr(r.text, s.start + 1, s."end" - s.start) <> s.exact OR s."end" > r.length
        OR NOT {SURROUNDINGS_MATCH.format(row="s")} ORDER BY s.id
        """  # noqa: S608  (contains only constants)
    ):
        yield f"span {pk} of mention {mention} quotes “{exact[:60]}”, but the text at its offsets differs"


def _mentions_have_spans() -> Iterator[str]:
    for (pk,) in select_rows(
        "SELECT m.id FROM claims_mention m WHERE NOT EXISTS (SELECT 1 FROM claims_span s WHERE s.mention_id = m.id)"
    ):
        yield f"mention {pk} has no spans"


def _mentions_match_ledger() -> Iterator[str]:
    for pk, name, current, recorded in select_rows(
        f"""
        SELECT m.id, part.name, part.current::text, recorded.value::text FROM claims_mention m
        CROSS JOIN LATERAL (VALUES
            ('spans', {STORED_SPANS.format(mention="m.id")}), ('chain', {STORED_CHAIN.format(mention="m.id")}),
            ('claim', to_jsonb(m.claim_id)), ('revision', to_jsonb(m.revision_id)),
            ('mode', to_jsonb(m.mode)), ('anchor', to_jsonb(m.anchor))
        ) AS part (name, current)
        CROSS JOIN LATERAL (SELECT {ENTERED_VALUE.format(mention="m.id", name="part.name")} AS value) recorded
        WHERE part.current IS DISTINCT FROM recorded.value ORDER BY m.id, part.name
        """  # noqa: S608  (contains only constants)
    ):
        yield f"{name} of mention {pk} is {current}, but the ledger has {recorded or 'no value'}"


def _authors_are_contributors() -> Iterator[str]:
    for claim, person in select_rows(
        """
        SELECT c.id, c.created_by_id FROM claims_claim c WHERE NOT EXISTS (
            SELECT 1 FROM claims_contribution x WHERE x.claim_id = c.id AND x.person_id = c.created_by_id)
        UNION
        SELECT m.claim_id, m.created_by_id FROM claims_mention m WHERE NOT EXISTS (
            SELECT 1 FROM claims_contribution x WHERE x.claim_id = m.claim_id AND x.person_id = m.created_by_id)
        """
    ):
        yield f"person {person} created claim {claim} or a mention of it, but is not recorded as a contributor"


INVARIANTS = [
    Invariant("each mention quotes the text at its offsets", _spans_match_text),
    Invariant("each mention has a span", _mentions_have_spans),
    Invariant("each mention matches its last ledger entry", _mentions_match_ledger),
    Invariant("authors of claims and mentions are recorded as contributors", _authors_are_contributors),
]
