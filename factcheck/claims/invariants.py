"""Invariants of claims and mentions, which the doctor verifies."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.claims.models import Actor, Claim
from factcheck.claims.triggers import ENTERED_VALUE, STORED_CHAIN, STORED_SPANS, SURROUNDINGS_MATCH
from factcheck.ledger.invariants import Invariant, Listing, person_of_last, select_rows
from factcheck.ledger.named_invariants import duplicate_names, named_invariants


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
            ('mode', to_jsonb(m.mode)), ('anchor', to_jsonb(m.anchor)), ('stays_in_revision', to_jsonb(m.stays_in_revision))
        ) AS part (name, current)
        CROSS JOIN LATERAL (SELECT {ENTERED_VALUE.format(mention="m.id", name="part.name")} AS value) recorded
        WHERE part.current IS DISTINCT FROM
            coalesce(recorded.value, CASE part.name WHEN 'stays_in_revision' THEN 'false'::jsonb END)
        ORDER BY m.id, part.name
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


def _merged_claims_are_empty() -> Iterator[str]:
    """Each row moves in the merge. Withdrawn relations between the two claims stay."""
    for claim, survivor, kind, pk in select_rows(
        """
        SELECT c.id, c.merged_into_id, x.kind, x.id FROM claims_claim c JOIN (
            SELECT 'mention' AS kind, id, claim_id FROM claims_mention
            UNION ALL SELECT 'evidence', id, claim_id FROM evidence_evidence
            UNION ALL SELECT 'search', id, claim_id FROM evidence_search
            UNION ALL SELECT 'party', id, claim_id FROM claims_party
            UNION ALL SELECT 'verdict', id, claim_id FROM verdicts_verdict
            UNION ALL SELECT 'relation', id, claim_id FROM claims_relation WHERE withdrawn_at IS NULL
            UNION ALL SELECT 'relation', id, other_id FROM claims_relation WHERE withdrawn_at IS NULL
        ) x ON x.claim_id = c.id WHERE c.merged_into_id IS NOT NULL ORDER BY c.id, x.kind, x.id
        """
    ):
        yield f"claim {claim} was merged into claim {survivor}, but still has {kind} {pk}"


def _merged_into_a_remaining_claim() -> Iterator[str]:
    for claim, target in select_rows(
        """
        SELECT c.id, t.id FROM claims_claim c JOIN claims_claim t ON t.id IN (c.merged_into_id, c.duplicate_of_id)
        WHERE t.merged_into_id IS NOT NULL ORDER BY c.id
        """
    ):
        yield f"claim {claim} points to claim {target}, which was merged into another claim"


def _contributors_of_merged_claims() -> Iterator[str]:
    for claim, survivor, person in select_rows(
        """
        SELECT c.id, c.merged_into_id, x.person_id FROM claims_claim c JOIN claims_contribution x ON x.claim_id = c.id
        WHERE c.merged_into_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM claims_contribution s WHERE s.claim_id = c.merged_into_id AND s.person_id = x.person_id)
        ORDER BY c.id, x.person_id
        """
    ):
        yield f"person {person} contributed to claim {claim}, but not to claim {survivor}, into which it was merged"


INVARIANTS = [
    Invariant("each mention quotes the text at its offsets", _spans_match_text),
    Invariant("each mention has a span", _mentions_have_spans),
    Invariant("each mention matches its last ledger entry", _mentions_match_ledger),
    Invariant("authors of claims and mentions are recorded as contributors", _authors_are_contributors),
    Invariant("nothing is attached to a merged claim", _merged_claims_are_empty),
    Invariant("each merged claim points to a claim that remains", _merged_into_a_remaining_claim),
    Invariant("contributors to a merged claim are contributors to the remaining one", _contributors_of_merged_claims),
    person_of_last(Claim, "closed_by", "claim.closed", "claims.merged"),
    *named_invariants(Actor),
]


def _organizations_recorded_as_persons() -> Iterator[str]:
    for pk, name, source in select_rows(
        """
        SELECT a.id, a.name, s.id FROM claims_actor a
        JOIN articles_knownsourcename n ON n.key = name_identity(a.name) JOIN articles_source s ON s.id = n.owner_id
        WHERE a.actor_kind = 'person' AND s.source_kind <> 'person' AND a.merged_into_id IS NULL ORDER BY a.id
        """
    ):
        yield f"actor {pk} “{name}” is recorded as a person, but source {source} with this name is not one"


LISTINGS = [
    duplicate_names(Actor),
    Listing("actors that may be organizations", _organizations_recorded_as_persons),
]
